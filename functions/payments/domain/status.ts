import type { PaymentStatus } from '../contract/types.ts'

/** Every transition of `paymentStatus` there is; what is not listed cannot happen. The documents' picture is drawn from it. */
export const PAYMENT_TRANSITIONS: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  pending: ['requires_action', 'authorized', 'failed', 'voided'],
  requires_action: ['authorized', 'failed', 'voided'],
  failed: ['pending', 'authorized'],
  authorized: ['partially_captured', 'captured', 'voided'],
  partially_captured: ['partially_refunded', 'refunded', 'disputed'],
  captured: ['partially_refunded', 'refunded', 'disputed'],
  partially_refunded: ['partially_captured', 'captured', 'refunded', 'disputed'],
  refunded: ['partially_captured', 'captured', 'partially_refunded', 'disputed'],
  voided: [],
  disputed: [],
  not_required: [],
}

/** `to`, where the table allows it; throws a RangeError where a decision asked for what cannot be. */
export function transition(from: PaymentStatus, to: PaymentStatus): PaymentStatus {
  if (from === to || PAYMENT_TRANSITIONS[from].includes(to)) return to
  throw new RangeError(
    `a payment that is ${from} cannot become ${to}; allowed: ${PAYMENT_TRANSITIONS[from].join(', ') || 'nothing'}`,
  )
}
