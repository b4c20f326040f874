import * as z from 'zod/mini'
import { lineDiscount } from '#contexts/checkout/contract/discounts.ts'
import { date } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, locationId, sku } from '#shared/ids.ts'
import { price } from '#shared/money.ts'

export const ORDER_STATUSES = [
  'placed',
  'payment_required',
  'confirmed',
  'processing',
  'partially_shipped',
  'shipped',
  'delivered',
  'completed',
  'rejecting',
  'rejected',
  'cancelling',
  'cancelled',
  'returned',
] as const
export const orderStatus = z.enum(ORDER_STATUSES)
export type OrderStatus = z.infer<typeof orderStatus>

export const FULFILLMENT_STATUSES = [
  'unfulfilled',
  'in_progress',
  'partially_shipped',
  'shipped',
  'partially_delivered',
  'delivered',
  'returned_to_sender',
  'lost',
  'cancelled',
] as const
export const fulfillmentStatus = z.enum(FULFILLMENT_STATUSES)
export type FulfillmentStatus = z.infer<typeof fulfillmentStatus>

export const REJECTION_CODES = [
  'out_of_stock',
  'payment_declined',
  'payment_abandoned',
  'undeliverable',
  'review_declined',
  'promotion_used_up',
] as const

/** A line as it was quoted: what the customer pays for it, tax and discount apportioned. */
export const orderLine = z.strictObject({
  lineId: z.string(),
  sku,
  name: z.string(),
  quantity: z.int().check(z.minimum(1)),
  unitPrice: price,
  /** Without its discount. */
  subtotal: price,
  /** What promotions take off the subtotal, all together and one by one; absent: nothing. */
  discount: z.optional(price),
  discounts: z.optional(z.array(lineDiscount)),
  tax: price,
  total: price,
  kind: z.enum(['physical', 'digital']),
  /** Each unit is a gift card of the unit price, issued and mailed when the order is completed. */
  giftCard: z.optional(z.literal(true)),
  /**
   * The tax that is in it, or comes on top: a decimal text such as `0.1`, and its name in the order's language. Where
   * several are levied it is their rates together, and `taxes` has each.
   */
  taxRate: z.optional(z.string()),
  taxName: z.optional(z.string()),
  /** Each tax of `tax`, where there is more than one. */
  taxes: z.optional(z.array(z.strictObject({ name: z.string(), rate: z.string(), amount: price }))),
})
export type OrderLine = z.infer<typeof orderLine>

/** A promotion by its name in the order's language, and what it takes off. */
export const namedDiscount = z.strictObject({ name: z.string(), amount: price })
export type NamedDiscount = z.infer<typeof namedDiscount>

export const orderTotals = z.strictObject({
  subtotal: price,
  discount: price,
  shipping: price,
  tax: price,
  total: price,
})
export type OrderTotals = z.infer<typeof orderTotals>

/**
 * One tax, for receipts: `rate` is a decimal text such as `0.1`, `base` the amount as it is priced. Where several
 * taxes are levied on the same goods each is a line, and their bases overlap.
 */
export const taxLine = z.strictObject({
  name: z.string(),
  rate: z.string(),
  base: price,
  amount: price,
  /** The rate is of the price with the tax in it, as in Brazil; absent: of the amount without the tax. */
  rateOf: z.optional(z.literal('price')),
})

export const promise = z.strictObject({ earliest: date, latest: date })
export type Promised = z.infer<typeof promise>

/** The shipping option that was chosen. */
export const shippingChoice = z.strictObject({
  id: z.string(),
  level: z.enum(['standard', 'express', 'same_day', 'digital']),
  carrier: z.string(),
  service: z.string(),
})
export type ShippingChoice = z.infer<typeof shippingChoice>

/** What one stock location sends of an order. */
export const allocation = z.strictObject({
  locationId,
  lines: z.array(z.strictObject({ sku, quantity: z.int().check(z.minimum(1)) })),
})
export type Allocation = z.infer<typeof allocation>

/** What one fulfillment order no longer sends; events of an earlier release name its location alone. */
export const releasedAllocation = z.strictObject({
  ...allocation.shape,
  fulfillmentOrderId: z.optional(fulfillmentOrderId),
})
export type ReleasedAllocation = z.infer<typeof releasedAllocation>

/** Units of one SKU. */
export const quantityOf = z.strictObject({ sku, quantity: z.int().check(z.minimum(1)) })
export type QuantityOf = z.infer<typeof quantityOf>

/** Units of one SKU, as its customer knows it. */
export const namedQuantity = z.strictObject({ sku, name: z.string(), quantity: z.int().check(z.minimum(1)) })

export const HOLD_REASONS = ['amount', 'velocity', 'risk', 'address', 'payment', 'dispute', 'staff'] as const
/** Why an order is held: for staff; its customer hears a neutral word. */
export const holdReason = z.enum(HOLD_REASONS)
export type HoldReason = z.infer<typeof holdReason>

export const HELD_STEPS = ['confirm', 'hand_over'] as const

export const shortage = z.strictObject({ sku, requested: z.int(), available: z.int() })
export type Shortage = z.infer<typeof shortage>
