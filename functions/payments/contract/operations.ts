import * as z from 'zod/mini'
import { text, time } from '#shared/http/schemas.ts'
import { giftCardId, orderId } from '#shared/ids.ts'
import { money, price } from '#shared/money.ts'
import { defineOperation } from '#shared/operation.ts'
import { dispute, PAYMENT_KINDS, paymentStatus, riskLevel } from './types.ts'
import { walletOperations } from './wallet-operations.ts'

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

/** Money that came, or was given back, outside of a gateway. */
export const transactionResource = z.strictObject({
  transactionId: z.string(),
  direction: z.enum(['received', 'returned']),
  amount: money,
  at: time,
  /** What was noted with it, or why it was returned. */
  note: z.optional(z.string()),
})
export type TransactionResource = z.infer<typeof transactionResource>

export const paymentResource = z.strictObject({
  orderId,
  version: z.int(),
  status: paymentStatus,
  /** Absent: nothing was chosen yet. */
  kind: z.optional(z.enum(PAYMENT_KINDS)),
  /** Of kind `delayed`: what the payer names at the store or on the transfer. */
  reference: z.optional(z.string()),
  authorized: price,
  captured: price,
  /** The part of the amounts above that is of gift cards; a card pays the rest. */
  giftCards: z.optional(
    z.strictObject({
      /** In the order in which they pay, and are given back to. */
      cards: z.array(z.strictObject({ giftCardId, held: price })),
      captured: price,
      refunded: price,
    }),
  ),
  /** What is still held after a part was captured. */
  held: z.optional(price),
  refunded: price,
  /** What can still be given back. */
  refundable: price,
  /** What came outside of a gateway, all told. */
  received: z.optional(price),
  /** What of it has paid for nothing, and is to be given back, or waits for the rest. */
  unapplied: z.optional(price),
  authorizedAt: z.optional(time),
  captureBefore: z.optional(time),
  /** The payer agreed that the authorization is renewed with the same card. */
  renewable: z.boolean(),
  gatewayCode: z.optional(z.string()),
  riskLevel: z.optional(riskLevel),
  dispute: z.optional(dispute),
  refunds: z.array(refundResource),
  transactions: z.array(transactionResource),
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

const movedMoney = z.strictObject({
  amount: z.int().check(z.minimum(1), z.maximum(1_000_000_000_000)),
  currency: money.shape.currency,
})

/** What the bank or the store calls it: it is recorded once under this name. */
const transactionId = text(100)

export const recordReceivedPayment = defineOperation({
  id: 'recordReceivedPayment',
  context: 'payments',
  method: 'POST',
  path: '/v1/orders/{orderId}/payments/received',
  summary: 'Record money that came for an order outside of the gateway',
  access: 'payments:write',
  params,
  body: z.strictObject({
    amount: movedMoney,
    transactionId,
    /** Now, where it is left out. */
    receivedAt: z.optional(time),
    note: z.optional(text(500)),
  }),
  answer: paymentResource,
  idempotent: true,
  refusals: ['not_found', 'not_payable', 'conflict', 'impossible', 'idempotency_key_reused'],
})

export const recordReceivedByReference = defineOperation({
  id: 'recordReceivedByReference',
  context: 'payments',
  method: 'POST',
  path: '/v1/payments/received',
  summary: 'Record money that a bank or a store took for a reference',
  access: 'payments:write',
  body: z.strictObject({
    /** Ten digits, the last of which is a check digit. */
    reference: z.string().check(z.regex(/^\d{10}$/)),
    amount: movedMoney,
    transactionId,
    receivedAt: z.optional(time),
  }),
  answer: paymentResource,
  idempotent: true,
  refusals: ['not_found', 'conflict', 'impossible', 'idempotency_key_reused'],
})

export const recordReturnedPayment = defineOperation({
  id: 'recordReturnedPayment',
  context: 'payments',
  method: 'POST',
  path: '/v1/orders/{orderId}/payments/returned',
  summary: 'Record money that was given back by hand, outside of the gateway',
  access: 'payments:write',
  params,
  body: z.strictObject({ amount: movedMoney, transactionId, reason: text(500) }),
  answer: paymentResource,
  idempotent: true,
  refusals: ['not_found', 'not_refundable', 'conflict', 'impossible', 'idempotency_key_reused'],
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

export const operations = [
  getPayment,
  recordReceivedPayment,
  recordReceivedByReference,
  recordReturnedPayment,
  receiveStripeWebhook,
  ...walletOperations,
]
