import type { Fact } from './facts.ts'
import type { Order } from './order.ts'

/** How long an order may stay where it is before the sweeper looks at it: milliseconds. */
export interface Deadlines {
  /** For a step of the workflow. */
  readonly step: number
  /** For the payer. */
  readonly payment: number
  /** From confirmation to the last hand-over. */
  readonly shipment: number
  /** From the claim of a hand-over to the hand-over. */
  readonly claim: number
}

/**
 * What an order has to do next after a fact, and by when. While the workflow waits, its wait has set the
 * deadline: facts that do not end a wait leave it alone.
 */
function nextBy(fact: Fact, order: Order): keyof Deadlines | undefined {
  switch (fact.type) {
    case 'stock_reserved':
    case 'payment_required':
    case 'confirmed':
    case 'delivered':
    case 'rejecting':
    case 'cancelling':
    case 'restarted':
      return 'step'
    case 'payment_noted':
      return order.status === 'payment_required' ? 'step' : undefined
    case 'handed_over':
      return fact.all ? 'step' : 'shipment'
    case 'hand_over_claimed':
      return 'claim'
    case 'processing':
    case 'logistics_noted':
    case 'completed':
    case 'closed':
    case 'attention_needed':
    case 'attention_settled':
      return undefined
  }
}

/** The order with the deadline that its newest facts give it; an order that has ended has none. */
export function withDeadline(order: Order, facts: readonly Fact[], now: Date, deadlines: Deadlines): Order {
  const next = facts.map((fact) => nextBy(fact, order)).findLast((name) => name !== undefined)
  if (order.deadline === undefined || next === undefined) return order
  return { ...order, deadline: new Date(now.getTime() + deadlines[next]).toISOString() }
}
