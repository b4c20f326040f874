import * as z from 'zod/mini'
import { fulfillmentOrderStatus, parcel } from '#contexts/fulfillment/contract/events.ts'
import { scan, shipmentStatus } from '#contexts/shipping/contract/events.ts'
import { date, time } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, locationId, type ShipmentId, shipmentId, sku } from '#shared/ids.ts'
import { sealed } from '#shared/personal.ts'
import type { FulfillmentStatus, QuantityOf } from '../contract/types.ts'

/** The order's copy of one fulfillment order; the higher sequence is the newer. */
export const fulfillmentOrderCopy = z.object({
  sequence: z.int(),
  fulfillmentOrderId,
  locationId,
  status: fulfillmentOrderStatus,
  lines: z.array(z.object({ sku, name: z.string(), quantity: z.int(), picked: z.int() })),
  parcels: z.array(parcel),
  /** Reports of what was not found, all of which are answered. */
  shortPicks: z.optional(z.int()),
})
export type FulfillmentOrderCopy = z.infer<typeof fulfillmentOrderCopy>

/** The order's copy of one shipment; the higher sequence is the newer. */
export const shipmentCopy = z.object({
  sequence: z.int(),
  shipmentId,
  fulfillmentOrderId,
  carrier: z.string(),
  service: z.string(),
  trackingNumber: z.string(),
  status: shipmentStatus,
  promise: z.optional(z.object({ earliest: date, latest: date })),
  scans: z.array(scan),
  deliveredAt: z.optional(time),
  proof: z.optional(sealed),
})
export type ShipmentCopy = z.infer<typeof shipmentCopy>

export interface Logistics {
  readonly fulfillmentOrders: readonly FulfillmentOrderCopy[]
  readonly shipments: readonly ShipmentCopy[]
}

/** The shipments of a fulfillment order that left, or undefined while some are not known here yet. */
export function shipmentsOf(
  fulfillmentOrder: FulfillmentOrderCopy,
  shipments: readonly ShipmentCopy[],
): readonly ShipmentCopy[] | undefined {
  const wanted = fulfillmentOrder.parcels.map((box) => box.shipmentId)
  const found = shipments.filter((shipment) => wanted.includes(shipment.shipmentId))
  return found.length === wanted.length && found.length > 0 ? found : undefined
}

/** Parcels that staff gave up or sent once more, whole or in part: nobody waits for them, but they may arrive. */
export type Settled = ReadonlySet<ShipmentId>

const counts = ({ shipmentId, status }: ShipmentCopy, settled: Settled): boolean =>
  status === 'delivered' || !settled.has(shipmentId)

const NONE: Settled = new Set()

/** When the last parcel of a whole order was delivered; undefined while one is still on its way, or none arrived. */
export function deliveredAt(
  { fulfillmentOrders, shipments }: Logistics,
  expected: number,
  settled: Settled = NONE,
): string | undefined {
  const left = fulfillmentOrders.filter(({ status }) => status === 'handed_over')
  if (left.length < expected) return undefined
  const times = left.flatMap((one) =>
    (shipmentsOf(one, shipments) ?? [undefined])
      .filter((shipment) => !shipment || counts(shipment, settled))
      .map((shipment) => shipment && arrival(shipment)),
  )
  return times.every((at) => at !== undefined) ? times.toSorted().at(-1) : undefined
}

/** What is in a parcel, by the fulfillment order that packed it. */
export const contentOf = (shipmentId: ShipmentId, { fulfillmentOrders }: Logistics): readonly QuantityOf[] =>
  fulfillmentOrders
    .flatMap(({ parcels }) => parcels)
    .filter((box) => box.shipmentId === shipmentId)
    .flatMap(({ lines }) => lines)

const arrival = (shipment: ShipmentCopy): string | undefined =>
  shipment.status === 'delivered' ? (shipment.deliveredAt ?? shipment.scans.at(-1)?.at) : undefined

/** The order's fulfillment status, from all that is known of its fulfillment orders and shipments. */
export function fulfillmentStatusOf(
  { fulfillmentOrders, shipments }: Logistics,
  expected: number,
  settled: Settled = NONE,
): FulfillmentStatus {
  const live = fulfillmentOrders.filter(({ status }) => status !== 'cancelled')
  if (fulfillmentOrders.length === 0) return 'unfulfilled'
  const handedOver = live.filter(({ status }) => status === 'handed_over').length
  // Where nothing is to leave any more, work that is open still is about to be cancelled.
  if (live.length === 0 || (expected === 0 && handedOver === 0)) return 'cancelled'
  const all = shipments.filter(({ status }) => status !== 'cancelled')
  const counted = all.filter((shipment) => counts(shipment, settled))
  // Where none counts any more, what became of them all is how it ended.
  const parcels = counted.length === 0 && handedOver >= expected ? all : counted
  if (parcels.some(({ status }) => status === 'returned_to_sender')) return 'returned_to_sender'
  if (parcels.some(({ status }) => status === 'lost')) return 'lost'
  const delivered = parcels.filter(({ status }) => status === 'delivered').length
  if (deliveredAt({ fulfillmentOrders, shipments }, expected, settled)) return 'delivered'
  if (handedOver > 0 && delivered > 0) return 'partially_delivered'
  if (handedOver >= expected) return 'shipped'
  return handedOver > 0 ? 'partially_shipped' : 'in_progress'
}
