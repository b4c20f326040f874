import type { FulfillmentOrderId, LocationId, OrderId } from '#shared/ids.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import type { PageOf, PageQuery } from '../adapters/fulfillment-order-repository.ts'
import type { FulfillmentOrderStatus } from '../contract/events.ts'
import type { FulfillmentOrderResource } from '../contract/operations.ts'
import { unknown } from './change-fulfillment-order.ts'
import type { FulfillmentDeps } from './ports.ts'
import { present } from './present.ts'

type ReadDeps = Pick<FulfillmentDeps, 'fulfillmentOrders' | 'copies'>

/** Reads one fulfillment order. Refusal: `not_found`. */
export const makeReadFulfillmentOrder =
  ({ fulfillmentOrders, copies }: ReadDeps) =>
  async (id: FulfillmentOrderId): Promise<Outcome<FulfillmentOrderResource, 'not_found'>> => {
    const state = await fulfillmentOrders.load(id)
    const [resource] = state ? await present(copies, [state]) : []
    return resource ? success(resource) : unknown(id)
  }

export interface Filter {
  readonly orderId?: OrderId | undefined
  readonly status?: FulfillmentOrderStatus | undefined
  readonly locationId?: LocationId | undefined
}

/** Lists fulfillment orders, a page at a time; a page may hold fewer than its limit, as what has moved on is left out. */
export const makeListFulfillmentOrders =
  ({ fulfillmentOrders, copies }: ReadDeps) =>
  async ({
    orderId,
    status,
    locationId,
    ...page
  }: Filter & PageQuery): Promise<PageOf<FulfillmentOrderResource>> => {
    const { items, nextCursor } = orderId
      ? await fulfillmentOrders.listOfOrder(orderId, page)
      : await fulfillmentOrders.list({ status, locationId }, page)
    const wanted = items.filter(
      (one) => (!status || one.status === status) && (!locationId || one.locationId === locationId),
    )
    return { items: await present(copies, wanted), nextCursor }
  }
