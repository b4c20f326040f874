import type Stripe from 'stripe'
import type * as z from 'zod/mini'
import { invalidRequest } from '../http/refusal.ts'
import type { World } from '../world.ts'
import { mergedMetadata } from './operation.ts'
import { type Creating, type PaymentMethodOptions, type shipping, shippingOf } from './payment-parameters.ts'

export function saveIntent(world: World, intent: Stripe.PaymentIntent) {
  world.tables.paymentIntents.set(intent.id, intent)
  return intent
}

/** Stripe's refusal of what the state of an intent does not allow. */
export const unexpectedState = (intent: Stripe.PaymentIntent, message: string) =>
  invalidRequest(message, { code: 'payment_intent_unexpected_state', payment_intent: intent })

export function newIntent(
  world: World,
  asked: Creating,
  method: Stripe.PaymentMethod | null,
): Stripe.PaymentIntent {
  const id = world.newId('pi')
  const blank: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: asked.allowed_payment_method_types ?? null,
    amount: asked.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: automaticMethods(asked),
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${world.newId('').slice(1)}`,
    confirmation_method: 'automatic',
    created: world.now(),
    currency: asked.currency,
    customer: asked.customer ?? null,
    customer_account: null,
    description: asked.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: mergedMetadata({}, asked.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: method?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: asked.statement_descriptor ?? null,
    statement_descriptor_suffix: asked.statement_descriptor_suffix ?? null,
    status: method ? 'requires_confirmation' : 'requires_payment_method',
    transfer_data: null,
    transfer_group: asked.transfer_group ?? null,
  }
  return { ...blank, ...changesOf(blank, asked) }
}

/** Since its 2023 versions Stripe turns automatic payment methods on unless the request names its own. */
function automaticMethods(asked: Creating): Stripe.PaymentIntent.AutomaticPaymentMethods {
  const { enabled = true, allow_redirects = 'always' } = asked.automatic_payment_methods ?? {}
  return { enabled, allow_redirects }
}

interface Changes {
  capture_method?: Stripe.PaymentIntent.CaptureMethod | undefined
  payment_method_options?: PaymentMethodOptions | undefined
  receipt_email?: string | undefined
  setup_future_usage?: Stripe.PaymentIntent.SetupFutureUsage | undefined
  shipping?: z.output<typeof shipping> | undefined
}

/** What creating, updating and confirming may all set. */
export const changesOf = (intent: Stripe.PaymentIntent, asked: Changes) => ({
  capture_method: asked.capture_method ?? intent.capture_method,
  payment_method_options: {
    card: {
      installments: null,
      mandate_options: null,
      network: null,
      request_three_d_secure: 'automatic' as const,
      ...intent.payment_method_options?.card,
      ...asked.payment_method_options?.card,
    },
  },
  receipt_email: asked.receipt_email === undefined ? intent.receipt_email : asked.receipt_email || null,
  setup_future_usage: asked.setup_future_usage ?? intent.setup_future_usage,
  shipping: asked.shipping ? shippingOf(asked.shipping) : intent.shipping,
})
