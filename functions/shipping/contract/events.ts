import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { country, date, time } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, locationId, orderId, shipmentId, sku } from '#shared/ids.ts'
import { price } from '#shared/money.ts'
import { webhookReceived } from '#shared/webhooks.ts'

export const SHIPMENT_STATUSES = [
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'available_for_pickup',
  'delivery_attempted',
  'delivered',
  'returned_to_sender',
  'exception',
  'lost',
  'cancelled',
  'unknown',
] as const
export const shipmentStatus = z.enum(SHIPMENT_STATUSES)
export type ShipmentStatus = z.infer<typeof shipmentStatus>

export const scan = z.strictObject({
  at: time,
  status: shipmentStatus,
  place: z.optional(z.string()),
  description: z.string(),
})
export type Scan = z.infer<typeof scan>

/** A shipment as it is after the event, the whole of it: the higher sequence is the newer. */
const data = z.strictObject({
  shipmentId,
  orderId,
  fulfillmentOrderId,
  parcelId: z.string(),
  carrier: z.string(),
  service: z.string(),
  trackingNumber: z.string(),
  status: shipmentStatus,
  /** The carrier's own date of delivery, where it gives one. */
  promise: z.optional(z.strictObject({ earliest: date, latest: date })),
  /** In the order of their own times; the newest 50. */
  scans: z.array(scan),
  deliveredAt: z.optional(time),
  /** Why no label could be bought; `address`: the carrier cannot deliver there. */
  problem: z.optional(z.strictObject({ code: z.string(), about: z.enum(['address', 'parcel']) })),
})

/** Who signed for the parcel. */
const proof = z.strictObject({ signedBy: z.optional(z.string()) })

export const shipmentLabelCreated = defineEvent({
  type: 'shipment.label_created',
  source: 'shipping',
  data,
  personal: z.optional(proof),
})
export const shipmentStatusChanged = defineEvent({
  type: 'shipment.status_changed',
  source: 'shipping',
  data,
  personal: z.optional(proof),
})
export const shipmentPromiseChanged = defineEvent({
  type: 'shipment.promise_changed',
  source: 'shipping',
  data,
  personal: z.optional(proof),
})

/** Its label was given back before the carrier had the parcel; another is bought, or attached, for the same parcel. */
export const shipmentLabelVoided = defineEvent({
  type: 'shipment.label_voided',
  source: 'shipping',
  data,
  personal: z.optional(proof),
})

export const SHIPMENT_EVENTS = [
  shipmentLabelCreated,
  shipmentStatusChanged,
  shipmentPromiseChanged,
  shipmentLabelVoided,
] as const

/** What became of goods that came back. */
export const inspectedLine = z.strictObject({
  sku,
  quantity: z.int().check(z.minimum(1)),
  /** `restock`: it can be sold again, at the stock location that had sent it. */
  disposition: z.enum(['restock', 'damaged']),
})

/** Goods that came back were looked at, once for each shipment: only by this they are stock again. */
export const shipmentInspected = defineEvent({
  type: 'shipment.inspected',
  source: 'shipping',
  data: z.strictObject({
    shipmentId,
    orderId,
    fulfillmentOrderId,
    locationId,
    lines: z.array(inspectedLine),
    reason: z.string(),
  }),
})

/** A carrier's webhook is stored; shipping itself listens. */
export const shipmentWebhookReceived = defineEvent({
  type: 'shipment.webhook_received',
  source: 'shipping',
  data: webhookReceived,
})

/**
 * What shipping from one location costs and takes, by dated tables: checkout keeps the newest copy and
 * uses the table whose `effectiveFrom` is the latest that is not in the future.
 */
export const ratesPublished = defineEvent({
  type: 'rates.published',
  source: 'shipping',
  data: z.strictObject({
    locationId,
    originCountry: country,
    originCity: z.string(),
    timeZone: z.string(),
    cutOff: z.string(),
    priority: z.int(),
    tables: z.array(
      z.strictObject({
        effectiveFrom: date,
        rates: z.array(
          z.strictObject({
            id: z.string(),
            level: z.enum(['standard', 'express', 'same_day']),
            carrier: z.string(),
            service: z.string(),
            /** Destinations; `*` is everywhere else. */
            countries: z.array(z.string()),
            /** Same-day only: the cities that are reached, in lower case. */
            cities: z.optional(z.array(z.string())),
            /** Ascending; the first band whose `upToGrams` holds the weight counts; beyond the last it is not served. */
            bands: z.array(z.strictObject({ upToGrams: z.int(), prices: z.array(price) })),
            /** Working days between hand-over and delivery. */
            transitDays: z.strictObject({ min: z.int(), max: z.int() }),
          }),
        ),
      }),
    ),
    /** Dates on which nothing is picked or delivered there, beside Saturdays and Sundays. */
    holidays: z.array(date),
  }),
})
