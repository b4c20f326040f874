import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { amount, flag, metadata, parametersOf, text } from '../http/parameters.ts'
import { badParameter, invalidRequest } from '../http/refusal.ts'
import { move, type World } from '../world.ts'
import { allowsMulticapture, chargeOf, saveCharge } from './charges.ts'
import { openDispute } from './disputes.ts'
import { saveIntent, unexpectedState } from './intents.ts'
import { mergedMetadata, operation } from './operation.ts'
import { cardBehind } from './payment-methods.ts'
import { intentNamed } from './release.ts'
import { checkUnits } from './units.ts'

/**
 * Takes held money. One capture per authorization: what it leaves is let go, unless the intent asked for
 * multicapture, its card allows it, and the request says `final_capture: false`.
 */
export const capturePaymentIntent = operation(
  parametersOf<Stripe.PaymentIntentCaptureParams>()({
    amount_to_capture: z.optional(amount),
    final_capture: z.optional(flag),
    metadata: z.optional(metadata),
    statement_descriptor: z.optional(text),
    statement_descriptor_suffix: z.optional(text),
  }),
  (world, asked, id) => {
    const held = intentNamed(world, id)
    checkHeld(held)
    const taken = asked.amount_to_capture ?? held.amount_capturable
    const final = asked.final_capture ?? true
    checkAmount(held, taken)
    checkUnits(taken, held.currency, 'amount_to_capture')
    if (!final) checkMulticapture(chargeOf(world, held))
    const intent = { ...held, metadata: mergedMetadata(held.metadata, asked.metadata) }
    const rest = held.amount_capturable - taken
    return final || rest === 0
      ? captureAll(world, intent, taken, rest)
      : captureSome(world, intent, taken, rest)
  },
)

function checkHeld(intent: Stripe.PaymentIntent) {
  if (intent.status === 'requires_capture') return
  throw unexpectedState(
    intent,
    intent.status === 'succeeded'
      ? 'This PaymentIntent could not be captured because it has already been captured.'
      : `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
  )
}

function checkAmount(intent: Stripe.PaymentIntent, taken: number) {
  if (taken > intent.amount_capturable) {
    throw invalidRequest(
      `The requested capture amount (${taken}) is greater than the amount you can capture for this charge (${intent.amount_capturable}).`,
      { code: 'amount_too_large', param: 'amount_to_capture', payment_intent: intent },
    )
  }
}

function checkMulticapture(charge: Stripe.Charge) {
  if (allowsMulticapture(charge)) return
  throw badParameter(
    'This PaymentIntent does not allow several captures. Create it with `payment_method_options[card][request_multicapture]` if_available and a card that has it, or leave `final_capture` out.',
    'final_capture',
  )
}

function captureAll(world: World, intent: Stripe.PaymentIntent, taken: number, rest: number) {
  const charge = captureCharge(world, intent, taken, rest)
  if (rest > 0) move(world, intent.id, 'voided', rest)
  const captured = saveIntent(world, {
    ...intent,
    status: 'succeeded',
    amount_capturable: 0,
    amount_received: intent.amount_received + taken,
  })
  world.emit('charge.captured', charge)
  world.emit('payment_intent.succeeded', captured)
  const { dispute } = cardBehind(world, charge.payment_method ?? '')
  if (dispute) openDispute(world, charge, dispute)
  return captured
}

function captureSome(world: World, intent: Stripe.PaymentIntent, taken: number, rest: number) {
  const charge = captureCharge(world, intent, taken, 0)
  const captured = saveIntent(world, {
    ...intent,
    amount_capturable: rest,
    amount_received: intent.amount_received + taken,
  })
  world.emit('charge.captured', charge)
  world.emit('payment_intent.amount_capturable_updated', captured)
  return captured
}

/** Stripe counts what a capture lets go as refunded on the charge, though no money had moved. */
function captureCharge(world: World, intent: Stripe.PaymentIntent, taken: number, released: number) {
  const charge = chargeOf(world, intent)
  move(world, intent.id, 'captured', taken)
  return saveCharge(world, {
    ...charge,
    captured: true,
    amount_captured: charge.amount_captured + taken,
    amount_refunded: charge.amount_refunded + released,
    balance_transaction: charge.balance_transaction ?? world.newId('txn'),
  })
}
