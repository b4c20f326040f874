import type { Cause } from '#shared/events.ts'
import type { FulfillmentOrderId, OrderId } from '#shared/ids.ts'
import { note } from '#shared/observability.ts'
import { Fault, success } from '#shared/outcomes.ts'
import type { Write } from '#shared/store/store.ts'
import { decideChange } from '../domain/decide.ts'
import { hasHeard, share } from '../domain/order-change.ts'
import { changeFulfillmentOrder } from './change-fulfillment-order.ts'
import type { FulfillmentDeps } from './ports.ts'

/**
 * Tells every fulfillment order of an order the changes that it has not heard of, oldest first, and those
 * with which least was done before others. Each takes its share, and writes with it what is left, so that
 * no unit is given up twice. Called after a change was kept, and after one was planned: whichever comes
 * last sees the other.
 */
export async function applyChanges(deps: FulfillmentDeps, orderId: OrderId, cause: Cause): Promise<void> {
  const changes = await deps.orderChanges.all(orderId)
  if (changes.length === 0) return
  const all = await deps.fulfillmentOrders.allOf(orderId)
  for (const { change } of changes)
    for (const state of all)
      if (!hasHeard(state, change)) await applyChange(deps, { id: state.id, orderId, change, cause })
}

async function applyChange(
  deps: FulfillmentDeps,
  { id, orderId, change, cause }: { id: FulfillmentOrderId; orderId: OrderId; change: number; cause: Cause },
): Promise<void> {
  let writes: readonly Write[] = []
  const told = await changeFulfillmentOrder(
    deps,
    { id, ifMatch: undefined, cause },
    async (state) => {
      const kept = await deps.orderChanges.read(orderId, change)
      if (!kept) throw new Fault(`the change ${change} of ${orderId} is gone`)
      const { own, rest } = share(state, kept.cuts)
      writes = own.length > 0 ? [deps.orderChanges.restWrite(orderId, kept, rest)] : []
      return success(decideChange(state, change, own))
    },
    () => writes,
  )
  if (!told.ok) throw new Fault(`${id} could not be told of a change of its order: ${told.detail}`)
  const back = told.value.putBack.reduce((sum, { quantity }) => sum + quantity, 0)
  note({ orderId, outcome: back > 0 ? `${told.value.status}, ${back} units to put back` : told.value.status })
}
