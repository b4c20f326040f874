import type { Fact } from './facts.ts'
import type { Order } from './order.ts'

/**
 * After these facts the workflow has something to do: the order must have gone on within a step's time,
 * or the sweeper looks why. While the workflow waits, its wait has set a deadline of its own.
 */
const SETS_GOING: ReadonlySet<Fact['type']> = new Set([
  'stock_reserved',
  'payment_required',
  'payment_noted',
  'confirmed',
  'handed_over',
  'delivered',
  'rejecting',
  'cancelling',
  'restarted',
])

/** The order with the deadline (RFC 3339 UTC) that its newest facts give it. */
export function withDeadline(order: Order, facts: readonly Fact[], stepDeadline: string): Order {
  const isOpen = order.deadline !== undefined
  return isOpen && facts.some(({ type }) => SETS_GOING.has(type))
    ? { ...order, deadline: stepDeadline }
    : order
}
