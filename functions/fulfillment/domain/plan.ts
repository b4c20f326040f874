import type { orderConfirmed, orderReallocated } from '#contexts/orders/contract/events.ts'
import type { Allocation, Promised, ShippingChoice } from '#contexts/orders/contract/types.ts'
import type { EventOf } from '#shared/events.ts'
import type { OrderId, Sku } from '#shared/ids.ts'
import { sumBySku } from '#shared/sum-by-sku.ts'
import { fulfillmentOrderIdOf } from '../contract/fulfillment-order-id.ts'
import type { FulfillmentOrder } from './fulfillment-order.ts'

/** One open fulfillment order for each location that the confirmed order's stock was allocated at. */
export const plan = (
  order: Ordered & Pick<EventOf<typeof orderConfirmed>['data'], 'allocations' | 'releaseAt'>,
  createdAt: string,
): FulfillmentOrder[] =>
  order.allocations.map((allocation) => ({
    ...work(order, allocation, createdAt),
    id: fulfillmentOrderIdOf(order.orderId, allocation.locationId),
    ...(order.releaseAt ? { releaseAt: order.releaseAt } : {}),
  }))

/** One more for each location that sends what another could not, or sends it once more; it is made by that change. */
export const planReallocated = (
  order: EventOf<typeof orderReallocated>['data'],
  createdAt: string,
): FulfillmentOrder[] =>
  order.allocations.map((allocation) => ({
    ...work(order, allocation, createdAt),
    id: fulfillmentOrderIdOf(order.orderId, allocation.locationId, order.key),
    change: order.change,
  }))

interface Ordered {
  readonly orderId: OrderId
  readonly number: string
  readonly lines: readonly { readonly sku: Sku; readonly name: string }[]
  readonly shipping: ShippingChoice
  readonly promise: Promised
}

function work(
  { orderId, number, shipping, promise, lines: named }: Ordered,
  { locationId, lines }: Allocation,
  createdAt: string,
): Omit<FulfillmentOrder, 'id'> {
  const names = new Map(named.map(({ sku, name }) => [sku, name]))
  const { level, carrier, service } = shipping
  return {
    status: 'open',
    orderId,
    orderNumber: number,
    locationId,
    shipping: { level, carrier, service },
    promise,
    lines: [...sumBySku(lines)].map(([sku, quantity]) => ({
      ...{ sku, quantity, picked: 0 },
      name: names.get(sku) ?? sku,
    })),
    ...{ parcels: [], shortPicks: 0, putBack: [], change: 0, ahead: [], opened: [], heard: {} },
    createdAt,
  }
}
