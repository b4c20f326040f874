import * as z from 'zod/mini'
import { orderLine, promise, shippingChoice, taxLine } from '#contexts/orders/contract/types.ts'
import { country, locale, time } from '#shared/http/schemas.ts'
import { customerId, orderId, promotionId, quoteId } from '#shared/ids.ts'
import { currency, price } from '#shared/money.ts'
import { discount } from './discounts.ts'
import { exchangeRate } from './exchange-rate.ts'
import { taxedPlace } from './taxed-places.ts'

/** What an order costs with one shipping option; `taxLines` are the tax per rate of all of it, shipping included. */
export const quotedOption = z.strictObject({
  ...shippingChoice.shape,
  /** After its discounts. */
  price,
  tax: price,
  /** What the order costs with it. */
  total: price,
  promise,
  /** By when the goods must leave to keep the promise. */
  leavesBy: z.optional(time),
  taxLines: z.array(taxLine),
  discounts: z.optional(z.array(discount)),
})

/**
 * The facts that a quote seals: orders believes them as they are and looks up no other price.
 * Lines hold their tax; `totals.tax` of an order is that of the lines and the chosen option together.
 */
export const sealedQuote = z.strictObject({
  id: quoteId,
  /** The id that its order will have, where stock is held for it. */
  orderId: z.optional(orderId),
  lines: z.array(orderLine),
  subtotal: price,
  /** Off the lines, all together. */
  discount: price,
  discounts: z.optional(z.array(discount)),
  /** Of the promotions those whose uses are limited: they are asked for when the order is worked on. */
  counted: z.optional(z.array(promotionId)),
  destination: z.strictObject({
    country,
    region: z.optional(z.string()),
    postalCode: z.optional(z.string()),
    city: z.optional(z.string()),
  }),
  /** Where in its country its taxes hold; absent: everywhere. */
  taxedPlaces: z.optional(z.array(taxedPlace)),
  /** Who alone may order it, as its prices depend on who they are; absent: anybody. */
  customerId: z.optional(customerId),
  /** The buyer's tax number, as it is kept. */
  taxId: z.optional(z.string()),
  currency,
  locale,
  /** Where prices were converted: the order keeps it. */
  exchangeRate: z.optional(exchangeRate),
  options: z.array(quotedOption),
  expiresAt: time,
})
export type SealedQuote = z.infer<typeof sealedQuote>
