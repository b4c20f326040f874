import * as z from 'zod/mini'
import { fulfillmentOrderStatus } from '#contexts/fulfillment/contract/events.ts'
import { paymentChoice, paymentStatus } from '#contexts/payments/contract/types.ts'
import { scan, shipmentStatus } from '#contexts/shipping/contract/events.ts'
import { actor } from '#shared/actor.ts'
import { customer, postalAddress } from '#shared/address.ts'
import { country, date, listOf, locale, pageQuery, text, time } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, locationId, orderId, shipmentId, sku } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { defineOperation } from '#shared/operation.ts'
import { pageOperations } from './page-operations.ts'
import {
  fulfillmentStatus,
  orderLine,
  orderStatus,
  orderTotals,
  promise,
  REJECTION_CODES,
  shortage,
} from './types.ts'

export const AVAILABLE_ACTIONS = ['cancel', 'repair'] as const

/** An order as clients read it: its statuses, and copies of what its warehouse and carriers report. */
export const orderView = z.strictObject({
  id: orderId,
  number: z.string(),
  status: orderStatus,
  paymentStatus,
  fulfillmentStatus,
  version: z.int(),
  currency,
  locale,
  lines: z.array(orderLine),
  totals: orderTotals,
  promise,
  holds: z.array(
    z.strictObject({
      id: z.string(),
      reason: z.string(),
      blocks: z.array(z.string()),
      deadline: time,
      placedBy: z.string(),
    }),
  ),
  rejection: z.optional(
    z.strictObject({
      code: z.enum(REJECTION_CODES),
      gatewayCode: z.optional(z.string()),
      lines: z.optional(z.array(shortage)),
    }),
  ),
  cancellation: z.optional(z.strictObject({ reason: z.string() })),
  nextAction: z.optional(
    z.strictObject({
      type: z.enum(['three_d_secure', 'pay_again']),
      clientSecret: z.optional(z.string()),
      url: z.optional(z.string()),
    }),
  ),
  availableActions: z.array(z.enum(AVAILABLE_ACTIONS)),
  fulfillmentOrders: z.array(
    z.strictObject({ id: fulfillmentOrderId, locationId, status: fulfillmentOrderStatus }),
  ),
  shipments: z.array(
    z.strictObject({
      id: shipmentId,
      fulfillmentOrderId,
      carrier: z.string(),
      service: z.string(),
      trackingNumber: z.string(),
      status: shipmentStatus,
      promise: z.optional(promise),
    }),
  ),
  attention: z.optional(z.strictObject({ reason: z.string(), since: time })),
  tracking: z.strictObject({ url: z.string(), token: z.string() }),
  placedAt: time,
})
export type OrderView = z.infer<typeof orderView>

/** The 201 alone carries the token by which a guest may act. */
export const placedOrderView = z.strictObject({ ...orderView.shape, orderToken: z.string() })

export const placeOrderBody = z.strictObject({
  quote: z.string().check(z.minLength(1), z.maxLength(200_000)),
  shippingOptionId: z.string().check(z.maxLength(200)),
  customer,
  shippingAddress: z.optional(postalAddress),
  billingAddress: z.optional(postalAddress),
  payment: paymentChoice,
})
export type PlaceOrderBody = z.infer<typeof placeOrderBody>

export const placeOrder = defineOperation({
  id: 'placeOrder',
  context: 'orders',
  servedBy: 'place-order',
  method: 'POST',
  path: '/v1/orders',
  summary:
    'Place an order from a quote. `Prefer: wait=N` (at most 20 s) answers when it is confirmed, rejected or needs the payer.',
  access: 'public',
  idempotent: true,
  body: placeOrderBody,
  answer: placedOrderView,
  status: 201,
  refusals: [
    'quote_invalid',
    'quote_expired',
    'quote_used',
    'unknown_shipping_option',
    'address_missing',
    'address_mismatch',
    'idempotency_key_reused',
    'conflict',
  ],
})

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

export const listOrders = defineOperation({
  id: 'listOrders',
  context: 'orders',
  method: 'GET',
  path: '/v1/orders',
  summary: 'List orders, the newest first, of one status or of all',
  access: 'orders:read',
  query: z.strictObject({ ...pageQuery, status: z.optional(orderStatus) }),
  answer: listOf(
    z.strictObject({
      id: orderId,
      number: z.string(),
      status: orderStatus,
      paymentStatus,
      fulfillmentStatus,
      version: z.int(),
      total: z.strictObject({ amount: z.int(), currency }),
      placedAt: time,
    }),
  ),
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

const cancelBody = z.strictObject({ reason: text(500) })

export const cancelOrder = defineOperation({
  id: 'cancelOrder',
  context: 'orders',
  method: 'POST',
  path: '/v1/orders/{orderId}/cancel',
  summary: 'Cancel a whole order, until its first parcel is handed over',
  access: 'orders:write',
  params: byOrder,
  body: cancelBody,
  answer: orderView,
  refusals: ['not_found', 'not_cancellable', 'precondition_failed'],
})

export const cancelGuestOrder = defineOperation({
  id: 'cancelGuestOrder',
  context: 'orders',
  method: 'POST',
  path: '/v1/guest-orders/{orderToken}/cancel',
  summary: 'Cancel an order by the token of its 201',
  access: 'public',
  params: z.strictObject({ orderToken: z.string().check(z.maxLength(200)) }),
  body: cancelBody,
  answer: orderView,
  refusals: ['not_found', 'not_cancellable'],
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
      actions: z.array(z.enum(['retry', 'skip', 'compensate'])),
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
  /** Where the customer withdraws from the contract, as long as that is possible. */
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
  listOrders,
  readOrder,
  readOrderHistory,
  cancelOrder,
  cancelGuestOrder,
  listAttention,
  repairOrder,
  trackOrder,
  trackingPage,
  ...pageOperations,
]
