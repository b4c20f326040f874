import type Stripe from 'stripe'
import { Refusal } from '../http/refusal.ts'
import { move, type World } from '../world.ts'
import { makeCharge } from './charges.ts'
import { openDispute } from './disputes.ts'
import { saveIntent } from './intents.ts'
import { attachTo, cardBehind, markSetUp, noteCardTried } from './payment-methods.ts'
import type { Decline } from './test-cards.ts'

export interface Manner {
  /** The payer is not there to authenticate. */
  offSession: boolean
  /** The payer has just authenticated. */
  authenticated: boolean
  /** Where the payer is sent after authenticating; without it the client's SDK leads through it. */
  returnUrl?: string | undefined
  /** Answer a needed authentication with an error. */
  errorOnRequiresAction?: boolean | undefined
}

export type AttemptOutcome =
  | { kind: 'paid' | 'requires_action'; intent: Stripe.PaymentIntent }
  | { kind: 'declined'; intent: Stripe.PaymentIntent; refusal: Refusal }

interface Failure extends Decline {
  /** A refusal of the card, unless it was the payer's authentication that failed. */
  type?: 'card_error' | 'invalid_request_error'
  /** The failed charge, if the bank was asked at all. */
  charge?: string
}

const authenticationRequired: Decline = {
  code: 'authentication_required',
  decline_code: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
}

/**
 * Tries to take the intent's amount from its payment method.
 * The intent ends paid (held, if its capture is manual), waiting for the payer to authenticate, or, if the
 * card was declined, asking for another payment method; in each case that is saved and told by events.
 */
export function attemptPayment(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  manner: Manner,
): AttemptOutcome {
  const card = cardBehind(world, method.id)
  noteCardTried(world, intent.id, method.id)
  if (!manner.authenticated && needsAuthentication(card, manner)) {
    if (manner.offSession || manner.errorOnRequiresAction) {
      return declined(world, intent, method, authenticationRequired)
    }
    return requiresAction(world, intent, method, manner)
  }
  if (card.decline) {
    const charge = makeCharge(world, { intent, method, card, ...manner, decline: card.decline })
    world.emit('charge.failed', charge)
    return declined(world, intent, method, { ...card.decline, charge: charge.id })
  }
  return paid(world, intent, method, manner)
}

function needsAuthentication(card: ReturnType<typeof cardBehind>, { offSession }: Manner) {
  switch (card.authentication) {
    case 'always':
      return true
    case 'on_session':
      return !offSession
    case 'unless_set_up':
      return !(offSession && card.setUp)
    default:
      return false
  }
}

function paid(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { authenticated }: Manner,
): AttemptOutcome {
  const card = cardBehind(world, method.id)
  const charge = makeCharge(world, { intent, method, card, authenticated })
  const held = intent.capture_method === 'manual'
  const after = saveIntent(world, {
    ...intent,
    status: held ? 'requires_capture' : 'succeeded',
    amount_capturable: held ? intent.amount : 0,
    amount_received: held ? 0 : intent.amount,
    latest_charge: charge.id,
    payment_method: method.id,
    next_action: null,
    last_payment_error: null,
  })
  move(world, intent.id, 'authorized', intent.amount)
  world.emit('charge.succeeded', charge)
  if (held) {
    world.emit('payment_intent.amount_capturable_updated', after)
  } else {
    move(world, intent.id, 'captured', intent.amount)
    world.emit('payment_intent.succeeded', after)
    if (card.dispute) openDispute(world, charge, card.dispute)
  }
  if (intent.setup_future_usage) {
    markSetUp(world, method.id)
    if (typeof intent.customer === 'string') attachTo(world, method, intent.customer)
  }
  return { kind: 'paid', intent: after }
}

function requiresAction(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { returnUrl }: Manner,
): AttemptOutcome {
  const url = `${world.url}/_sandbox/payment_intents/${intent.id}/authenticate`
  const after = saveIntent(world, {
    ...intent,
    status: 'requires_action',
    payment_method: method.id,
    next_action: nextAction(url, returnUrl),
  })
  world.emit('payment_intent.requires_action', after)
  return { kind: 'requires_action', intent: after }
}

/** Where the payer authenticates: at a page of the sandbox, or through the client's SDK if there is no way back. */
export const nextAction = (url: string, returnUrl: string | undefined) =>
  returnUrl
    ? { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } }
    : { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } }

/** The payment method is dropped: another one, or the same again, must be given to try once more. */
export function declined(
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { type = 'card_error', charge, ...decline }: Failure,
): AttemptOutcome {
  const error = { type, ...decline, ...(charge ? { charge } : {}), payment_method: method }
  const after = saveIntent(world, {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    latest_charge: charge ?? intent.latest_charge,
    last_payment_error: error,
  })
  world.emit('payment_intent.payment_failed', after)
  return { kind: 'declined', intent: after, refusal: new Refusal(402, { ...error, payment_intent: after }) }
}
