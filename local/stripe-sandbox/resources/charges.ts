import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { page } from '../http/lists.ts'
import { listParametersOf, noParameters, text } from '../http/parameters.ts'
import { invalidRequest } from '../http/refusal.ts'
import { idOf, type World } from '../world.ts'
import { existing, operation } from './operation.ts'
import type { Decline, TestCard } from './test-cards.ts'

const DAY = 24 * 60 * 60
/** How long an online authorization of a card lives, in seconds: https://docs.stripe.com/payments/place-a-hold-on-a-payment-method */
const AUTHORIZATION = 7 * DAY
const EXTENDED_AUTHORIZATION = 30 * DAY

interface Attempt {
  intent: Stripe.PaymentIntent
  method: Stripe.PaymentMethod
  card: TestCard
  authenticated: boolean
  decline?: Decline | undefined
}

/** One try to take the intent's amount from a card: paid (and captured, unless that is manual), or failed. */
export function makeCharge(world: World, attempt: Attempt): Stripe.Charge {
  const { intent, method, decline } = attempt
  const captured = !decline && intent.capture_method !== 'manual'
  const charge: Stripe.Charge = {
    id: world.newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: captured ? world.newId('txn') : null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'SANDBOX',
    captured,
    created: world.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(attempt),
    paid: !decline,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: 'card', card: cardDetails(world, attempt, captured) },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: decline ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: null,
  }
  return saveCharge(world, charge)
}

export function saveCharge(world: World, charge: Stripe.Charge) {
  world.tables.charges.set(charge.id, charge)
  return charge
}

/** The charge of a payment intent that was paid. */
export function chargeOf(world: World, intent: Stripe.PaymentIntent): Stripe.Charge {
  const charge = world.tables.charges.get(idOf(intent.latest_charge) ?? '')
  if (charge?.status === 'succeeded') return charge
  throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge.`, {
    param: 'payment_intent',
  })
}

/** The second until which an authorization can be captured; none once it is captured. */
export const captureBefore = (charge: Stripe.Charge) => charge.payment_method_details?.card?.capture_before

function outcomeOf({ card, decline }: Attempt): Stripe.Charge.Outcome {
  const nothing = { advice_code: null, network_advice_code: null, network_decline_code: null }
  const risk_level = card.risk ?? 'normal'
  const risk_score = { normal: 20, elevated: 67, highest: 92 }[risk_level]
  if (!decline) {
    const type = card.risk === 'elevated' ? 'manual_review' : 'authorized'
    return {
      ...nothing,
      network_status: 'approved_by_network',
      reason: null,
      risk_level,
      risk_score,
      seller_message: 'Payment complete.',
      type,
    }
  }
  const blocked = card.risk === 'highest'
  return {
    ...nothing,
    network_status: blocked ? 'not_sent_to_network' : 'declined_by_network',
    reason: blocked ? 'highest_risk_level' : (decline.decline_code ?? decline.code),
    risk_level,
    risk_score,
    seller_message: decline.message,
    type: blocked ? 'blocked' : 'issuer_declined',
  }
}

function cardDetails(
  world: World,
  { intent, method, card, authenticated, decline }: Attempt,
  captured: boolean,
) {
  const asked = intent.payment_method_options?.card
  const extended = asked?.request_extended_authorization === 'if_available'
  const lifetime = card.authorizedFor ?? (extended ? EXTENDED_AUTHORIZATION : AUTHORIZATION)
  const open = !captured && !decline
  const details: Stripe.Charge.PaymentMethodDetails.Card = {
    amount_authorized: decline ? null : intent.amount,
    authorization_code: decline ? null : '123456',
    brand: method.card?.brand ?? null,
    ...(open ? { capture_before: world.now() + lifetime } : {}),
    checks: method.card?.checks ?? null,
    country: method.card?.country ?? null,
    electronic_commerce_indicator: null,
    exp_month: method.card?.exp_month ?? 12,
    exp_year: method.card?.exp_year ?? 2030,
    extended_authorization: { status: extended ? 'enabled' : 'disabled' },
    fingerprint: method.card?.fingerprint ?? null,
    funding: method.card?.funding ?? null,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: method.card?.last4 ?? null,
    mandate: null,
    multicapture: {
      status:
        asked?.request_multicapture === 'if_available' && !card.singleCapture ? 'available' : 'unavailable',
    },
    network: method.card?.brand ?? null,
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: authenticated ? challenged(world) : null,
    transaction_link_id: null,
    wallet: null,
  }
  return details
}

/** Whether it can be captured several times: where the intent asked for that, and the card allows it. */
export const allowsMulticapture = (charge: Stripe.Charge): boolean =>
  charge.payment_method_details?.card?.multicapture?.status === 'available'

const challenged = (world: World): Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure => ({
  authentication_flow: 'challenge',
  electronic_commerce_indicator: '05',
  exemption_indicator: null,
  result: 'authenticated',
  result_reason: null,
  transaction_id: world.newId('tds'),
  version: '2.2.0',
})

export const retrieveCharge = operation(noParameters, (world, _, id) =>
  existing(world.tables.charges, 'charge', id),
)

export const listCharges = operation(
  listParametersOf<Stripe.ChargeListParams>()({
    payment_intent: z.optional(text),
    customer: z.optional(text),
  }),
  (world, { payment_intent, customer, ...paging }) =>
    page(
      world.tables.charges.values(),
      (charge) =>
        (payment_intent === undefined || charge.payment_intent === payment_intent) &&
        (customer === undefined || charge.customer === customer),
      paging,
      '/v1/charges',
    ),
)
