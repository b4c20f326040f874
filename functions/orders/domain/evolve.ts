import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import type { Fact } from './facts.ts'
import type { Order } from './order.ts'
import { TERMINAL, transition } from './status.ts'

/** The order after a fact that happened `at` (RFC 3339 UTC). */
export function evolve(order: Order, fact: Fact, at: string): Order {
  const next = apply(order, fact, at)
  if (!TERMINAL.has(next.status)) return next
  const { deadline: _, ...ended } = next
  return ended
}

function apply(order: Order, fact: Fact, at: string): Order {
  switch (fact.type) {
    case 'stock_reserved':
      return order
    case 'payment_noted':
      return withPayment(order, fact.payment)
    case 'payment_required':
      return {
        ...withPayment(order, fact.payment),
        status: transition(order.status, 'payment_required'),
        paymentDeadline: order.paymentDeadline ?? fact.deadline,
      }
    case 'confirmed':
      return {
        ...withPayment(order, fact.payment),
        status: transition(order.status, 'confirmed'),
        expectedFulfillmentOrders: fact.fulfillmentOrders,
        validatedAt: later(fact.payment.authorizedAt ?? at, order.placedAt),
        confirmedAt: at,
      }
    case 'processing':
      return { ...order, status: transition(order.status, 'processing'), processingAt: at }
    case 'hand_over_claimed':
      return { ...order, claims: [...order.claims, fact.fulfillmentOrderId] }
    case 'handed_over':
      return {
        ...order,
        status: transition(order.status, fact.all ? 'shipped' : 'partially_shipped'),
        handedOver: [...order.handedOver, fact.fulfillmentOrderId],
        ...(fact.all ? { shippedAt: at } : {}),
      }
    case 'logistics_noted':
      return { ...order, fulfillmentStatus: fact.fulfillmentStatus }
    case 'delivered':
      return { ...order, status: transition(order.status, 'delivered'), deliveredAt: fact.at }
    case 'completed':
      return {
        ...withoutAttention(withPayment(order, fact.payment)),
        status: transition(order.status, 'completed'),
        completedAt: at,
      }
    case 'rejecting':
    case 'cancelling':
      return { ...order, status: transition(order.status, fact.type), ending: fact.ending, endingAt: at }
    case 'closed':
      return {
        ...withoutAttention(withPayment(order, fact.payment)),
        status: transition(order.status, order.status === 'rejecting' ? 'rejected' : 'cancelled'),
        fulfillmentStatus: 'cancelled',
        endedAt: at,
      }
    case 'attention_needed':
      return { ...order, attention: { reason: fact.reason, since: at } }
    case 'attention_settled':
      return withoutAttention(order)
    case 'restarted':
      return { ...order, run: order.run + 1 }
  }
}

/** The copy of the payment only moves forward. */
const withPayment = (order: Order, payment: PaymentSummary): Order =>
  payment.sequence > order.payment.sequence ? { ...order, payment, paymentSequence: payment.sequence } : order

const withoutAttention = ({ attention: _, ...order }: Order): Order => order

/** Gateways tell whole seconds, which may lie before what has just happened here. */
const later = (a: string, b: string): string => (a > b ? a : b)
