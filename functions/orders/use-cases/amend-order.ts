import { untilNoConflict } from '#shared/aggregate.ts'
import type { Cause, NewEvent } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { Fault, type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Write } from '#shared/store/store.ts'
import type { OrderRepository, StoredOrder } from '../adapters/order-repository.ts'
import type { Order } from '../domain/order.ts'

export interface Amendment {
  readonly after: Order
  readonly events: readonly NewEvent[]
  readonly writes: readonly Write[]
}

/** What every event of an order says of it. */
export const about = ({ id, number, locale }: Order) => ({ orderId: id, number, locale })

/**
 * Changes what stands beside the course of an order, such as its tags: status, deadline and workflow stay
 * as they are, so it is for orders that have ended too. Reads the order, lets `amend` decide, and writes
 * in one commit, anew where someone else was faster; no event, no write. Answers the order as it is then.
 * Refusals: not_found, and those of `amend`.
 */
export function amendOrder(
  deps: { readonly orders: OrderRepository },
  id: OrderId,
  cause: Cause,
  amend: (order: StoredOrder) => Outcome<Amendment> | Promise<Outcome<Amendment>>,
): Promise<Outcome<StoredOrder>> {
  return untilNoConflict(async () => {
    const before = await deps.orders.load(id)
    if (!before) return refuse('not_found', 'There is no such order that you may see.')
    const amended = await amend(before)
    if (!amended.ok) return amended
    if (amended.value.events.length === 0) return success(before)
    const committed = await deps.orders.commit({ before, cause, ...amended.value })
    if (committed.ok) return success(committed.state)
    if (committed.code === 'version_conflict') return { ok: false as const, code: committed.code }
    throw new Fault(`a condition of an amendment of ${id} did not hold`)
  })
}
