import * as z from 'zod/mini'
import { scan, shipmentStatus } from '#contexts/shipping/contract/events.ts'
import { actor } from '#shared/actor.ts'
import { country, date, listOf, locale, pageQuery, text, time } from '#shared/http/schemas.ts'
import { orderId, sku } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import { acts } from './act-operations.ts'
import { deskOperations } from './desk-operations.ts'
import { guestActs } from './guest-operations.ts'
import { orderView } from './order-view.ts'
import { ownOperations } from './own-operations.ts'
import { pageOperations } from './page-operations.ts'
import { placeOrder } from './place-order.ts'
import { orderStatus, quantityOf } from './types.ts'

const byOrder = z.strictObject({ orderId })

export const readOrder = defineOperation({
  id: 'readOrder',
  context: 'orders',
  method: 'GET',
  path: '/v1/orders/{orderId}',
  summary: 'Read an order',
  access: 'orders:read',
  params: byOrder,
  answer: orderView,
  refusals: ['not_found'],
})

export const readOrderHistory = defineOperation({
  id: 'readOrderHistory',
  context: 'orders',
  method: 'GET',
  path: '/v1/orders/{orderId}/history',
  summary: 'What happened to an order, oldest first',
  access: 'orders:read',
  params: byOrder,
  query: z.strictObject(pageQuery),
  answer: listOf(z.strictObject({ sequence: z.int(), type: z.string(), at: time, actor, data: z.unknown() })),
  refusals: ['not_found'],
})

const cancelBody = z.strictObject({
  reason: text(500),
  /** Only these; absent: the whole order. */
  lines: z.optional(z.array(quantityOf).check(z.minLength(1), z.maxLength(200))),
})

export const cancelOrder = defineOperation({
  id: 'cancelOrder',
  context: 'orders',
  method: 'POST',
  path: '/v1/orders/{orderId}/cancel',
  summary: 'Cancel an order, or lines of it, until they are handed over',
  access: 'orders:write',
  idempotent: 'optional',
  params: byOrder,
  body: cancelBody,
  answer: orderView,
  refusals: ['not_found', 'not_cancellable', 'unknown_sku', 'idempotency_key_reused', 'precondition_failed'],
})

export const listAttention = defineOperation({
  id: 'listAttention',
  context: 'orders',
  method: 'GET',
  path: '/v1/attention',
  summary: 'Orders that need a person, the longest waiting first',
  access: 'orders:read',
  query: z.strictObject(pageQuery),
  answer: listOf(
    z.strictObject({
      orderId,
      number: z.string(),
      reason: z.string(),
      since: time,
      ageSeconds: z.int(),
      actions: z.array(z.enum(['retry', 'skip', 'compensate'])),
      /** What to do first, in a sentence for staff. */
      advice: z.string(),
    }),
  ),
})

export const repairOrder = defineOperation({
  id: 'repairOrder',
  context: 'orders',
  method: 'POST',
  path: '/v1/orders/{orderId}/repair',
  summary: 'Run an order again, take it off the attention list, or undo it',
  access: 'orders:repair',
  params: byOrder,
  body: z.strictObject({ action: z.enum(['retry', 'skip', 'compensate']), reason: text(500) }),
  answer: orderView,
  refusals: ['not_found', 'not_repairable', 'not_cancellable'],
})

const byToken = z.strictObject({ token: z.string().check(z.maxLength(200)) })

export const TRACKING_STEPS = [
  'placed',
  'validated',
  'confirmed',
  'processing',
  'shipped',
  'delivered',
  'completed',
] as const

export const trackingView = z.strictObject({
  number: z.string(),
  status: orderStatus,
  locale,
  /** The customer's first name and city only: the link may be forwarded. */
  firstName: z.string(),
  city: z.string(),
  country: z.optional(country),
  promise: z.strictObject({ earliest: date, latest: date }),
  steps: z.array(z.strictObject({ step: z.enum(TRACKING_STEPS), at: z.optional(time) })),
  shipments: z.array(
    z.strictObject({
      carrier: z.string(),
      trackingNumber: z.string(),
      status: shipmentStatus,
      promise: z.strictObject({ earliest: date, latest: date }),
      scans: z.array(scan),
      proof: z.optional(z.strictObject({ signedBy: z.optional(z.string()), at: z.optional(time) })),
    }),
  ),
  lines: z.array(z.strictObject({ sku, name: z.string(), quantity: z.int() })),
  /** What staff wrote for the customer. */
  notes: z.optional(z.array(z.strictObject({ at: time, text: z.string() }))),
  /** Where the contract can be withdrawn from, as long as it can be. */
  withdrawUrl: z.optional(z.string()),
})
export type TrackingView = z.infer<typeof trackingView>

export const trackOrder = defineOperation({
  id: 'trackOrder',
  context: 'orders',
  servedBy: 'tracking',
  method: 'GET',
  path: '/v1/tracking/{token}',
  summary: 'Where an order is, for whoever has its tracking link',
  access: 'public',
  params: byToken,
  answer: trackingView,
  refusals: ['not_found'],
})

export const trackingPage = defineOperation({
  id: 'trackingPage',
  context: 'orders',
  servedBy: 'tracking',
  method: 'GET',
  path: '/track/{token}',
  summary: 'The tracking page for people, in the language of the order or of `?lang=`',
  access: 'public',
  params: byToken,
  query: z.strictObject({ lang: z.optional(locale) }),
  contentType: 'text/html; charset=utf-8',
})

export const operations = [
  placeOrder,
  readOrder,
  readOrderHistory,
  cancelOrder,
  listAttention,
  repairOrder,
  trackOrder,
  trackingPage,
  ...acts,
  ...guestActs,
  ...deskOperations,
  ...pageOperations,
  ...ownOperations,
]
