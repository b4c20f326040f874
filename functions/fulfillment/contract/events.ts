import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { fulfillmentOrderId, locationId, orderId, shipmentId, sku } from '#shared/ids.ts'

export const FULFILLMENT_ORDER_STATUSES = [
  'open',
  'picking',
  'picked',
  'packed',
  'labeled',
  'handed_over',
  'short_picked',
  'cancelled',
] as const
export const fulfillmentOrderStatus = z.enum(FULFILLMENT_ORDER_STATUSES)
export type FulfillmentOrderStatus = z.infer<typeof fulfillmentOrderStatus>

/** A packed box: millimeters and grams; `lines` is what is in it. */
export const parcel = z.strictObject({
  parcelId: z.string(),
  lengthMm: z.int(),
  widthMm: z.int(),
  heightMm: z.int(),
  weightGrams: z.int(),
  lines: z.array(z.strictObject({ sku, quantity: z.int() })),
  shipmentId: z.optional(shipmentId),
})
export type Parcel = z.infer<typeof parcel>

/** What was not found on the shelf, and why: people decide what follows. */
export const shortPick = z.strictObject({
  lines: z.array(z.strictObject({ sku, missing: z.int().check(z.minimum(1)) })),
  reason: z.string(),
})
export type ShortPick = z.infer<typeof shortPick>

/** A fulfillment order as it is after the event, the whole of it: the higher sequence is the newer. */
const data = z.strictObject({
  fulfillmentOrderId,
  orderId,
  locationId,
  status: fulfillmentOrderStatus,
  lines: z.array(z.strictObject({ sku, name: z.string(), quantity: z.int(), picked: z.int() })),
  parcels: z.array(parcel),
  shortPick: z.optional(shortPick),
  /** How often something was not found: one report is in each event until it is answered. */
  shortPicks: z.optional(z.int()),
  /** The last change of its order that it has heard of: `change` of `order.lines_cancelled` and `order.reallocated`. */
  change: z.optional(z.int()),
  /** Parcels that were opened again, all there ever were: they are not sent, and their labels are given back. */
  opened: z.optional(z.array(z.string())),
})

const event = (type: string) => defineEvent({ type, source: 'fulfillment', data })

export const fulfillmentOrderCreated = event('fulfillment_order.created')
export const fulfillmentOrderPicking = event('fulfillment_order.picking')
export const fulfillmentOrderPicked = event('fulfillment_order.picked')
export const fulfillmentOrderPacked = event('fulfillment_order.packed')
export const fulfillmentOrderLabeled = event('fulfillment_order.labeled')
export const fulfillmentOrderHandedOver = event('fulfillment_order.handed_over')
export const fulfillmentOrderShortPicked = event('fulfillment_order.short_picked')
export const fulfillmentOrderCancelled = event('fulfillment_order.cancelled')
/** Its parcels were opened again, as the order has changed: their labels are given back. It is `picked` or `picking` again. */
export const fulfillmentOrderUnpacked = event('fulfillment_order.unpacked')
/** There is less to do, as the order has changed; or the short pick was dealt with, and the work goes on. */
export const fulfillmentOrderReduced = event('fulfillment_order.reduced')

export const FULFILLMENT_ORDER_EVENTS = [
  fulfillmentOrderCreated,
  fulfillmentOrderPicking,
  fulfillmentOrderPicked,
  fulfillmentOrderPacked,
  fulfillmentOrderLabeled,
  fulfillmentOrderHandedOver,
  fulfillmentOrderShortPicked,
  fulfillmentOrderCancelled,
  fulfillmentOrderUnpacked,
  fulfillmentOrderReduced,
] as const
