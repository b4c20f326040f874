import type { Fact } from './facts.ts'
import type { Order } from './order.ts'

/** How long an order may stay where it is before the sweeper looks at it, and how long people have: milliseconds. */
export interface Deadlines {
  /** For a step of the workflow. */
  readonly step: number
  /** For the payer. */
  readonly payment: number
  /** For the payer of a delayed payment, or who is to choose how to pay. */
  readonly delayedPayment: number
  /** So long before the deadline of a delayed payment its payer is reminded. */
  readonly paymentReminder: number
  /** From confirmation to the last hand-over. */
  readonly shipment: number
  /** From the claim of a hand-over to the hand-over. */
  readonly claim: number
  /** For staff to review an order. */
  readonly review: number
  /** For the customer to answer. */
  readonly answer: number
  /** So long before an authorization ends something is done about it. */
  readonly authorizationMargin: number
  /** For the customer to download what is digital. */
  readonly download: number
  /** For the customer to withdraw, in whole days after that of the delivery. */
  readonly withdrawal: number
}

/**
 * What an order has to do next after a fact, and by when. While the workflow waits, its wait has set the
 * deadline: facts that do not end a wait leave it alone.
 */
function nextBy(fact: Fact, order: Order): 'step' | 'shipment' | 'claim' | 'review' | undefined {
  switch (fact.type) {
    case 'stock_reserved':
    case 'payment_required':
    case 'payment_chosen':
    case 'confirmed':
    case 'delivered':
    case 'rejecting':
    case 'cancelling':
    case 'restarted':
      return order.confirmedAt && fact.type.startsWith('payment') ? undefined : 'step'
    case 'held':
      return order.held ? 'review' : undefined
    case 'hold_released':
      return order.confirmedAt ? undefined : 'step'
    case 'payment_noted':
      return order.status === 'payment_required' ? 'step' : undefined
    case 'handed_over':
      return fact.all ? 'step' : 'shipment'
    case 'hand_over_claimed':
      return 'claim'
    case 'lines_cancelled':
      return order.shippedAt ? 'step' : undefined
    case 'processing':
    case 'logistics_noted':
    case 'payment_reminded':
    case 'choice_tried':
    case 'capture_asked':
    case 'refund_asked':
    case 'refund_settled':
    case 'hold_escalated':
    case 'reallocated':
    case 'stock_spared':
    case 'address_corrected':
    case 'withdrawn':
    case 'parcel_troubled':
    case 'parcel_resolved':
    case 'reship_asked':
    case 'reship_settled':
    case 'delayed':
    case 'digital_delivered':
    case 'gift_cards_bought':
    case 'returned':
    case 'completed':
    case 'closed':
    case 'attention_needed':
    case 'attention_settled':
    case 'run_stopped':
      return undefined
  }
}

/** The order with the deadline that its newest facts give it; an order that has ended has none. */
export function withDeadline(order: Order, facts: readonly Fact[], now: Date, deadlines: Deadlines): Order {
  const next = facts.map((fact) => nextBy(fact, order)).findLast((name) => name !== undefined)
  if (order.deadline === undefined || next === undefined) return order
  return { ...order, deadline: new Date(now.getTime() + deadlines[next]).toISOString() }
}
