import { happened, type NewEvent } from '#shared/events.ts'
import * as events from '../contract/events.ts'
import type { Fact } from './facts.ts'
import { type Payment, summaryOf } from './payment.ts'

/** The facts that change what others know of a payment. */
const ANNOUNCED: Partial<Record<Fact['type'], (typeof events.PAYMENT_EVENTS)[number]>> = {
  action_required: events.paymentActionRequired,
  authorized: events.paymentAuthorized,
  declined: events.paymentDeclined,
  voided: events.paymentVoided,
  captured: events.paymentCaptured,
  refunded: events.paymentRefunded,
  refund_failed: events.paymentRefundFailed,
  disputed: events.paymentDisputed,
}

/** The event of a fact that others hear of, which will be the payment's event number `sequence`. */
export function announce(fact: Fact, after: Payment, sequence: number): NewEvent | undefined {
  const { orderId, currency } = after
  if (fact.type === 'refund_started')
    return happened(events.paymentRefundRequested, { orderId, refundId: fact.refundId })
  const definition = ANNOUNCED[fact.type]
  return definition && happened(definition, { orderId, currency, payment: summaryOf(after, sequence) })
}
