import * as z from 'zod/mini'
import { discount } from '#contexts/checkout/contract/discounts.ts'
import { PAYMENT_KINDS, paymentWish } from '#contexts/payments/contract/types.ts'
import { customer, postalAddress } from '#shared/address.ts'
import { defineEvent } from '#shared/events.ts'
import { country, time } from '#shared/http/schemas.ts'
import { customerId, fulfillmentOrderId, quoteId, shipmentId, sku } from '#shared/ids.ts'
import { currency, price } from '#shared/money.ts'
import { about } from './about-order.ts'
import {
  allocation,
  holdReason,
  namedDiscount,
  namedQuantity,
  orderLine,
  orderTotals,
  promise,
  quantityOf,
  REJECTION_CODES,
  releasedAllocation,
  shippingChoice,
  shortage,
  taxLine,
} from './types.ts'

export * from './desk-events.ts'

/** Who to write to. */
const contact = z.strictObject({ customer })

export const orderPlaced = defineEvent({
  type: 'order.placed',
  source: 'orders',
  data: z.strictObject({
    ...about,
    /** Who placed it, signed in; absent: a guest, or staff. */
    customerId: z.optional(customerId),
    run: z.int(),
    total: price,
    currency,
    lines: z.array(z.strictObject({ sku, quantity: z.int() })),
    destination: z.strictObject({ country }),
    payment: paymentWish,
    /** The quote that it was made of; absent where it came from elsewhere. */
    quoteId: z.optional(quoteId),
  }),
})

/** A guest's order is a customer's from now on: it was placed with their confirmed address. */
export const orderClaimed = defineEvent({
  type: 'order.claimed',
  source: 'orders',
  data: z.strictObject({ ...about, customerId }),
})

const payment = z.strictObject({
  ...about,
  total: price,
  /**
   * `three_d_secure`: the payer must confirm; `pay_again`: the method was declined, or ends too early, and
   * another is wanted; `choose`: none was chosen yet; `pay_by_reference`: at a store or by transfer.
   */
  action: z.enum(['three_d_secure', 'pay_again', 'choose', 'pay_by_reference']),
  method: z.optional(z.enum(['store', 'bank_transfer'])),
  reference: z.optional(z.string()),
  deadline: time,
})
export const orderPaymentRequired = defineEvent({
  type: 'order.payment_required',
  source: 'orders',
  data: payment,
  personal: contact,
})
/** The payer's deadline is near, and nothing came yet. */
export const orderPaymentReminder = defineEvent({
  type: 'order.payment_reminder',
  source: 'orders',
  data: payment,
  personal: contact,
})
/** Another way to pay was chosen, by the payer or by staff. */
export const orderPaymentChosen = defineEvent({
  type: 'order.payment_chosen',
  source: 'orders',
  data: z.strictObject({ ...about, kind: z.enum(PAYMENT_KINDS) }),
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
    /** What promotions took off the lines and the shipping; absent: nothing. */
    discounts: z.optional(z.array(discount)),
    promise,
    shipping: shippingChoice,
    allocations: z.array(allocation),
    /** Absent: `card`. */
    paymentKind: z.optional(z.enum(PAYMENT_KINDS)),
    /** No work begins before: time for the customer to change their mind. */
    releaseAt: z.optional(time),
  }),
  personal: z.strictObject({
    customer,
    shippingAddress: z.optional(postalAddress),
    /** Of a business, for its invoice. */
    taxId: z.optional(z.string()),
  }),
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
    discounts: z.optional(z.array(discount)),
    captured: price,
    paymentKind: z.optional(z.enum(PAYMENT_KINDS)),
    /** What was cancelled on the way, and so was not charged. */
    cancelled: z.optional(z.array(namedQuantity)),
    /** What was to be paid in the end, where it is not the total. */
    due: z.optional(price),
  }),
  personal: contact,
})

/** Compensation has begun: what was reserved, authorized or planned is undone. */
export const orderRejecting = defineEvent({
  type: 'order.rejecting',
  source: 'orders',
  data: z.strictObject({
    ...about,
    code: z.enum(REJECTION_CODES),
    lines: z.optional(z.array(shortage)),
    /** What staff wrote to it; never told to the customer. */
    note: z.optional(z.string()),
  }),
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

/** +1 with each change of what locations send; a fulfillment order that has not heard of it may not leave. */
const change = z.int()

/** Some of the order will not be sent, and is not charged. */
export const orderLinesCancelled = defineEvent({
  type: 'order.lines_cancelled',
  source: 'orders',
  data: z.strictObject({
    ...about,
    change,
    cause: z.enum(['customer', 'staff', 'short_pick']),
    reason: z.string(),
    lines: z.array(namedQuantity),
    /** What each fulfillment order no longer sends. Empty after a short pick, whose units were taken off the books. */
    released: z.array(releasedAllocation),
    /** After a short pick: who lacked them, and goes on without. */
    fulfillmentOrderId: z.optional(fulfillmentOrderId),
    /** After a short pick: what is sent by nobody. `lines` is what of it was still charged. */
    lacking: z.optional(z.array(quantityOf)),
    /** What is to be paid for the order now. */
    due: price,
    /** Nothing is left of an order that was sent: `order.returned` follows. */
    endsOrder: z.optional(z.literal(true)),
  }),
  personal: contact,
})

/** Other locations send what one could not find, or what is sent once more; it is reserved already. */
export const orderReallocated = defineEvent({
  type: 'order.reallocated',
  source: 'orders',
  data: z.strictObject({
    ...about,
    change,
    /** Tells this allocation from others of the same location. */
    key: z.string(),
    reason: z.enum(['short_pick', 'reship']),
    /** What a short-picked fulfillment order no longer looks for: it goes on with what it has. */
    given: z.array(z.strictObject({ fulfillmentOrderId, lines: z.array(quantityOf) })),
    /** What is to be sent anew, by whom. */
    allocations: z.array(allocation),
    lines: z.array(namedQuantity),
    shipping: shippingChoice,
    promise,
  }),
})

/** Stock that was reserved for a change which did not come about, or not for all of it: nobody will send it. */
export const orderStockSpared = defineEvent({
  type: 'order.stock_spared',
  source: 'orders',
  data: z.strictObject({
    ...about,
    /** Of the change that it was reserved for. */
    key: z.string(),
    released: z.array(allocation),
  }),
})

/** The parcels go to another address of the same price and tax. */
export const orderAddressCorrected = defineEvent({
  type: 'order.address_corrected',
  source: 'orders',
  data: z.strictObject(about),
  personal: z.strictObject({ customer, shippingAddress: postalAddress, taxId: z.optional(z.string()) }),
})

/** `reason` is for staff alone. */
export const orderHeld = defineEvent({
  type: 'order.held',
  source: 'orders',
  data: z.strictObject({
    ...about,
    holdId: z.string(),
    reason: holdReason,
    /** Why, in the words of who held it: for staff, never for the customer. */
    note: z.optional(z.string()),
    deadline: time,
  }),
  personal: contact,
})
export const orderHoldReleased = defineEvent({
  type: 'order.hold_released',
  source: 'orders',
  data: z.strictObject({ ...about, holdId: z.string(), reason: z.string() }),
})

/** The order will come later than it was promised. */
export const orderDelayed = defineEvent({
  type: 'order.delayed',
  source: 'orders',
  data: z.strictObject({ ...about, promised: promise, promise }),
  personal: contact,
})

/** Money was given back: its credit note, line by line. */
export const orderRefunded = defineEvent({
  type: 'order.refunded',
  source: 'orders',
  data: z.strictObject({
    ...about,
    refundId: z.string(),
    amount: price,
    /** The part of `amount` that is tax, by rate, as it was charged. */
    taxLines: z.array(taxLine),
    lines: z.array(
      z.strictObject({
        ...namedQuantity.shape,
        amount: price,
        /** What promotions had taken off these units: it was not paid, and is not given back. */
        discounts: z.optional(z.array(namedDiscount)),
      }),
    ),
    /** The part of `amount` that was for shipping. */
    shipping: price,
    reason: z.string(),
  }),
  personal: contact,
})

/** The customer withdraws from the contract (Directive 2011/83/EU, article 11a); the acknowledgement says when. */
export const orderWithdrawn = defineEvent({
  type: 'order.withdrawn',
  source: 'orders',
  data: z.strictObject({ ...about, withdrawnAt: time, lines: z.array(namedQuantity) }),
  personal: contact,
})

/** The digital lines may be downloaded until `expiresAt`. */
export const orderDigitalDelivered = defineEvent({
  type: 'order.digital_delivered',
  source: 'orders',
  data: z.strictObject({ ...about, lines: z.array(namedQuantity), expiresAt: time }),
  personal: contact,
})

/** The gift cards of an order are paid: each unit of a line is one of so much. */
export const orderGiftCardsBought = defineEvent({
  type: 'order.gift_cards_bought',
  source: 'orders',
  data: z.strictObject({
    ...about,
    lines: z.array(z.strictObject({ ...namedQuantity.shape, unitPrice: price })),
  }),
  personal: contact,
})

/** What staff decided of a parcel that was lost, damaged or sent back. */
export const orderParcelResolved = defineEvent({
  type: 'order.parcel_resolved',
  source: 'orders',
  data: z.strictObject({
    ...about,
    shipmentId,
    action: z.enum(['refund', 'reship', 'claim']),
    reason: z.string(),
  }),
})

/** All of it came back, or was lost and given back. */
export const orderReturned = defineEvent({
  type: 'order.returned',
  source: 'orders',
  data: z.strictObject({ ...about, reason: z.string() }),
  personal: contact,
})
