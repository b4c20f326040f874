import type { orderLinesCancelled, orderReallocated } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy } from '#shared/events.ts'
import { note } from '#shared/observability.ts'
import { snapshot } from '../domain/announce.ts'
import { cutsOfCancellation, cutsOfReallocation } from '../domain/order-change.ts'
import { planReallocated } from '../domain/plan.ts'
import { applyChanges } from './apply-changes.ts'
import type { FulfillmentDeps, Told } from './ports.ts'

/**
 * Some of an order is not sent any more.
 * 1. Keeps the change, also for what is planned later.
 * 2. Tells every fulfillment order of the order: at the locations that release lines they have less to do;
 *    after a short pick the one that lacked them goes on without; all others remember that they have heard.
 */
export const makeCancelLines =
  (deps: FulfillmentDeps) =>
  async (event: Told<typeof orderLinesCancelled>): Promise<void> => {
    const { orderId, change } = event.data
    await deps.orderChanges.keep(orderId, change, cutsOfCancellation(event.data))
    await applyChanges(deps, orderId, causedBy(event, SYSTEM))
  }

/**
 * Other locations send what one could not find, or what is sent once more.
 * 1. Keeps the change.
 * 2. Plans the work of the locations that send it, by an id made of order, location and key, so that it is
 *    planned once, and a location may have a second one. After the order has ended there is none.
 * 3. Tells every fulfillment order of the order: the short-picked one gives up what others send.
 */
export const makeReallocate =
  (deps: FulfillmentDeps) =>
  async (event: Told<typeof orderReallocated>): Promise<void> => {
    const { orderId, change } = event.data
    const cause = causedBy(event, SYSTEM)
    await deps.orderChanges.keep(orderId, change, cutsOfReallocation(event.data))
    for (const state of planReallocated(event.data, deps.clock.now().toISOString())) {
      const outcome = await deps.fulfillmentOrders.create(state, { events: [snapshot(state)], cause })
      note({ orderId, outcome })
    }
    await applyChanges(deps, orderId, cause)
  }
