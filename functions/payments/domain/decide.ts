import type { Fact } from './facts.ts'
import { type Attempt, isHeld, type Operation, type Payment } from './payment.ts'

/** The attempts that a payment of this status has behind it may be followed by one with another method. */
const MAY_TRY_ANOTHER: readonly Payment['status'][] = ['pending', 'requires_action', 'failed']

/** Whether the payer chose another method than the one that was tried. */
export const wantsAnotherMethod = ({ attempt, closed, status }: Payment, paymentMethodId: string): boolean =>
  attempt !== undefined &&
  attempt.paymentMethodId !== paymentMethodId &&
  closed === undefined &&
  MAY_TRY_ANOTHER.includes(status)

/** Gives up the attempt before another is made, so that only one can ever be live. */
export const abandonAttempt = (payment: Payment, operation: Operation): Fact[] =>
  payment.attempt && !payment.attempt.abandoned && MAY_TRY_ANOTHER.includes(payment.status)
    ? [{ type: 'attempt_abandoned', operation }]
    : []

/** A first attempt, or one after an abandoned attempt; none where one is there, or the order has ended. */
export const startAttempt = (payment: Payment, wanted: Attempt): Fact[] =>
  payment.closed || (payment.attempt && !payment.attempt.abandoned)
    ? []
    : [{ type: 'attempt_started', attempt: wanted }]

/** The gateway made nothing of the attempt: the payment method cannot be used. */
export const refuseAttempt = (
  { attempt, status }: Payment,
  operationId: string,
  gatewayCode: string,
): Fact[] =>
  attempt?.operation.id === operationId && status === 'pending' ? [{ type: 'declined', gatewayCode }] : []

/** Leaves the tombstone, unless there is one or the money was taken; what was never tried is void at once. */
export function close(payment: Payment, operation: Operation): Fact[] {
  if (payment.closed || payment.captured > 0) return []
  const closed: Fact = { type: 'closed', operation }
  return payment.attempt ? [closed] : [closed, { type: 'voided' }]
}

/** All of what is held is taken in our record, before the gateway is asked for it. */
export const startCapture = (payment: Payment, operation: Operation): Fact[] =>
  isHeld(payment) && !payment.closed && !payment.capture ? [{ type: 'capture_started', operation }] : []

/** The gateway does not capture what it still holds. */
export const giveBackCapture = (payment: Payment, operationId: string): Fact[] =>
  payment.capture?.id === operationId && isHeld(payment) ? [{ type: 'capture_given_back' }] : []
