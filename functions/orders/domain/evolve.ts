import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import { linesBySku } from '#shared/sum-by-sku.ts'
import { sumOf } from './bill.ts'
import type { Fact } from './facts.ts'
import { dueOf, type Hold, type Order } from './order.ts'
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
    case 'stock_spared':
    case 'digital_delivered':
    case 'gift_cards_bought':
      return order
    case 'payment_noted':
      return withPayment(order, fact.payment)
    case 'payment_required':
      return {
        ...withPayment(order, fact.payment),
        status: order.confirmedAt ? order.status : transition(order.status, 'payment_required'),
        paymentDeadline: fact.deadline,
      }
    case 'payment_reminded':
      return { ...order, remindedAt: at }
    case 'payment_chosen':
      return { ...order, paymentChoice: fact.choice, choosing: true, paymentDeadline: fact.deadline }
    case 'choice_tried':
      return without(order, 'choosing')
    case 'confirmed':
      return {
        ...withPayment(order, fact.payment),
        status: transition(order.status, 'confirmed'),
        expectedFulfillmentOrders: fact.allocations,
        validatedAt: later(fact.payment.authorizedAt ?? at, order.placedAt),
        confirmedAt: at,
      }
    case 'capture_asked':
      return order
    case 'refund_asked':
      return fact.refund.state === 'pending'
        ? { ...order, refunding: [...(order.refunding ?? []), fact.refund.id] }
        : order
    case 'refund_settled':
      return { ...order, refunding: (order.refunding ?? []).filter((id) => id !== fact.refund.id) }
    case 'held':
      return withHolds(order, [...order.holds, fact.hold])
    case 'hold_released':
      return {
        ...withHolds(
          order,
          order.holds.filter(({ id }) => id !== fact.hold.id),
        ),
        ...(fact.reviewed ? { reviewed: true } : {}),
      }
    case 'hold_escalated':
      return withHolds(
        order,
        order.holds.map((hold) => (hold.id === fact.holdId ? { ...hold, escalated: true } : hold)),
      )
    case 'lines_cancelled':
      return allShipped(
        {
          ...(fact.hadLeft ? without(order, 'departed') : order),
          changes: (order.changes ?? 0) + 1,
          due: dueOf(order) - Math.min(fact.dueLess, sumOf(fact.parts)),
          expectedFulfillmentOrders: fact.allocations,
        },
        at,
      )
    case 'reallocated':
      return {
        ...order,
        changes: (order.changes ?? 0) + 1,
        expectedFulfillmentOrders: fact.allocations,
      }
    case 'address_corrected':
      return { ...order, recipientVersion: fact.recipientVersion }
    case 'withdrawn':
      return {
        ...order,
        withdrawnAt: fact.at,
        withdrawn: {
          lines: linesBySku([...(order.withdrawn?.lines ?? []), ...fact.lines]),
          latest: [...fact.lines],
          all: fact.all,
        },
      }
    case 'processing':
      return { ...order, status: transition(order.status, 'processing'), processingAt: at }
    case 'hand_over_claimed':
      return { ...order, claims: [...order.claims, fact.fulfillmentOrderId] }
    case 'handed_over': {
      const handedOver = [...order.handedOver, fact.fulfillmentOrderId]
      // What is sent once more leaves an order that has been shipped before as it is.
      if (order.shippedAt) return { ...order, handedOver }
      const status = transition(order.status, fact.all ? 'shipped' : 'partially_shipped')
      const departed = fact.due === undefined ? {} : { departed: fact.due }
      return { ...order, ...departed, status, handedOver, ...(fact.all ? { shippedAt: at } : {}) }
    }
    case 'logistics_noted':
      return { ...order, fulfillmentStatus: fact.fulfillmentStatus }
    case 'parcel_troubled':
      return { ...order, troubled: [...(order.troubled ?? []), fact.shipmentId] }
    case 'parcel_resolved':
      return {
        ...order,
        resolved: [...(order.resolved ?? []), { shipmentId: fact.shipmentId, action: fact.action }],
      }
    case 'reship_asked':
      return { ...order, reshipping: [...(order.reshipping ?? []), fact.reship] }
    case 'reship_settled':
      return {
        ...order,
        reshipping: order.reshipping?.filter(({ shipmentId }) => shipmentId !== fact.shipmentId),
      }
    case 'delayed':
      return { ...order, delayedTo: fact.promise.latest }
    case 'delivered':
      return {
        ...order,
        status: transition(order.status, 'delivered'),
        shippedAt: order.shippedAt ?? fact.at,
        deliveredAt: fact.at,
        ...(order.claims.length === 0 ? { fulfillmentStatus: 'delivered' } : {}),
      }
    case 'returned':
      // What stood on the list was settled with the decision that ended it; what came since is for a person.
      return {
        ...withPayment(order, fact.payment),
        status: transition(order.status, 'returned'),
        endedAt: at,
      }
    case 'completed':
      return {
        ...withoutItsCourse(withPayment(order, fact.payment)),
        status: transition(order.status, 'completed'),
        completedAt: at,
      }
    case 'rejecting':
    case 'cancelling':
      return {
        ...withHolds(order, []),
        status: transition(order.status, fact.type),
        ending: fact.ending,
        endingAt: at,
      }
    case 'closed':
      return {
        ...withoutAttention(withPayment(order, fact.payment)),
        status: transition(order.status, order.status === 'rejecting' ? 'rejected' : 'cancelled'),
        fulfillmentStatus: 'cancelled',
        endedAt: at,
      }
    case 'attention_needed':
      return {
        ...order,
        attention: {
          reason: fact.reason,
          since: order.attention?.since ?? at,
          ...(fact.beside || order.attention?.beside ? { beside: true } : {}),
        },
      }
    case 'run_stopped':
      return { ...order, stoppedRun: order.run }
    case 'attention_settled':
      return withoutAttention(order)
    case 'restarted':
      return { ...order, run: order.run + 1 }
  }
}

/** The copy of the payment only moves forward. */
const withPayment = (order: Order, payment: PaymentSummary): Order =>
  payment.sequence > order.payment.sequence ? { ...order, payment, paymentSequence: payment.sequence } : order

function withHolds(order: Order, holds: readonly Hold[]): Order {
  const blocked = holds.some(({ blocks }) => blocks.includes('confirm'))
  const next = { ...without(order, 'held'), holds: [...holds] }
  return blocked ? { ...next, held: true } : next
}

/** What was still to be sent was cancelled: all that goes has left. */
function allShipped(order: Order, at: string): Order {
  const { status, handedOver, expectedFulfillmentOrders: expected } = order
  if (status !== 'partially_shipped' || handedOver.length !== expected) return order
  return { ...order, status: transition(status, 'shipped'), shippedAt: at }
}

const withoutAttention = (order: Order): Order => without(order, 'attention')

/** What a person was asked about the order's course is settled as it has come to its end; all else is not. */
const withoutItsCourse = (order: Order): Order => (order.attention?.beside ? order : withoutAttention(order))

function without<Name extends 'attention' | 'held' | 'choosing' | 'departed'>(
  order: Order,
  name: Name,
): Order {
  const rest: Order = { ...order }
  delete rest[name]
  return rest
}

/** Gateways tell whole seconds, which may lie before what has just happened here. */
const later = (a: string, b: string): string => (a > b ? a : b)
