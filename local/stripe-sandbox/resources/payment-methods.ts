import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { page } from '../http/lists.ts'
import { listParametersOf, metadata, noParameters, parametersOf, text } from '../http/parameters.ts'
import { badParameter, invalidRequest, noSuch, Refusal } from '../http/refusal.ts'
import { accountOf, idOf, type World } from '../world.ts'
import { existing, mergedMetadata, operation, referred } from './operation.ts'
import { type TestCardName, testCard, testCardNamed } from './test-cards.ts'

/** The payment method that a parameter names. A test card's name makes a new one, as with Stripe. */
export function paymentMethodFor(world: World, named: string): Stripe.PaymentMethod {
  const known = world.tables.paymentMethods.get(named)
  if (known) return usable(world, known)
  const card = testCardNamed(named)
  if (card) return makePaymentMethod(world, card, named)
  const message = `No such PaymentMethod: '${named}'. Give the id of one made here, or a documented test card such as pm_card_visa (with a suffix: pm_card_visa__mine).`
  throw new Refusal(400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message,
    param: 'payment_method',
  })
}

/** Once it was detached, a payment method pays for nothing, and is attached to nobody. */
function usable(world: World, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  if (!world.tables.cards.get(method.id)?.detached) return method
  throw badParameter(
    `The PaymentMethod ${method.id} was detached from its customer. It may not be used again.`,
    'payment_method',
    'payment_method_unexpected_state',
  )
}

/** A payment method of one customer is not another's to use. */
export function checkOwner(method: Stripe.PaymentMethod | null, customer: string | null): void {
  const owner = idOf(method?.customer)
  if (!owner || owner === customer) return
  throw badParameter(
    `The PaymentMethod ${method?.id} belongs to the customer ${owner}. Give that \`customer\` with it.`,
    'payment_method',
  )
}

/** The test card behind a payment method. */
export function cardBehind(world: World, paymentMethodId: string) {
  const card = referred(world.tables.cards, 'PaymentMethod', paymentMethodId, 'payment_method')
  return { ...card, ...testCard(card.testCard) }
}

/** Remembers which card a payment intent was last tried with, under the name its caller used. */
export function noteCardTried(world: World, intentId: string, paymentMethodId: string) {
  const paymentMethod = cardBehind(world, paymentMethodId).calledAs
  world.tables.accounts.set(intentId, { ...accountOf(world, intentId), paymentMethod })
}

export function attachTo(world: World, method: Stripe.PaymentMethod, customer: string): Stripe.PaymentMethod {
  const attached: Stripe.PaymentMethod = { ...method, customer }
  world.tables.paymentMethods.set(method.id, attached)
  if (idOf(method.customer) !== customer) world.emit('payment_method.attached', attached)
  return attached
}

/** Once the payer agreed to later payments, they need no authentication where the card allows that. */
export function markSetUp(world: World, paymentMethodId: string) {
  const card = world.tables.cards.get(paymentMethodId)
  if (card) world.tables.cards.set(paymentMethodId, { ...card, setUp: true })
}

function makePaymentMethod(world: World, name: TestCardName, calledAs: string): Stripe.PaymentMethod {
  const card = testCard(name)
  const method: Stripe.PaymentMethod = {
    id: world.newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card: {
      brand: card.brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: card.country ?? 'US',
      display_brand: card.brand,
      exp_month: 12,
      exp_year: new Date(world.now() * 1000).getUTCFullYear() + 4,
      fingerprint: `sandbox${card.last4}${card.brand}`,
      funding: card.funding ?? 'credit',
      generated_from: null,
      last4: card.last4,
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: world.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  }
  world.tables.paymentMethods.set(method.id, method)
  world.tables.cards.set(method.id, { testCard: name, calledAs, setUp: false })
  return method
}

export const createPaymentMethod = operation(
  parametersOf<Stripe.PaymentMethodCreateParams>()({
    type: z.literal('card'),
    card: z.strictObject({ token: text }),
    metadata: z.optional(metadata),
  }),
  (world, { card: { token }, metadata }) => {
    const name = testCardNamed(token.replace(/^tok_/, 'pm_card_'))
    if (!name)
      throw badParameter(
        `No such token: '${token}'. Allowed: tok_visa and the other test cards.`,
        'card[token]',
      )
    const method = { ...makePaymentMethod(world, name, token), metadata: mergedMetadata({}, metadata) }
    world.tables.paymentMethods.set(method.id, method)
    return method
  },
)

export const retrievePaymentMethod = operation(noParameters, (world, _, id) =>
  testCardNamed(id)
    ? paymentMethodFor(world, id)
    : existing(world.tables.paymentMethods, 'PaymentMethod', id),
)

export const attachPaymentMethod = operation(
  parametersOf<Stripe.PaymentMethodAttachParams>()({ customer: text }),
  (world, { customer }, id) => {
    referred(world.tables.customers, 'customer', customer, 'customer')
    const method = paymentMethodFor(world, id)
    const card = cardBehind(world, method.id)
    if (card.decline && !card.attaches && !card.authentication) {
      throw new Refusal(402, { type: 'card_error', ...card.decline })
    }
    const owner = idOf(method.customer)
    if (owner && owner !== customer) {
      throw invalidRequest(
        'The payment method you provided has already been attached to a customer. Detach it first.',
        { code: 'payment_method_unexpected_state' },
      )
    }
    return attachTo(world, method, customer)
  },
)

export const detachPaymentMethod = operation(noParameters, (world, _, id) => {
  const method = existing(world.tables.paymentMethods, 'PaymentMethod', id)
  if (!method.customer) {
    throw invalidRequest(
      'The payment method you provided is not attached to a customer, so detachment is impossible.',
    )
  }
  return detachFrom(world, method)
})

export function detachFrom(world: World, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  const detached: Stripe.PaymentMethod = { ...method, customer: null }
  world.tables.paymentMethods.set(method.id, detached)
  const card = world.tables.cards.get(method.id)
  if (card) world.tables.cards.set(method.id, { ...card, detached: true })
  world.emit('payment_method.detached', detached, { customer: method.customer })
  return detached
}

export const listPaymentMethods = operation(
  listParametersOf<Stripe.PaymentMethodListParams>()({ customer: z.optional(text), type: z.optional(text) }),
  (world, { customer, type, ...paging }) =>
    page(
      world.tables.paymentMethods.values(),
      (method) => method.customer === (customer ?? null) && (type === undefined || method.type === type),
      paging,
      '/v1/payment_methods',
    ),
)

export const listCustomersPaymentMethods = operation(
  listParametersOf<Stripe.CustomerListPaymentMethodsParams>()({ type: z.optional(text) }),
  (world, { type, ...paging }, id) => {
    if (!world.tables.customers.has(id)) throw noSuch('customer', id)
    return page(
      world.tables.paymentMethods.values(),
      (method) => method.customer === id && (type === undefined || method.type === type),
      paging,
      `/v1/customers/${id}/payment_methods`,
    )
  },
)
