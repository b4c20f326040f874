import { happened, type NewEvent } from '#shared/events.ts'
import * as events from '../contract/events.ts'
import type { Fact } from './facts.ts'
import { type Payment, summaryOf } from './payment.ts'

/** The facts that change what others know of a payment. */
const ANNOUNCED: Partial<Record<Fact['type'], (typeof events.PAYMENT_EVENTS)[number]>> = {
  action_required: events.paymentActionRequired,
  not_required: events.paymentAuthorized,
  authorized: events.paymentAuthorized,
  declined: events.paymentDeclined,
  gift_cards_refused: events.paymentDeclined,
  card_left: events.paymentAuthorized,
  voided: events.paymentVoided,
  captured: events.paymentCaptured,
  received: events.paymentReceived,
  refunded: events.paymentRefunded,
  refund_failed: events.paymentRefundFailed,
  dispute_closed: events.paymentDisputeClosed,
}

/** The events of a fact that others hear of; the first will be the payment's event number `sequence`. */
export function announce(fact: Fact, after: Payment, sequence: number): NewEvent[] {
  const definition = ANNOUNCED[fact.type] ?? sometimes(fact)
  return [...(definition ? [about(definition, after, sequence)] : []), ...besides(fact, after)]
}

const about = (
  definition: (typeof events.PAYMENT_EVENTS)[number],
  after: Payment,
  sequence: number,
): NewEvent =>
  happened(definition, {
    orderId: after.orderId,
    currency: after.currency,
    payment: summaryOf(after, sequence),
  })

/** The facts whose word depends on what is in them. */
function sometimes(fact: Fact): (typeof events.PAYMENT_EVENTS)[number] | undefined {
  switch (fact.type) {
    case 'outside_chosen':
      return fact.outside.kind === 'delayed' ? events.paymentActionRequired : events.paymentAuthorized
    case 'returned':
      return fact.captured > 0 ? events.paymentRefunded : undefined
    case 'dispute_opened':
      return fact.holds ? events.paymentDisputed : undefined
    default:
      return undefined
  }
}

/** What is no news of the payment itself: work for the queue, one refund, a person to ask. */
function besides(fact: Fact, { orderId }: Payment): NewEvent[] {
  switch (fact.type) {
    case 'refund_started':
      return [happened(events.paymentRefundRequested, { orderId, refundId: fact.refundId })]
    case 'refunded':
    case 'refund_failed': {
      const { refundId, amount } = fact
      const state = fact.type === 'refunded' ? 'succeeded' : 'failed'
      return [happened(events.paymentRefundSettled, { orderId, refundId, amount, state })]
    }
    case 'attention_needed':
      return [happened(events.paymentNeedsAttention, { orderId, reason: fact.reason })]
    default:
      return []
  }
}
