import * as z from 'zod/mini'
import { text, time } from '#shared/http/schemas.ts'
import { orderId } from '#shared/ids.ts'
import { money, price } from '#shared/money.ts'
import { defineOperation } from '#shared/operation.ts'
import { paymentStatus } from './types.ts'

const params = z.strictObject({ orderId })

export const refundResource = z.strictObject({
  id: z.string(),
  orderId,
  amount: money,
  /** `pending`: the bank takes its time; `failed`: it came back, and can be refunded again. */
  status: z.enum(['pending', 'succeeded', 'failed']),
  reason: z.optional(z.string()),
  createdAt: time,
})
export type RefundResource = z.infer<typeof refundResource>

export const paymentResource = z.strictObject({
  orderId,
  version: z.int(),
  status: paymentStatus,
  authorized: price,
  captured: price,
  refunded: price,
  /** What can still be given back. */
  refundable: price,
  authorizedAt: z.optional(time),
  captureBefore: z.optional(time),
  gatewayCode: z.optional(z.string()),
  refunds: z.array(refundResource),
  availableActions: z.array(z.enum(['refund'])),
})
export type PaymentResource = z.infer<typeof paymentResource>

export const getPayment = defineOperation({
  id: 'getPayment',
  context: 'payments',
  method: 'GET',
  path: '/v1/orders/{orderId}/payment',
  summary: "Read an order's payment: what was held, taken and given back",
  access: 'payments:read',
  params,
  answer: paymentResource,
  refusals: ['not_found'],
})

/** Money, or a bare number of minor units of the order's currency. */
const refundAmount = z.union([
  z.strictObject({ amount: z.int().check(z.minimum(1)), currency: money.shape.currency }),
  z.int().check(z.minimum(1)),
])

export const refundPayment = defineOperation({
  id: 'refundPayment',
  context: 'payments',
  method: 'POST',
  path: '/v1/orders/{orderId}/refunds',
  summary: 'Give captured money back: an amount, or all that is left',
  access: 'payments:write',
  params,
  body: z.strictObject({
    amount: z.optional(refundAmount),
    lines: z.optional(
      z
        .array(z.strictObject({ sku: text(64), quantity: z.int().check(z.minimum(1)) }))
        .check(z.minLength(1), z.maxLength(200)),
    ),
    reason: text(500),
  }),
  answer: refundResource,
  status: 201,
  idempotent: true,
  refusals: ['not_found', 'not_refundable', 'impossible', 'idempotency_key_reused', 'precondition_failed'],
})

export const receiveStripeWebhook = defineOperation({
  id: 'receiveStripeWebhook',
  context: 'payments',
  servedBy: 'webhook',
  method: 'POST',
  path: '/v1/webhooks/stripe',
  summary: 'Take in an event of Stripe',
  access: 'public',
  rawBody: true,
  answer: z.strictObject({}),
  refusals: ['bad_signature', 'malformed'],
})

export const operations = [getPayment, refundPayment, receiveStripeWebhook]
