import * as z from 'zod/mini'
import { promise, shippingChoice, taxLine } from '#contexts/orders/contract/types.ts'
import { country, locale, text, time } from '#shared/http/schemas.ts'
import { quoteId, sku } from '#shared/ids.ts'
import { currency, price } from '#shared/money.ts'
import { codeAnswer, discount, lineDiscount } from './discounts.ts'
import { exchangeRate } from './exchange-rate.ts'
import { finalStep } from './final-step.ts'

/** What the buyer asks the price of. */
export const quoteRequest = z.strictObject({
  lines: z
    .array(z.strictObject({ sku, quantity: z.int().check(z.minimum(1), z.maximum(100_000)) }))
    .check(z.minLength(1), z.maxLength(200)),
  destination: z.strictObject({
    country,
    region: z.optional(text(100)),
    postalCode: z.optional(text(20)),
    city: z.optional(text(100)),
  }),
  currency,
  locale,
  /** Codes of promotions, in any case. */
  codes: z.optional(z.array(text(64)).check(z.maxLength(10))),
  /** The tax number of a business, such as `DE136695976`: its form is checked, and it stands on the invoice. */
  taxId: z.optional(text(30)),
})
export type QuoteRequest = z.infer<typeof quoteRequest>

/**
 * What an order of these lines costs now. Money is in minor units.
 *
 * Where prices are shown with their tax (Japan, China, the EU, the United Kingdom), `tax` is the part of
 * `subtotal` and `price` that is tax, and `total` adds nothing for it. Elsewhere tax comes on top.
 * In both, a line's `total` is what the buyer pays for it, and an option's `total` is what the whole
 * order costs with it. An option's `tax` is what shipping adds to the tax of the lines. Promotions come off
 * before tax: `subtotal` is without them, `total` and `tax` are of what is left.
 */
export const quoteAnswer = z.strictObject({
  id: quoteId,
  lines: z.array(
    z.strictObject({
      sku,
      name: z.string(),
      /** `physical` goods are sent: their order needs an address. */
      kind: z.enum(['physical', 'digital']),
      quantity: z.int(),
      unitPrice: price,
      subtotal: price,
      /** What promotions take off it, all together and one by one. */
      discount: price,
      discounts: z.array(lineDiscount),
      tax: price,
      total: price,
      /** `not_enough`: an order of it would be rejected as `out_of_stock`, as far as is known now. */
      availability: z.enum(['in_stock', 'low', 'not_enough']),
      /** How many there are, where that is not enough for all lines of the SKU. */
      available: z.optional(z.int()),
    }),
  ),
  totals: z.strictObject({ subtotal: price, discount: price, tax: price }),
  shippingOptions: z.array(
    z.strictObject({
      ...shippingChoice.shape,
      /** After its discounts. */
      price,
      tax: price,
      total: price,
      promise,
      discounts: z.array(discount),
    }),
  ),
  /** The tax of the lines per rate; `base` is the amount as it is priced. */
  taxLines: z.array(taxLine),
  /** What promotions take off the lines, one by one. */
  discounts: z.array(discount),
  /** What became of each code that was sent. */
  codes: z.array(codeAnswer),
  /** The rate by which prices were converted that are not set in the currency; absent where all are. */
  exchangeRate: z.optional(exchangeRate),
  expiresAt: time,
  /** What has to be shown before the last button. */
  finalStep,
  /** The same facts, sealed: `POST /orders` takes it as it is. */
  quote: z.string(),
})
export type QuoteAnswer = z.infer<typeof quoteAnswer>
