import * as z from 'zod/mini'
import { listOf, pageQuery, text, time } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, orderId, shipmentId } from '#shared/ids.ts'
import { money } from '#shared/money.ts'
import { defineOperation } from '#shared/operation.ts'
import { inspectedLine, scan, shipmentLabelCreated } from './events.ts'

const params = z.strictObject({ shipmentId })
/** As it stands on the label: what Code 128 can write, without spaces. */
const trackingNumber = z.string().check(z.regex(/^[\x21-\x7e]{1,64}$/))
const { promise, deliveredAt, status, carrier, service, parcelId } = shipmentLabelCreated.data.shape

/** A shipment as the staff reads it. */
export const shipmentResource = z.strictObject({
  id: shipmentId,
  orderId,
  fulfillmentOrderId,
  parcelId,
  level: z.string(),
  carrier,
  service,
  /** Absent before there is a label. */
  trackingNumber: z.optional(z.string()),
  status,
  promise,
  scans: z.array(scan),
  deliveredAt,
  proof: z.optional(z.strictObject({ signedBy: z.string() })),
  /** Why there is no label, and what to do about it. */
  problem: z.optional(z.strictObject({ at: time, code: z.string(), detail: z.string() })),
  /** Staff gave its label back. */
  voided: z.optional(z.strictObject({ at: time, reason: z.string() })),
  /** When the warehouse gave it to its carrier. */
  handedOverAt: z.optional(time),
  /** What became of goods that came back. */
  inspection: z.optional(z.strictObject({ at: time, reason: z.string(), lines: z.array(inspectedLine) })),
  /** What the label cost us. */
  postage: z.optional(money),
  /** The carrier's own print of the label, where it has one: it is the one that is paid for. */
  carrierLabelUrl: z.optional(z.string()),
  version: z.int(),
})
export type ShipmentResource = z.infer<typeof shipmentResource>

export const getShipment = defineOperation({
  id: 'getShipment',
  context: 'shipping',
  method: 'GET',
  path: '/v1/shipments/{shipmentId}',
  summary: 'Read a shipment with its scans and proof of delivery',
  access: 'fulfillment:read',
  params,
  answer: shipmentResource,
  refusals: ['not_found'],
})

export const listShipments = defineOperation({
  id: 'listShipments',
  context: 'shipping',
  method: 'GET',
  path: '/v1/shipments',
  summary: 'List the shipments of an order, or find the one with a tracking number',
  access: 'fulfillment:read',
  query: z
    .strictObject({
      ...pageQuery,
      orderId: z.optional(orderId),
      trackingNumber: z.optional(trackingNumber),
    })
    .check(
      z.refine(
        (query) => (query.orderId === undefined) !== (query.trackingNumber === undefined),
        'give either orderId or trackingNumber',
      ),
    ),
  answer: listOf(shipmentResource),
})

export const LABEL_FORMATS = ['pdf', 'zpl'] as const

export const getLabel = defineOperation({
  id: 'getShipmentLabel',
  context: 'shipping',
  servedBy: 'label',
  method: 'GET',
  path: '/v1/shipments/{shipmentId}/label',
  summary: 'Print a label of 4 by 6 inches: `format=pdf` (the default) or `format=zpl` for 203 dpi',
  access: 'fulfillment:read',
  params,
  query: z.strictObject({ format: z._default(z.enum(LABEL_FORMATS), 'pdf') }),
  contentType: 'application/pdf',
  otherContentTypes: ['application/zpl'],
  refusals: ['not_found', 'label_not_ready'],
})

/** A label that was bought elsewhere: by hand, at a carrier outside the integrations. */
const boughtElsewhere = z.strictObject({
  carrier: text(60),
  service: z.optional(text(60)),
  trackingNumber,
  /** May be left out where one parcel has no label. */
  parcelId: z.optional(text(100)),
})
export type BoughtElsewhere = z.infer<typeof boughtElsewhere>

export const attachLabel = defineOperation({
  id: 'attachLabel',
  context: 'shipping',
  method: 'POST',
  path: '/v1/fulfillment-orders/{fulfillmentOrderId}/label',
  summary: 'Attach a label that was bought elsewhere to a packed parcel',
  access: 'fulfillment:write',
  params: z.strictObject({ fulfillmentOrderId }),
  body: boughtElsewhere,
  answer: shipmentResource,
  refusals: ['not_found', 'conflict', 'impossible'],
})

export const voidLabel = defineOperation({
  id: 'voidShipmentLabel',
  context: 'shipping',
  servedBy: 'labels',
  method: 'POST',
  path: '/v1/shipments/{shipmentId}/void-label',
  summary: 'Give a label back before the carrier has the parcel',
  access: 'fulfillment:write',
  params,
  body: z.strictObject({ reason: text(300) }),
  answer: shipmentResource,
  refusals: ['not_found', 'label_not_ready', 'conflict', 'precondition_failed'],
})

export const buyLabel = defineOperation({
  id: 'buyShipmentLabel',
  context: 'shipping',
  servedBy: 'labels',
  method: 'POST',
  path: '/v1/shipments/{shipmentId}/buy-label',
  summary: 'Buy a label again, after it was voided or the carrier declined the parcel',
  access: 'fulfillment:write',
  params,
  body: z.strictObject({}),
  answer: shipmentResource,
  refusals: ['not_found', 'label_exists', 'conflict', 'precondition_failed'],
})

const inspectionBody = z.strictObject({
  lines: z.array(inspectedLine).check(z.minLength(1), z.maxLength(200)),
  reason: text(300),
})
export type InspectionBody = z.infer<typeof inspectionBody>

export const recordInspection = defineOperation({
  id: 'recordInspection',
  context: 'shipping',
  method: 'POST',
  path: '/v1/shipments/{shipmentId}/inspection',
  summary: 'Say what became of goods that came back: sold again, or damaged; once for each shipment',
  access: 'stock:write',
  params,
  body: inspectionBody,
  answer: shipmentResource,
  idempotent: true,
  refusals: ['not_found', 'conflict', 'impossible', 'idempotency_key_reused'],
})

/** What a courier or an operator saw of a parcel. */
const newScan = z.strictObject({
  status: z.enum([
    'in_transit',
    'out_for_delivery',
    'available_for_pickup',
    'delivery_attempted',
    'delivered',
    'returned_to_sender',
    'exception',
    'lost',
  ]),
  /** RFC 3339 UTC; now when left out. */
  at: z.optional(time),
  place: z.optional(text(200)),
  /** Customers read it; it names nobody: who signed goes into `signedBy`. */
  description: z.optional(text(300)),
  signedBy: z.optional(text(200)),
  /** The operator's word against what was scanned before: it may undo `delivered`. */
  correction: z.optional(z.boolean()),
})
export type NewScan = z.infer<typeof newScan>

export const addScan = defineOperation({
  id: 'addShipmentScan',
  context: 'shipping',
  method: 'POST',
  path: '/v1/shipments/{shipmentId}/scans',
  summary: 'Scan a parcel of our own courier, or correct what a carrier has scanned',
  access: 'fulfillment:write',
  params,
  body: newScan,
  answer: shipmentResource,
  refusals: ['not_found', 'label_not_ready', 'conflict', 'impossible', 'precondition_failed'],
})

export const easypostWebhook = defineOperation({
  id: 'easypostWebhook',
  context: 'shipping',
  servedBy: 'webhook',
  method: 'POST',
  path: '/v1/webhooks/easypost',
  summary: "EasyPost's events, signed in X-Hmac-Signature",
  access: 'public',
  rawBody: true,
  answer: z.strictObject({}),
  refusals: ['bad_signature', 'payload_unreadable'],
})

export const operations = [
  getShipment,
  listShipments,
  getLabel,
  attachLabel,
  voidLabel,
  buyLabel,
  recordInspection,
  addScan,
  easypostWebhook,
]
