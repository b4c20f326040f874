import { isSameCard, type PaymentWish } from '../contract/types.ts'
import type { Fact } from './facts.ts'
import { keepsGiftCards } from './gift-cards.ts'
import { changeDue } from './outside.ts'
import {
  type Attempt,
  coveredByGiftCards,
  hasLiveAttempt,
  heldOf,
  isHeld,
  isRenewable,
  isReplaceable,
  mayBegin,
  type Operation,
  type Outside,
  type Payment,
} from './payment.ts'

/** The ways to pay that a payment of this status has behind it may be followed by another. */
const MAY_TRY_ANOTHER: readonly Payment['status'][] = ['pending', 'requires_action', 'failed']

/** Whether the payer chose another way to pay than the one that was tried. */
export function wantsAnotherMethod(payment: Payment, wish: PaymentWish): boolean {
  const { attempt, closed, outside, status } = payment
  if (closed || wish.kind === 'link' || !MAY_TRY_ANOTHER.includes(status)) return false
  if (outside) return !(outside.kind === wish.kind && outside.method === wish.method)
  const isSame = wish.kind === 'card' && attempt !== undefined && isSameCard(attempt, wish)
  return attempt !== undefined && !(isSame && keepsGiftCards(payment, wish))
}

/** Gives up the attempt before another is made, so that only one can ever be live. */
export const abandonAttempt = (payment: Payment, operation: Operation): Fact[] =>
  payment.attempt && !payment.attempt.abandoned && MAY_TRY_ANOTHER.includes(payment.status)
    ? [{ type: 'attempt_abandoned', operation }]
    : []

/** Leaves what was chosen before; money that came for it waits for a person. */
export function leaveMethod(payment: Payment, operation: Operation): Fact[] {
  if (payment.closed) return []
  if (!payment.outside) return abandonAttempt(payment, operation)
  const unused: Fact = { type: 'attention_needed', reason: 'money_unused' }
  return [{ type: 'outside_left' }, ...(payment.unapplied > 0 ? [unused] : [])]
}

/** The gateway's word is not asked for: its customer has saved no card with us. */
export const NOTHING_SAVED = 'nothing_saved'

/**
 * A first attempt, or one after what was left; none where one is there, or the order has ended. With the card of
 * somebody who has saved none it is declined, and nobody is asked.
 */
export function startAttempt(payment: Payment, wanted: Attempt): Fact[] {
  if (!mayBegin(payment)) return []
  const started: Fact = { type: 'attempt_started', attempt: wanted }
  const isUnknown = wanted.savedBy !== undefined && wanted.gatewayCustomer === undefined
  return isUnknown ? [started, { type: 'declined', gatewayCode: NOTHING_SAVED }] : [started]
}
/** Gift cards hold all of it: no card is asked. */
export const authorizeByGiftCards = (payment: Payment, at: string): Fact[] =>
  mayBegin(payment)
    ? [
        { type: 'card_not_needed' },
        { type: 'authorized', amount: 0, at, captureBefore: undefined, riskLevel: undefined },
      ]
    : []

/** Gift cards were to pay alone, and hold too little; what they hold stays, for a card that pays the rest. */
export const refuseTooLittle = (payment: Payment): Fact[] =>
  mayBegin(payment) && payment.status === 'pending'
    ? [{ type: 'declined', gatewayCode: 'gift_cards_too_little' }]
    : []

/** The same way again keeps its reference; only what is due may be another. */
export function chooseOutside(payment: Payment, wanted: Outside, at: string): Fact[] {
  if (mayBegin(payment)) return [{ type: 'outside_chosen', outside: wanted }]
  const { kind, method } = payment.outside ?? {}
  return kind === wanted.kind && method === wanted.method ? changeDue(payment, wanted.due, at) : []
}

export const requireNothing = (payment: Payment): Fact[] =>
  mayBegin(payment) && payment.status === 'pending' ? [{ type: 'not_required' }] : []

/** The same wish again leaves no second trace: `isKnown` says that the payment is written. */
export const wantMethod = (payment: Payment, isKnown: boolean): Fact[] =>
  isKnown || payment.closed ? [] : [{ type: 'method_wanted' }]

/** The gateway made nothing of the attempt: the payment method cannot be used. */
export const refuseAttempt = (
  { attempt, status }: Payment,
  operationId: string,
  gatewayCode: string,
): Fact[] =>
  attempt?.operation.id === operationId && status === 'pending' ? [{ type: 'declined', gatewayCode }] : []

/**
 * Replaces an authorization by one of the same card, where its payer agreed, or of a card that they choose now. From
 * here on the old one is a stranger that is to be let go, and the new one is asked for when it is gone. None is asked
 * for where gift cards pay all that is due by now.
 */
export function startRenewal(payment: Payment, asked: { captureBefore: string; wanted: Attempt }): Fact[] {
  const ended = payment.captureBefore === asked.captureBefore
  const allowed = asked.wanted.byPayer ? isReplaceable(payment) : isRenewable(payment)
  if (!allowed || !ended) return []
  const { amount, operation } = asked.wanted
  return amount > 0
    ? [{ type: 'attempt_started', attempt: asked.wanted }]
    : [{ type: 'card_left', operation }]
}

/** Leaves the tombstone, unless there is one; what never was at a gateway is void at once. */
export function close(payment: Payment, operation: Operation): Fact[] {
  if (payment.closed) return []
  const waits = payment.status === 'pending' || payment.status === 'requires_action'
  const isAtNoGateway = waits ? !payment.attempt : isHeld(payment) && !hasLiveAttempt(payment)
  const unused: Fact = { type: 'attention_needed', reason: 'money_unused' }
  return [
    { type: 'closed', operation },
    ...(isAtNoGateway ? [{ type: 'voided' } as const] : []),
    ...(payment.unapplied > 0 ? [unused] : []),
  ]
}

/** What is due in all by now, and whether more of it will be. Minor units. */
export interface ToCapture {
  readonly due: number
  readonly moreFollows?: boolean | undefined
}

/**
 * What is due and was not captured yet is taken in our record, before the gateway is asked for it. As long as more
 * follows, that is a part, where the authorization can be captured in parts; the last capture lets go of the rest,
 * also where there is nothing more to take. Gift cards pay first: a card is asked for what they leave, and where they
 * pay all of it the card is let go. They are captured with the card's first part, never alone while more follows.
 */
export function startCapture(
  payment: Payment,
  operation: Operation,
  { due, moreFollows }: ToCapture,
): Fact[] {
  const held = heldOf(payment)
  const missing = Math.max(0, due - payment.captured)
  if (held === 0 || payment.closed || payment.capture || missing > held) return []
  // Once a card was captured, gift cards have paid all that they hold.
  const ofGiftCards = payment.captured > 0 ? 0 : Math.min(missing, coveredByGiftCards(payment))
  const amount = missing - ofGiftCards
  if (!hasLiveAttempt(payment))
    return moreFollows || ofGiftCards === 0 ? [] : [{ type: 'captured', amount: 0, ofGiftCards }]
  if (amount === 0)
    return moreFollows || (due === 0 && payment.captured === 0)
      ? []
      : [
          {
            type: 'capture_started',
            operation: { ...operation, ...(ofGiftCards > 0 ? { ofGiftCards } : {}) },
            amount,
          },
        ]
  const partly = moreFollows === true && missing < held
  if (moreFollows && !payment.inParts) return []
  return [{ type: 'capture_started', operation: partly ? { ...operation, partly } : operation, amount }]
}

/** The gateway does not capture what it still holds. */
export const giveBackCapture = (payment: Payment, operationId: string): Fact[] =>
  payment.capture?.id === operationId && heldOf(payment) > 0 ? [{ type: 'capture_given_back' }] : []
