import * as z from 'zod/mini'
import { customerPaymentChoice } from '#contexts/payments/contract/types.ts'
import { customer, postalAddress } from '#shared/address.ts'
import { date, listOf, locale, pageQuery, text, time } from '#shared/http/schemas.ts'
import { orderId, sku } from '#shared/ids.ts'
import { currency, price } from '#shared/money.ts'
import { defineOperation } from '#shared/operation.ts'
import { PAY_REFUSALS } from './act-operations.ts'
import { orderView } from './order-view.ts'
import { ownOrderView, placeOwnOrder } from './place-own-order.ts'
import { namedQuantity, orderStatus, quantityOf } from './types.ts'

/** A customer's own: no path names whose, and the order of somebody else is a missing one. */
const own = { context: 'orders', servedBy: 'own', access: 'customer' } as const
const byOrder = z.strictObject({ orderId })

/** With whom it was ordered for; absent once they are erased. */
export const wholeOwnOrder = z.extend(ownOrderView, {
  customer: z.optional(customer),
  shippingAddress: z.optional(postalAddress),
  billingAddress: z.optional(postalAddress),
})
export type WholeOwnOrder = z.infer<typeof wholeOwnOrder>

/** An order in the list of its customer. */
export const ownOrderSummary = z.strictObject({
  id: orderId,
  number: z.string(),
  status: orderStatus,
  paymentStatus: orderView.shape.paymentStatus,
  fulfillmentStatus: orderView.shape.fulfillmentStatus,
  total: price,
  lines: z.array(namedQuantity),
  placedAt: time,
})
export type OwnOrderSummary = z.infer<typeof ownOrderSummary>

export const listOwnOrders = defineOperation({
  ...own,
  id: 'listOwnOrders',
  method: 'GET',
  path: '/v1/me/orders',
  summary:
    "A customer's orders, the newest first; `q` finds by number, SKU or the name of goods. A page may be short and have a next",
  query: z.strictObject({
    ...pageQuery,
    status: z.optional(orderStatus),
    /** `true`: those that are under way; `false`: those that have ended. */
    open: z.optional(z.enum(['true', 'false'])),
    /** Of `placedAt`, in UTC, both included. */
    from: z.optional(date),
    to: z.optional(date),
    q: z.optional(text(200)),
  }),
  answer: listOf(ownOrderSummary),
})

export const readOwnOrder = defineOperation({
  ...own,
  id: 'readOwnOrder',
  method: 'GET',
  path: '/v1/me/orders/{orderId}',
  summary: "Read one of one's own orders",
  params: byOrder,
  answer: wholeOwnOrder,
  refusals: ['not_found'],
})

const act = (path: string) =>
  ({ ...own, method: 'POST', path: `/v1/me/orders/{orderId}/${path}`, params: byOrder }) as const
const lines = z.optional(z.array(quantityOf).check(z.minLength(1), z.maxLength(200)))

export const cancelOwnOrder = defineOperation({
  ...act('cancel'),
  id: 'cancelOwnOrder',
  summary: "Cancel one's own order, or lines of it, until they are handed over",
  idempotent: 'optional',
  body: z.strictObject({
    reason: text(500),
    /** Only these; absent: the whole order. */
    lines,
  }),
  answer: ownOrderView,
  refusals: ['not_found', 'not_cancellable', 'unknown_sku', 'idempotency_key_reused', 'precondition_failed'],
})

export const payOwnOrder = defineOperation({
  ...act('payments'),
  id: 'payOwnOrder',
  summary: "Try another way to pay for one's own order; answers once it was tried",
  idempotent: true,
  body: z.strictObject({ payment: customerPaymentChoice }),
  answer: ownOrderView,
  refusals: PAY_REFUSALS,
})

export const correctOwnAddress = defineOperation({
  ...act('address'),
  id: 'correctOwnAddress',
  summary: "Correct the shipping address of one's own order, until a label is made",
  body: z.strictObject({ shippingAddress: postalAddress }),
  answer: ownOrderView,
  refusals: ['not_found', 'conflict', 'address_invalid', 'quote_needed', 'label_exists'],
})

export const withdrawOwnOrder = defineOperation({
  ...act('withdrawal'),
  id: 'withdrawOwnOrder',
  summary: "Withdraw from the contract of one's own order; the answer and a mail say when it was received",
  body: z.strictObject({ lines }),
  answer: z.strictObject({ number: z.string(), withdrawnAt: time }),
  refusals: ['not_found', 'impossible', 'unknown_sku', 'not_withdrawable'],
})

export const reorder = defineOperation({
  ...act('reorder'),
  id: 'reorder',
  summary: 'What to ask a quote, or a cart, for to have the goods of an order again',
  answer: z.strictObject({
    lines: z.array(z.strictObject({ sku, quantity: z.int() })),
    destination: z.strictObject({
      country: postalAddress.shape.country,
      region: z.optional(z.string()),
      postalCode: z.optional(z.string()),
      city: z.optional(z.string()),
    }),
    currency,
    locale,
  }),
  refusals: ['not_found'],
})

export const ownOperations = [
  placeOwnOrder,
  listOwnOrders,
  readOwnOrder,
  cancelOwnOrder,
  payOwnOrder,
  correctOwnAddress,
  withdrawOwnOrder,
  reorder,
]
