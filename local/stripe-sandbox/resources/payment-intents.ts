import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { page, within } from '../http/lists.ts'
import { listParametersOf, moment, noParameters, text } from '../http/parameters.ts'
import { badParameter } from '../http/refusal.ts'
import { idOf, type World } from '../world.ts'
import { changesOf, newIntent, saveIntent, unexpectedState } from './intents.ts'
import { mergedMetadata, operation, referred } from './operation.ts'
import { attemptPayment } from './payment-attempt.ts'
import { checkOwner, noteCardTried, paymentMethodFor } from './payment-methods.ts'
import {
  type Confirming,
  confirmParameters,
  createParameters,
  updateParameters,
} from './payment-parameters.ts'
import { intentNamed } from './release.ts'
import { checkUnits } from './units.ts'

export const createPaymentIntent = operation(createParameters, (world, asked) => {
  checkCurrency(asked.currency)
  checkUnits(asked.amount, asked.currency)
  if (asked.customer) referred(world.tables.customers, 'customer', asked.customer, 'customer')
  const method = asked.payment_method ? paymentMethodFor(world, asked.payment_method) : null
  const intent = newIntent(world, asked, method)
  checkOwner(method, idOf(intent.customer))
  if (asked.confirm) checkConfirmable(intent, method, asked)
  saveIntent(world, intent)
  if (method) noteCardTried(world, intent.id, method.id)
  world.emit('payment_intent.created', intent)
  return asked.confirm && method ? confirmed(world, intent, method, asked) : intent
})

export const retrievePaymentIntent = operation(noParameters, (world, _, id) => intentNamed(world, id))

export const confirmPaymentIntent = operation(confirmParameters, (world, asked, id) => {
  const intent = intentNamed(world, id)
  if (!confirmable.includes(intent.status)) {
    throw unexpectedState(
      intent,
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only one with one of these may be confirmed: ${confirmable.join(', ')}.`,
    )
  }
  const named = asked.payment_method ?? idOf(intent.payment_method)
  const method = named ? paymentMethodFor(world, named) : null
  const changed = { ...intent, ...changesOf(intent, asked) }
  checkOwner(method, idOf(changed.customer))
  checkConfirmable(changed, method, asked)
  if (!method) return intent
  return confirmed(world, saveIntent(world, changed), method, asked)
})

export const updatePaymentIntent = operation(updateParameters, (world, { metadata, ...asked }, id) => {
  const intent = intentNamed(world, id)
  const aboutMoney = asked.amount ?? asked.currency ?? asked.payment_method ?? asked.capture_method
  if (aboutMoney !== undefined && !updatable.includes(intent.status)) {
    throw unexpectedState(
      intent,
      `This PaymentIntent's amount, currency, capture method or payment method could not be updated because it has a status of ${intent.status}. Allowed: ${updatable.join(', ')}.`,
    )
  }
  if (asked.customer) referred(world.tables.customers, 'customer', asked.customer, 'customer')
  const method = asked.payment_method ? paymentMethodFor(world, asked.payment_method) : null
  const after: Stripe.PaymentIntent = {
    ...intent,
    ...changesOf(intent, asked),
    amount: asked.amount ?? intent.amount,
    currency: asked.currency ?? intent.currency,
    customer: asked.customer ?? intent.customer,
    description: asked.description ?? intent.description,
    metadata: mergedMetadata(intent.metadata, metadata),
    ...(method ? { payment_method: method.id, status: 'requires_confirmation' } : {}),
  }
  checkCurrency(after.currency)
  checkUnits(after.amount, after.currency)
  checkOwner(method, idOf(after.customer))
  return saveIntent(world, after)
})

export const listPaymentIntents = operation(
  listParametersOf<Stripe.PaymentIntentListParams>()({ customer: z.optional(text), created: moment }),
  (world, { customer, created, ...paging }) =>
    page(
      world.tables.paymentIntents.values(),
      (intent) => (customer === undefined || intent.customer === customer) && within(intent.created, created),
      paging,
      '/v1/payment_intents',
    ),
)

const confirmable = ['requires_payment_method', 'requires_confirmation', 'requires_action']
const updatable = confirmable

function confirmed(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  asked: Confirming,
): Stripe.PaymentIntent {
  const attempt = attemptPayment(world, intent, method, {
    offSession: asked.off_session ?? false,
    authenticated: false,
    returnUrl: asked.use_stripe_sdk ? undefined : asked.return_url,
    errorOnRequiresAction: asked.error_on_requires_action,
  })
  if (attempt.kind === 'declined') throw attempt.refusal
  return attempt.intent
}

function checkConfirmable(
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod | null,
  asked: Confirming,
) {
  if (!method) {
    throw unexpectedState(
      intent,
      "You cannot confirm this PaymentIntent because it's missing a payment method. Give `payment_method`, or update the PaymentIntent with one.",
    )
  }
  const mayRedirect = intent.automatic_payment_methods?.allow_redirects !== 'never'
  if (intent.automatic_payment_methods?.enabled && mayRedirect && !asked.return_url) {
    throw badParameter(
      'This PaymentIntent accepts payment methods that might redirect your customer, so a `return_url` is needed. To do without, create it with `automatic_payment_methods[enabled]` true and `automatic_payment_methods[allow_redirects]` never.',
      'return_url',
    )
  }
}

function checkCurrency(code: string) {
  if (Intl.supportedValuesOf('currency').includes(code.toUpperCase())) return
  throw badParameter(`Invalid currency: ${code}. Give a three-letter ISO 4217 code in lowercase.`, 'currency')
}
