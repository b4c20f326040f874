import * as z from 'zod/mini'
import { promise, shippingChoice } from '#contexts/orders/contract/types.ts'
import { time } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, locationId, orderId, sku } from '#shared/ids.ts'
import { fulfillmentOrderStatus, parcel, shortPick } from '../contract/events.ts'

/** One SKU of the order that this location sends, each SKU once. */
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
  /** RFC 3339 UTC. */
  createdAt: time,
})
export type FulfillmentOrder = z.infer<typeof fulfillmentOrder>

export const remaining = ({ quantity, picked }: Line): number => quantity - picked

export const isAllPicked = (lines: readonly Line[]): boolean => lines.every((one) => remaining(one) === 0)

/** Quantities by SKU; what is named twice is summed. */
export function sumBySku<Sku extends string>(
  counted: readonly { readonly sku: Sku; readonly quantity: number }[],
): Map<Sku, number> {
  const sums = new Map<Sku, number>()
  for (const { sku, quantity } of counted) sums.set(sku, (sums.get(sku) ?? 0) + quantity)
  return sums
}
