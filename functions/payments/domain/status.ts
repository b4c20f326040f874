import type { PaymentStatus } from '../contract/types.ts'

/** Every transition of `paymentStatus` there is; what is not listed cannot happen. The documents' picture is drawn from it. */
export const PAYMENT_TRANSITIONS: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  pending: ['requires_action', 'authorized', 'failed', 'voided', 'not_required'],
  requires_action: ['authorized', 'failed', 'voided'],
  failed: ['pending', 'authorized'],
  // Back to pending where the authorization is renewed: the old one is let go first.
  authorized: ['pending', 'partially_captured', 'captured', 'voided'],
  // Of several captures of one authorization: the rest is still held.
  partially_captured: ['captured', 'partially_refunded', 'refunded', 'disputed'],
  captured: ['partially_refunded', 'refunded', 'disputed'],
  partially_refunded: ['partially_captured', 'captured', 'refunded', 'disputed'],
  refunded: ['partially_captured', 'captured', 'partially_refunded'],
  // Back to pending where the gateway ended the authorization, and the order goes on.
  voided: ['pending'],
  // Back to what the amounts make where the payer's bank decides for us.
  disputed: ['partially_captured', 'captured', 'partially_refunded', 'refunded'],
  not_required: [],
}

/** `to`, where the table allows it; throws a RangeError where a decision asked for what cannot be. */
export function transition(from: PaymentStatus, to: PaymentStatus): PaymentStatus {
  if (from === to || PAYMENT_TRANSITIONS[from].includes(to)) return to
  throw new RangeError(
    `a payment that is ${from} cannot become ${to}; allowed: ${PAYMENT_TRANSITIONS[from].join(', ') || 'nothing'}`,
  )
}
