import type Stripe from 'stripe'
import { idOf, move, type World } from '../world.ts'
import { captureBefore, saveCharge } from './charges.ts'
import { saveIntent } from './intents.ts'
import { existing } from './operation.ts'

/** The intent of a path, after an authorization that ran out has been let go. */
export const intentNamed = (world: World, id: string) =>
  releaseIfExpired(world, existing(world.tables.paymentIntents, 'payment_intent', id, 'intent'))

/** An authorization that was not captured in time is let go by Stripe itself, for the reason `automatic`. */
function releaseIfExpired(world: World, intent: Stripe.PaymentIntent): Stripe.PaymentIntent {
  if (intent.status !== 'requires_capture') return intent
  const charge = world.tables.charges.get(idOf(intent.latest_charge) ?? '')
  const until = charge && captureBefore(charge)
  return until !== undefined && until <= world.now() ? release(world, intent, 'automatic') : intent
}

export function release(
  world: World,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  const released = saveIntent(world, {
    ...intent,
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: world.now(),
    cancellation_reason: reason,
    next_action: null,
  })
  if (intent.amount_capturable > 0) releaseCharge(world, intent, reason)
  world.emit('payment_intent.canceled', released)
  return released
}

function releaseCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
) {
  move(world, intent.id, 'voided', intent.amount_capturable)
  const charge = world.tables.charges.get(idOf(intent.latest_charge) ?? '')
  if (!charge) return
  const amount_refunded = charge.amount_refunded + intent.amount_capturable
  const released = saveCharge(world, {
    ...charge,
    amount_refunded,
    refunded: amount_refunded === charge.amount,
  })
  world.emit(reason === 'automatic' ? 'charge.expired' : 'charge.refunded', released, {
    amount_refunded: charge.amount_refunded,
    refunded: charge.refunded,
  })
}
