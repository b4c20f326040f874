import type { orderCancelling, orderRejecting } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy } from '#shared/events.ts'
import { success } from '#shared/outcomes.ts'
import { decideCancel } from '../domain/decide.ts'
import { changeFulfillmentOrder } from './change-fulfillment-order.ts'
import type { FulfillmentDeps, Told } from './ports.ts'

/**
 * An order ends before its time.
 * 1. Leaves a tombstone, so that a late `order.confirmed` plans nothing.
 * 2. Cancels what was planned before it and has not been handed over.
 */
export const makeEndFulfillment =
  (deps: FulfillmentDeps) =>
  async (event: Told<typeof orderCancelling | typeof orderRejecting>): Promise<void> => {
    const cause = causedBy(event, SYSTEM)
    for (const id of await deps.fulfillmentOrders.end(event.data.orderId))
      await changeFulfillmentOrder(deps, { id, ifMatch: undefined, cause }, (state) =>
        success(decideCancel(state)),
      )
  }
