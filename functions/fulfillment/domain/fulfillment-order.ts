import * as z from 'zod/mini'
import { promise, quantityOf, shippingChoice } from '#contexts/orders/contract/types.ts'
import { time } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, locationId, orderId, sku } from '#shared/ids.ts'
import { fulfillmentOrderStatus, parcel, shortPick } from '../contract/events.ts'

/** One SKU of the order that this location sends, each SKU once. A line of 0 has left, and keeps its place. */
export const line = z.object({ sku, name: z.string(), quantity: z.int(), picked: z.int() })
export type Line = z.infer<typeof line>

/** One location's work on an order. */
export const fulfillmentOrder = z.object({
  id: fulfillmentOrderId,
  orderId,
  orderNumber: z.string(),
  locationId,
  status: fulfillmentOrderStatus,
  shipping: z.pick(shippingChoice, { level: true, carrier: true, service: true }),
  promise,
  lines: z.array(line),
  /** Empty until it is packed. */
  parcels: z.array(parcel),
  shortPick: z.optional(shortPick),
  /** How often something was reported as not found. */
  shortPicks: z._default(z.int(), 0),
  /** Picked, and not wanted any more. */
  putBack: z._default(z.array(quantityOf), []),
  /** The number up to which it has heard of every change of its order; and those it has heard of beyond. */
  change: z._default(z.int(), 0),
  ahead: z._default(z.array(z.int()), []),
  /** Parcels that were opened again, by id. */
  opened: z._default(z.array(z.string()), []),
  /** By parcel, the sequence of the last event of its label: an older one comes late. */
  heard: z._default(z.record(z.string(), z.int()), {}),
  /** No work begins before. */
  releaseAt: z.optional(time),
  /** RFC 3339 UTC. */
  createdAt: time,
})
export type FulfillmentOrder = z.infer<typeof fulfillmentOrder>

export const remaining = ({ quantity, picked }: Line): number => quantity - picked

export const isAllPicked = (lines: readonly Line[]): boolean => lines.every((one) => remaining(one) === 0)
