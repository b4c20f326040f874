import type { OrderId } from '#shared/ids.ts'
import type { PaymentStatus, RiskLevel } from '../contract/types.ts'
import type { Fact } from './facts.ts'
import { heldOf, type Payment, shareOfCard } from './payment.ts'

/** A payment as the gateway showed it at some time, in a reply, a webhook or an answer to our question. */
export interface GatewayPayment {
  readonly id: string
  /** Who made it, by its metadata; undefined where it is not ours. */
  readonly orderId: OrderId | undefined
  readonly operationId: string | undefined
  readonly state: GatewayState
  /** Minor units: what it is for, and what was taken. */
  readonly amount: number
  readonly captured: number
  /** When its money was held, RFC 3339 UTC. */
  readonly authorizedAt: string | undefined
  readonly captureBefore: string | undefined
  /** The gateway's word for why it was declined. */
  readonly gatewayCode: string | undefined
  readonly riskLevel: RiskLevel | undefined
  /** It can be captured in parts; undefined where that is not said. */
  readonly inParts?: boolean | undefined
}

/** `partly_captured`: the rest is still held. Whatever took money and holds none is `captured`. */
export type GatewayState =
  | 'working'
  | 'requires_action'
  | 'declined'
  | 'authorized'
  | 'partly_captured'
  | 'captured'
  | 'voided'

/** From which statuses a state of the gateway is news; in all others it is old, or known. */
const NEWS: Readonly<Record<GatewayState, readonly PaymentStatus[]>> = {
  working: [],
  requires_action: ['pending'],
  declined: ['pending', 'requires_action'],
  authorized: ['pending', 'requires_action', 'failed'],
  partly_captured: ['pending', 'requires_action', 'failed', 'authorized'],
  captured: ['pending', 'requires_action', 'failed', 'authorized'],
  voided: ['pending', 'requires_action', 'authorized'],
}

/** Whether the object is what became of our current attempt. */
export function isOurs(payment: Payment, object: GatewayPayment): boolean {
  const { attempt } = payment
  if (!attempt || attempt.abandoned) return false
  return attempt.gatewayId ? object.id === attempt.gatewayId : object.operationId === attempt.operation.id
}

/** It holds money, or may come to. */
export const isLive = ({ state }: GatewayPayment): boolean =>
  state === 'authorized' || state === 'partly_captured' || state === 'requires_action'

/** Whether an attempt that we gave up is live at the gateway after all. */
export const isStray = (payment: Payment, object: GatewayPayment): boolean =>
  object.operationId !== undefined && !isOurs(payment, object) && isLive(object)

/** Whether the object says something that our record does not. */
export const isNews = (payment: Payment, object: GatewayPayment): boolean =>
  isOurs(payment, object) && (NEWS[object.state].includes(payment.status) || isAnotherPart(payment, object))

/** Once a part was captured, more was, or the rest was let go, whatever was given back or is disputed meanwhile. */
const isAnotherPart = (payment: Payment, object: GatewayPayment): boolean =>
  payment.partly === true && (object.state === 'captured' || object.captured > shareOfCard(payment).captured)

/**
 * What an object of the gateway teaches us. It only moves the payment forward: an object that is older
 * than what we know, repeated, or of another attempt, teaches nothing.
 */
export function observe(payment: Payment, object: GatewayPayment, now: string): Fact[] {
  if (!isOurs(payment, object)) return []
  return [...idOf(payment, object), ...(isNews(payment, object) ? newsOf(payment, object, now) : [])]
}

const idOf = ({ attempt }: Payment, { id }: GatewayPayment): Fact[] =>
  attempt?.gatewayId ? [] : [{ type: 'gateway_id_learnt', gatewayId: id }]

function newsOf(payment: Payment, object: GatewayPayment, now: string): Fact[] {
  switch (object.state) {
    case 'working':
      return []
    case 'requires_action':
      return [{ type: 'action_required' }]
    case 'declined':
      return [{ type: 'declined', gatewayCode: object.gatewayCode ?? 'unknown', riskLevel: object.riskLevel }]
    case 'authorized':
      return [authorized(object, now)]
    case 'partly_captured':
      return [
        ...unlessHeld(payment, object, now),
        { type: 'captured', amount: object.captured, partly: true },
      ]
    case 'captured':
      return [...unlessHeld(payment, object, now), { type: 'captured', amount: object.captured }]
    case 'voided': {
      const ofGiftCards = payment.capture?.ofGiftCards
      return [ofGiftCards ? { type: 'captured', amount: 0, ofGiftCards } : { type: 'voided' }]
    }
  }
}

const unlessHeld = (payment: Payment, object: GatewayPayment, now: string): Fact[] =>
  heldOf(payment) > 0 ? [] : [authorized(object, now)]

const authorized = (object: GatewayPayment, now: string): Fact => ({
  type: 'authorized',
  amount: object.amount,
  at: object.authorizedAt ?? now,
  captureBefore: object.captureBefore,
  riskLevel: object.riskLevel,
  inParts: object.inParts ?? object.state === 'partly_captured',
})
