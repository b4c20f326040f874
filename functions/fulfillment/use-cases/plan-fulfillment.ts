import type { orderConfirmed } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy } from '#shared/events.ts'
import { note } from '#shared/observability.ts'
import { snapshot } from '../domain/announce.ts'
import { plan } from '../domain/plan.ts'
import type { FulfillmentDeps, Told } from './ports.ts'

/**
 * An order was confirmed: each stock location that sends a part of it gets its work.
 * Told again, or after the order has ended, it makes nothing.
 */
export const makePlanFulfillment =
  ({ fulfillmentOrders, clock }: FulfillmentDeps) =>
  async (event: Told<typeof orderConfirmed>): Promise<void> => {
    const cause = causedBy(event, SYSTEM)
    for (const state of plan(event.data, clock.now().toISOString())) {
      const outcome = await fulfillmentOrders.create(state, { events: [snapshot(state)], cause })
      note({ orderId: state.orderId, outcome })
    }
  }
