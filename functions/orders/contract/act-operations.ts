import * as z from 'zod/mini'
import { paymentChoice, staffPaymentChoice } from '#contexts/payments/contract/types.ts'
import { actor } from '#shared/actor.ts'
import { postalAddress } from '#shared/address.ts'
import { text, time } from '#shared/http/schemas.ts'
import { orderId, shipmentId, sku } from '#shared/ids.ts'
import { money, price } from '#shared/money.ts'
import { defineOperation } from '#shared/operation.ts'
import { orderView } from './order-view.ts'
import { PLACE_REFUSALS, placeOrderBody } from './place-order.ts'
import { HELD_STEPS, quantityOf } from './types.ts'

const byOrder = z.strictObject({ orderId })
const lines = z.array(quantityOf).check(z.minLength(1), z.maxLength(200))

/** What every act of staff on an order has in common. */
const act = (path: string) =>
  ({
    context: 'orders',
    servedBy: 'acts',
    method: 'POST',
    path: `/v1/orders/{orderId}/${path}`,
    params: byOrder,
    answer: orderView,
  }) as const

export const placeCustomerOrder = defineOperation({
  id: 'placeCustomerOrder',
  context: 'orders',
  servedBy: 'acts',
  method: 'POST',
  path: '/v1/customer-orders',
  summary: 'Place an order for a customer, who pays by a link in a mail: staff never see a card',
  access: 'orders:write',
  idempotent: true,
  body: z.strictObject({
    ...placeOrderBody.shape,
    /** `link`: the customer chooses how to pay. */
    payment: staffPaymentChoice,
  }),
  answer: orderView,
  status: 201,
  refusals: PLACE_REFUSALS,
})

export const paymentBody = z.strictObject({ payment: paymentChoice })
export const PAY_REFUSALS = [
  'not_found',
  'not_payable',
  'payment_pending',
  'payment_method_declined',
  'payment_kind_not_allowed',
  'gift_card_invalid',
  'idempotency_key_reused',
] as const

export const payOrder = defineOperation({
  ...act('payments'),
  id: 'payOrder',
  summary: 'Try another way to pay, while the payer is asked',
  access: 'payments:write',
  idempotent: true,
  body: paymentBody,
  refusals: PAY_REFUSALS,
})

export const captureOrder = defineOperation({
  ...act('captures'),
  id: 'captureOrder',
  summary: 'Take what is due of the payment now; the workflow does so by itself when its time has come',
  access: 'payments:write',
  idempotent: true,
  body: z.strictObject({ reason: text(500) }),
  refusals: ['not_found', 'not_capturable', 'idempotency_key_reused'],
})

export const holdOrder = defineOperation({
  ...act('holds'),
  id: 'holdOrder',
  summary: 'Hold an order, so that it is not confirmed, or nothing of it leaves',
  access: 'orders:write',
  body: z.strictObject({
    reason: text(500),
    blocks: z.optional(z.array(z.enum(HELD_STEPS)).check(z.minLength(1), z.maxLength(2))),
    deadline: z.optional(time),
  }),
  refusals: ['not_found', 'not_holdable', 'impossible'],
})

const byHold = z.strictObject({ orderId, holdId: z.string().check(z.maxLength(100)) })
const because = z.strictObject({ reason: text(500) })

export const releaseHold = defineOperation({
  ...act('holds/{holdId}/release'),
  id: 'releaseHold',
  summary: 'Release a hold: the order goes on',
  access: 'orders:write',
  params: byHold,
  body: because,
  refusals: ['not_found', 'hold_gone'],
})

export const declineHold = defineOperation({
  ...act('holds/{holdId}/decline'),
  id: 'declineHold',
  summary: 'Decide against an order that is held before its confirmation',
  access: 'orders:write',
  params: byHold,
  body: because,
  refusals: ['not_found', 'hold_gone', 'not_cancellable'],
})

export const correctAddress = defineOperation({
  ...act('address'),
  id: 'correctAddress',
  summary: 'Correct the shipping address, until a label is made',
  access: 'orders:write',
  body: z.strictObject({ shippingAddress: postalAddress }),
  refusals: ['not_found', 'conflict', 'address_invalid', 'quote_needed', 'label_exists'],
})

export const refundView = z.strictObject({
  id: z.string(),
  orderId,
  /** `awaiting_approval`: above the asker's limit; `failed`: the money came back, or never went. */
  status: z.enum(['awaiting_approval', 'pending', 'succeeded', 'failed', 'declined']),
  amount: price,
  lines: z.array(z.strictObject({ sku, quantity: z.int(), amount: price })),
  shipping: price,
  reason: z.string(),
  askedBy: actor,
  approvedBy: z.optional(actor),
  problem: z.optional(z.string()),
  createdAt: time,
})
export type RefundView = z.infer<typeof refundView>

/** Money, or a bare number of minor units of the order's currency. */
const refundAmount = z.union([
  z.strictObject({ amount: z.int().check(z.minimum(1)), currency: money.shape.currency }),
  z.int().check(z.minimum(1)),
])

export const refundOrder = defineOperation({
  ...act('refunds'),
  servedBy: 'refunds',
  id: 'refundOrder',
  summary: 'Give captured money back: the share of lines, of shipping, an amount, or all that is left',
  access: 'payments:write',
  idempotent: true,
  body: z.strictObject({
    lines: z.optional(lines),
    /** With lines or shipping: less than their share. */
    amount: z.optional(refundAmount),
    /** The shipping that was paid, too. */
    shipping: z.optional(z.boolean()),
    reason: text(500),
  }),
  answer: refundView,
  status: 201,
  refusals: [
    'not_found',
    'not_refundable',
    'unknown_sku',
    'impossible',
    'idempotency_key_reused',
    'precondition_failed',
  ],
})

export const listRefunds = defineOperation({
  ...act('refunds'),
  servedBy: 'refunds',
  method: 'GET',
  id: 'listRefunds',
  summary: 'The refunds of an order, oldest first',
  access: 'payments:read',
  answer: z.strictObject({ items: z.array(refundView), nextCursor: z.null() }),
  refusals: ['not_found'],
})

const byRefund = z.strictObject({ orderId, refundId: z.string().check(z.maxLength(100)) })

export const approveRefund = defineOperation({
  ...act('refunds/{refundId}/approve'),
  servedBy: 'refunds',
  id: 'approveRefund',
  summary: "Approve a refund above its asker's limit, as a second person",
  access: 'payments:write',
  params: byRefund,
  answer: refundView,
  refusals: ['not_found', 'not_refundable', 'self_approval', 'approval_needed'],
})

export const declineRefund = defineOperation({
  ...act('refunds/{refundId}/decline'),
  servedBy: 'refunds',
  id: 'declineRefund',
  summary: 'Decide against a refund that awaits approval',
  access: 'payments:write',
  params: byRefund,
  body: because,
  answer: refundView,
  refusals: ['not_found', 'not_refundable'],
})

export const resolveParcel = defineOperation({
  ...act('parcels/{shipmentId}/resolution'),
  id: 'resolveParcel',
  summary: 'Decide about a parcel that is lost, damaged or sent back: refund, reship or claim',
  access: 'orders:write',
  params: z.strictObject({ orderId, shipmentId }),
  body: z.strictObject({
    action: z.enum(['refund', 'reship', 'claim']),
    /** What of it is damaged; absent: all of the parcel. */
    lines: z.optional(lines),
    reason: text(500),
  }),
  refusals: [
    'not_found',
    'not_resolvable',
    'impossible',
    'not_enough_stock',
    'not_refundable',
    'approval_needed',
    'unknown_sku',
  ],
})

export const acts = [
  placeCustomerOrder,
  payOrder,
  captureOrder,
  holdOrder,
  releaseHold,
  declineHold,
  correctAddress,
  refundOrder,
  listRefunds,
  approveRefund,
  declineRefund,
  resolveParcel,
]
