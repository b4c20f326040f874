import type { orderConfirmed } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy } from '#shared/events.ts'
import { note } from '#shared/observability.ts'
import { snapshot } from '../domain/announce.ts'
import { plan } from '../domain/plan.ts'
import { applyChanges } from './apply-changes.ts'
import type { FulfillmentDeps, Told } from './ports.ts'

/**
 * An order was confirmed: each stock location that sends a part of it gets its work.
 * Told again, or after the order has ended, it makes nothing. What has changed before is heard now.
 */
export const makePlanFulfillment =
  (deps: FulfillmentDeps) =>
  async (event: Told<typeof orderConfirmed>): Promise<void> => {
    const cause = causedBy(event, SYSTEM)
    for (const state of plan(event.data, deps.clock.now().toISOString())) {
      const outcome = await deps.fulfillmentOrders.create(state, { events: [snapshot(state)], cause })
      note({ orderId: state.orderId, outcome })
    }
    await applyChanges(deps, event.data.orderId, cause)
  }
