import { after } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { orderHeld, orderHoldReleased } from '../contract/events.ts'
import { people } from '../domain/details.ts'
import type { Hold } from '../domain/order.ts'
import { ENDING, TERMINAL } from '../domain/status.ts'
import { about, amendOrder } from './amend-order.ts'
import type { OrderDeps } from './ports.ts'

const gone = () => refuse('not_found', 'There is no such order that you may see.')

/**
 * Holds an order for staff, until a deadline (RFC 3339 UTC; else that of a shipment). Refusals: not_found;
 * not_holdable once it is ending or has ended.
 */
export const makeHoldOrder =
  (deps: OrderDeps) =>
  async (request: {
    id: OrderId
    reason: string
    blocks: Hold['blocks']
    deadline?: string
    cause: Cause
  }): Promise<Outcome<OrderId>> => {
    const { id, reason, blocks, cause } = request
    const details = await deps.orders.details(id)
    if (!details) return gone()
    const { customer } = deps.personal.open(details.people, people)
    const deadline = request.deadline ?? after(deps.clock.now(), deps.deadlines.shipment)
    const placedBy = cause.actor.id ?? cause.actor.kind
    const hold: Hold = { id: `hld_${deps.ids.unique()}`, reason, blocks, deadline, placedBy }
    const held = await amendOrder(deps, id, cause, (order) =>
      TERMINAL.has(order.status) || ENDING.has(order.status)
        ? refuse('not_holdable', `The order is ${order.status}: nothing of it is left to hold.`)
        : success({
            after: { ...order, holds: [...order.holds, hold] },
            events: [
              happened(
                orderHeld,
                { ...about(order), holdId: hold.id, reason: 'staff', deadline },
                { subjectId: id, value: { customer } },
              ),
            ],
            writes: [],
          }),
    )
    return held.ok ? success(id) : held
  }

/** Releases every hold of an order. Refusals: not_found; hold_gone where there is none. */
export const makeReleaseHolds =
  (deps: Pick<OrderDeps, 'orders'>) =>
  async ({ id, reason, cause }: { id: OrderId; reason: string; cause: Cause }): Promise<Outcome<OrderId>> => {
    const released = await amendOrder(deps, id, cause, (order) =>
      order.holds.length === 0
        ? refuse('hold_gone', 'The order is not held: there is nothing to release.')
        : success({
            after: { ...order, holds: [] },
            events: order.holds.map((hold) =>
              happened(orderHoldReleased, { ...about(order), holdId: hold.id, reason }),
            ),
            writes: [],
          }),
    )
    return released.ok ? success(id) : released
  }
