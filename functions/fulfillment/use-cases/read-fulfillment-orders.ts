import type { FulfillmentOrderId, LocationId, OrderId } from '#shared/ids.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import type { PageOf, PageQuery } from '../adapters/fulfillment-order-repository.ts'
import type { FulfillmentOrderStatus } from '../contract/events.ts'
import type { FulfillmentOrderResource } from '../contract/operations.ts'
import { isReleased } from '../domain/status.ts'
import { unknown } from './change-fulfillment-order.ts'
import type { FulfillmentDeps } from './ports.ts'
import { present } from './present.ts'

type ReadDeps = Pick<FulfillmentDeps, 'fulfillmentOrders' | 'copies' | 'clock'>

/** Reads one fulfillment order. Refusal: `not_found`. */
export const makeReadFulfillmentOrder =
  ({ fulfillmentOrders, ...deps }: ReadDeps) =>
  async (id: FulfillmentOrderId): Promise<Outcome<FulfillmentOrderResource, 'not_found'>> => {
    const state = await fulfillmentOrders.load(id)
    const [resource] = state ? await present(deps, [state]) : []
    return resource ? success(resource) : unknown(id)
  }

export interface Filter {
  readonly orderId?: OrderId | undefined
  readonly status?: FulfillmentOrderStatus | undefined
  readonly locationId?: LocationId | undefined
  /** Whether their work may begin. */
  readonly released?: 'true' | 'false' | undefined
}

/** Lists fulfillment orders, a page at a time; a page may hold fewer than its limit, as what has moved on is left out. */
export const makeListFulfillmentOrders =
  ({ fulfillmentOrders, ...deps }: ReadDeps) =>
  async ({
    orderId,
    status,
    locationId,
    released,
    ...page
  }: Filter & PageQuery): Promise<PageOf<FulfillmentOrderResource>> => {
    const { items, nextCursor } = orderId
      ? await fulfillmentOrders.listOfOrder(orderId, page)
      : await fulfillmentOrders.list({ status, locationId }, page)
    const wanted = items.filter(
      (one) =>
        (!status || one.status === status) &&
        (!locationId || one.locationId === locationId) &&
        (!released || isReleased(one, deps.clock.now()) === (released === 'true')),
    )
    return { items: await present(deps, wanted), nextCursor }
  }
