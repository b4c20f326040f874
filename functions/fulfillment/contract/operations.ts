import * as z from 'zod/mini'
import { promise, quantityOf, shippingChoice } from '#contexts/orders/contract/types.ts'
import { listOf, pageQuery, text, time } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, locationId, orderId, sku } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import type { RefusalCode } from '#shared/outcomes.ts'
import { fulfillmentOrderStatus, parcel, shortPick } from './events.ts'

/** What may be done next, by the last segment of its address. */
export const ACTIONS = ['pick', 'short-pick', 'pack', 'hand-over'] as const
export type Action = (typeof ACTIONS)[number]

/** A fulfillment order as the warehouse reads it; `version` is what If-Match may name. */
export const fulfillmentOrderResource = z.strictObject({
  id: fulfillmentOrderId,
  orderId,
  orderNumber: z.string(),
  locationId,
  /** Work that is to leave today is handed over before `cutOff`, `HH:MM` in `timeZone`. */
  location: z.optional(z.strictObject({ name: z.string(), cutOff: z.string(), timeZone: z.string() })),
  status: fulfillmentOrderStatus,
  version: z.int(),
  shipping: z.pick(shippingChoice, { level: true, carrier: true, service: true }),
  promise,
  lines: z.array(
    z.strictObject({
      sku,
      name: z.string(),
      quantity: z.int(),
      picked: z.int(),
      /** What the scanner reads; the SKU is taken as well. */
      barcode: z.optional(z.string()),
      /** Of one piece. */
      weightGrams: z.optional(z.int()),
    }),
  ),
  parcels: z.array(parcel),
  shortPick: z.optional(shortPick),
  /** Picked, and not wanted any more, as the order has changed: it goes back to its shelf. */
  putBack: z.array(quantityOf),
  /** The last change of its order that it has heard of; 0: none. */
  change: z.int(),
  /** Work begins then, as the customer may still change their mind; absent: at once. */
  releaseAt: z.optional(time),
  availableActions: z.array(z.enum(ACTIONS)),
  createdAt: time,
})
export type FulfillmentOrderResource = z.infer<typeof fulfillmentOrderResource>

const MAX_LINES = 200
const MAX_PARCELS = 50

const quantity = z.int().check(z.minimum(1), z.maximum(1_000_000))
const millimeters = z.int().check(z.minimum(1), z.maximum(10_000))

export const pickBody = z.strictObject({
  scans: z.array(z.strictObject({ code: text(128), quantity })).check(z.minLength(1), z.maxLength(MAX_LINES)),
})
export type PickBody = z.infer<typeof pickBody>

export const shortPickBody = z.strictObject({
  lines: z.array(z.strictObject({ sku, missing: quantity })).check(z.minLength(1), z.maxLength(MAX_LINES)),
  reason: text(300),
})
export type ShortPickBody = z.infer<typeof shortPickBody>

export const packBody = z.strictObject({
  parcels: z
    .array(
      z.strictObject({
        lengthMm: millimeters,
        widthMm: millimeters,
        heightMm: millimeters,
        weightGrams: z.int().check(z.minimum(1), z.maximum(1_000_000)),
        /** May be left out where there is one parcel: it holds everything. */
        lines: z.optional(
          z.array(z.strictObject({ sku, quantity })).check(z.minLength(1), z.maxLength(MAX_LINES)),
        ),
      }),
    )
    .check(z.minLength(1), z.maxLength(MAX_PARCELS)),
})
export type PackBody = z.infer<typeof packBody>

const base = '/v1/fulfillment-orders'
const params = z.strictObject({ fulfillmentOrderId })

export const listFulfillmentOrders = defineOperation({
  id: 'listFulfillmentOrders',
  context: 'fulfillment',
  method: 'GET',
  path: base,
  summary: 'List fulfillment orders: of one order, or of one status or location, oldest first',
  access: 'fulfillment:read',
  query: z.strictObject({
    ...pageQuery,
    status: z.optional(fulfillmentOrderStatus),
    locationId: z.optional(locationId),
    orderId: z.optional(orderId),
    /** `true`: those whose work may begin; `false`: those that still wait for it. */
    released: z.optional(z.enum(['true', 'false'])),
  }),
  answer: listOf(fulfillmentOrderResource),
})

export const getFulfillmentOrder = defineOperation({
  id: 'getFulfillmentOrder',
  context: 'fulfillment',
  method: 'GET',
  path: `${base}/{fulfillmentOrderId}`,
  summary: 'Read a fulfillment order',
  access: 'fulfillment:read',
  params,
  answer: fulfillmentOrderResource,
  refusals: ['not_found'],
})

/** What every action has in common; each answers the fulfillment order as it is then. */
const action = (segment: Action, refusals: readonly RefusalCode[]) =>
  ({
    context: 'fulfillment',
    method: 'POST',
    path: `${base}/{fulfillmentOrderId}/${segment}`,
    access: 'fulfillment:write',
    params,
    answer: fulfillmentOrderResource,
    refusals: ['not_found', 'conflict', 'precondition_failed', ...refusals],
  }) as const

export const pickItems = defineOperation({
  ...action('pick', ['wrong_item', 'impossible', 'idempotency_key_reused']),
  id: 'pickItems',
  summary: 'Count scanned items as picked; may be done in parts',
  idempotent: 'optional',
  body: pickBody,
})

export const shortPickItems = defineOperation({
  ...action('short-pick', ['wrong_item', 'impossible']),
  id: 'shortPickItems',
  summary: 'Report that items are missing from the shelf',
  body: shortPickBody,
})

export const packParcels = defineOperation({
  ...action('pack', ['wrong_item', 'impossible']),
  id: 'packParcels',
  summary: 'Say in which parcels the picked items are; their labels follow',
  body: packBody,
})

export const handOver = defineOperation({
  ...action('hand-over', ['label_not_ready', 'not_shippable']),
  id: 'handOver',
  summary: 'Hand the labeled parcels over to the carrier',
})

export const operations = [
  listFulfillmentOrders,
  getFulfillmentOrder,
  pickItems,
  shortPickItems,
  packParcels,
  handOver,
]
