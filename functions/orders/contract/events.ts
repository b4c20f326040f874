import * as z from 'zod/mini'
import { customer, postalAddress } from '#shared/address.ts'
import { defineEvent } from '#shared/events.ts'
import { country, locale, time } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, orderId, shipmentId, sku } from '#shared/ids.ts'
import { currency, price } from '#shared/money.ts'
import {
  allocation,
  orderLine,
  orderTotals,
  promise,
  REJECTION_CODES,
  shippingChoice,
  shortage,
  taxLine,
} from './types.ts'

/** What every event of an order says of it; times are told to its customer in the zone of `country`. */
const about = { orderId, number: z.string(), locale, country: z.optional(country) }

/** Who to write to. */
const contact = z.strictObject({ customer })

export const orderPlaced = defineEvent({
  type: 'order.placed',
  source: 'orders',
  data: z.strictObject({
    ...about,
    run: z.int(),
    total: price,
    currency,
    lines: z.array(z.strictObject({ sku, quantity: z.int() })),
    destination: z.strictObject({ country }),
    payment: z.strictObject({ kind: z.enum(['card']), paymentMethodId: z.string() }),
  }),
})

export const orderPaymentRequired = defineEvent({
  type: 'order.payment_required',
  source: 'orders',
  data: z.strictObject({
    ...about,
    total: price,
    /** `three_d_secure`: the payer must confirm; `pay_again`: the method was declined. */
    action: z.enum(['three_d_secure', 'pay_again']),
    deadline: time,
  }),
  personal: contact,
})

export const orderConfirmed = defineEvent({
  type: 'order.confirmed',
  source: 'orders',
  data: z.strictObject({
    ...about,
    placedAt: time,
    lines: z.array(orderLine),
    totals: orderTotals,
    taxLines: z.array(taxLine),
    promise,
    shipping: shippingChoice,
    allocations: z.array(allocation),
  }),
  personal: z.strictObject({ customer, shippingAddress: z.optional(postalAddress) }),
})

export const orderProcessing = defineEvent({
  type: 'order.processing',
  source: 'orders',
  data: z.strictObject({ ...about, fulfillmentOrders: z.int() }),
})

/** What left with one hand-over. */
const handedOver = z.strictObject({
  ...about,
  fulfillmentOrderId,
  shipments: z.array(
    z.strictObject({ shipmentId, carrier: z.string(), service: z.string(), trackingNumber: z.string() }),
  ),
  lines: z.array(z.strictObject({ sku, name: z.string(), quantity: z.int() })),
  promise,
})

export const orderPartiallyShipped = defineEvent({
  type: 'order.partially_shipped',
  source: 'orders',
  data: handedOver,
  personal: contact,
})
export const orderShipped = defineEvent({
  type: 'order.shipped',
  source: 'orders',
  data: handedOver,
  personal: contact,
})

export const orderDelivered = defineEvent({
  type: 'order.delivered',
  source: 'orders',
  data: z.strictObject({ ...about, deliveredAt: time }),
})

/** The customer's "delivered, with the receipt". */
export const orderCompleted = defineEvent({
  type: 'order.completed',
  source: 'orders',
  data: z.strictObject({
    ...about,
    deliveredAt: time,
    lines: z.array(orderLine),
    totals: orderTotals,
    taxLines: z.array(taxLine),
    captured: price,
  }),
  personal: contact,
})

/** Compensation has begun: what was reserved, authorized or planned is undone. */
export const orderRejecting = defineEvent({
  type: 'order.rejecting',
  source: 'orders',
  data: z.strictObject({ ...about, code: z.enum(REJECTION_CODES), lines: z.optional(z.array(shortage)) }),
})
export const orderRejected = defineEvent({
  type: 'order.rejected',
  source: 'orders',
  data: z.strictObject({
    ...about,
    code: z.enum(REJECTION_CODES),
    lines: z.optional(z.array(z.strictObject({ ...shortage.shape, name: z.string() }))),
  }),
  personal: contact,
})
export const orderCancelling = defineEvent({
  type: 'order.cancelling',
  source: 'orders',
  data: z.strictObject({ ...about, reason: z.string() }),
})
export const orderCancelled = defineEvent({
  type: 'order.cancelled',
  source: 'orders',
  data: z.strictObject({ ...about, reason: z.string() }),
  personal: contact,
})

/** The order was put on the attention list. */
export const orderNeedsAttention = defineEvent({
  type: 'order.needs_attention',
  source: 'orders',
  data: z.strictObject({ ...about, reason: z.string() }),
})
/** The order was taken off the attention list. */
export const orderAttentionSettled = defineEvent({
  type: 'order.attention_settled',
  source: 'orders',
  data: z.strictObject({ ...about, reason: z.string() }),
})
/** A new run of the workflow was asked for. */
export const orderRestarted = defineEvent({
  type: 'order.restarted',
  source: 'orders',
  data: z.strictObject({ ...about, run: z.int(), reason: z.string() }),
})
/** Goods may leave: no cancellation can win any more. */
export const orderHandOverClaimed = defineEvent({
  type: 'order.hand_over_claimed',
  source: 'orders',
  data: z.strictObject({ ...about, fulfillmentOrderId }),
})
