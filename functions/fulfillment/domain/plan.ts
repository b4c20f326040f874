import { createHash } from 'node:crypto'
import type { orderConfirmed } from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { type FulfillmentOrderId, fulfillmentOrderId, type LocationId, type OrderId } from '#shared/ids.ts'
import { type FulfillmentOrder, sumBySku } from './fulfillment-order.ts'

/** The time that a ULID begins with. */
const TIME_LETTERS = 10

/**
 * The id of one location's work on an order: the same however often it is asked for, so that it is
 * planned once; it begins with the order's time of birth, so that it sorts with it.
 */
export function fulfillmentOrderIdOf(orderId: OrderId, locationId: LocationId): FulfillmentOrderId {
  const born = orderId.slice('ord_'.length).slice(0, TIME_LETTERS)
  const digest = createHash('sha256').update(`${orderId}\n${locationId}`).digest('hex')
  const letters = BigInt(`0x${digest}`)
    .toString(36)
    .padStart(26, '0')
    .slice(-26 + TIME_LETTERS)
  return fulfillmentOrderId.parse(`ful_${born}${letters}`)
}

/** One open fulfillment order for each location that the confirmed order's stock was allocated at. */
export function plan(order: EventOf<typeof orderConfirmed>['data'], createdAt: string): FulfillmentOrder[] {
  const names = new Map(order.lines.map(({ sku, name }) => [sku, name]))
  const { level, carrier, service } = order.shipping
  return order.allocations.map(({ locationId, lines }) => ({
    id: fulfillmentOrderIdOf(order.orderId, locationId),
    orderId: order.orderId,
    orderNumber: order.number,
    locationId,
    status: 'open',
    shipping: { level, carrier, service },
    promise: order.promise,
    lines: [...sumBySku(lines)].map(([sku, quantity]) => ({
      sku,
      name: names.get(sku) ?? sku,
      quantity,
      picked: 0,
    })),
    parcels: [],
    createdAt,
  }))
}
