import type { FulfillmentOrderId } from '#shared/ids.ts'
import { linesBySku } from '#shared/sum-by-sku.ts'
import { notSentBy } from './allocations.ts'
import { sumOf, takeUnits } from './bill.ts'
import type { KnownLines } from './decide-lines.ts'
import type { Fact } from './facts.ts'
import { dueOf, isHolding, type Order } from './order.ts'

/** Whether what leaves is to be paid for before the rest leaves. */
export const paysInParts = ({ payment, shippedAt }: Order): boolean =>
  payment.inParts === true && shippedAt === undefined

/** Hand-overs with what is due for all that has left by then, in minor units. */
export function withDue(
  order: Order,
  facts: readonly Fact[],
  known: Pick<KnownLines, 'bill' | 'allocations'>,
): Fact[] {
  const gone = facts.flatMap((fact) => (fact.type === 'handed_over' ? [fact.fulfillmentOrderId] : []))
  const due = dueForDepartures(order, known, [...order.handedOver, ...gone])
  return facts.map((fact) => (fact.type === 'handed_over' ? { ...fact, due } : fact))
}

/**
 * Minor units due for what has left: what would be due if all that is still here were cancelled. So shipping and what
 * is digital are due with the first goods, and whatever is cancelled later, no part is more than what is due in all.
 */
export function dueForDepartures(
  order: Order,
  { bill, allocations }: Pick<KnownLines, 'bill' | 'allocations'>,
  handedOver: readonly FulfillmentOrderId[],
): number {
  const here = linesBySku(notSentBy(handedOver, order.id, allocations).flatMap(({ lines }) => lines))
  return dueOf(order) - sumOf(takeUnits(bill, here, 'cancelled').parts)
}

/** Minor units due by now that can be captured while the rest of the goods is still here; undefined where none are. */
export function partDue(order: Order): number | undefined {
  const due = Math.min(order.departed ?? 0, dueOf(order))
  return paysInParts(order) && isHolding(order) && due > order.payment.captured ? due : undefined
}
