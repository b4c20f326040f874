import * as z from 'zod/mini'
import type { orderConfirmed } from '#contexts/orders/contract/events.ts'
import { PAYMENT_KINDS } from '#contexts/payments/contract/types.ts'
import { customer, postalAddress } from '#shared/address.ts'
import type { EventOf } from '#shared/events.ts'
import { currency } from '#shared/money.ts'

const taxLine = z.object({
  name: z.string(),
  rate: z.string(),
  base: z.int(),
  amount: z.int(),
  rateOf: z.optional(z.literal('price')),
})

const line = z.object({
  sku: z.string(),
  name: z.string(),
  quantity: z.int(),
  unitPrice: z.int(),
  /** What promotions take off it; absent: nothing. */
  discount: z.optional(z.int()),
  /** The same by promotion. */
  discounts: z.optional(z.array(z.object({ promotionId: z.string(), amount: z.int() }))),
  tax: z.int(),
  total: z.int(),
  taxRate: z.optional(z.string()),
  /** Each tax, where there are several. */
  taxes: z.optional(z.array(z.object({ name: z.string(), rate: z.string(), amount: z.int() }))),
})
export type OrderFactsLine = z.infer<typeof line>

/** What papers need of an order; amounts in minor units of `currency`. */
export const orderFacts = z.object({
  number: z.string(),
  locale: z.string(),
  country: z.optional(z.string()),
  placedAt: z.string(),
  currency,
  lines: z.array(line),
  totals: z.object({
    subtotal: z.int(),
    discount: z.int(),
    shipping: z.int(),
    tax: z.int(),
    total: z.int(),
  }),
  taxLines: z.array(taxLine),
  /** What promotions took off, by name; absent: nothing. */
  discounts: z.optional(
    z.array(
      z.object({
        promotionId: z.string(),
        name: z.string(),
        target: z.enum(['lines', 'shipping']),
        amount: z.int(),
      }),
    ),
  ),
  paymentKind: z.enum(PAYMENT_KINDS),
})
export type OrderFacts = z.infer<typeof orderFacts>

/** Who buys, and where it goes. */
export const buyer = z.object({
  customer,
  shippingAddress: z.optional(postalAddress),
  taxId: z.optional(z.string()),
})
export type Buyer = z.infer<typeof buyer>

/** Lines that were cancelled at once, and what was to be paid after it. */
export const cancellation = z.object({
  change: z.int(),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
  due: z.int(),
})
export type Cancellation = z.infer<typeof cancellation>

export function factsOf(data: EventOf<typeof orderConfirmed>['data']): OrderFacts {
  const { number, locale, country, placedAt, totals, paymentKind = 'card' } = data
  return {
    number,
    locale,
    country,
    placedAt,
    currency: totals.total.currency,
    lines: data.lines.map((one) => ({
      sku: one.sku,
      name: one.name,
      quantity: one.quantity,
      unitPrice: one.unitPrice.amount,
      discount: one.discount?.amount,
      discounts: one.discounts?.map(({ promotionId, amount }) => ({ promotionId, amount: amount.amount })),
      tax: one.tax.amount,
      total: one.total.amount,
      taxRate: one.taxRate,
      taxes: one.taxes?.map(({ name, rate, amount }) => ({ name, rate, amount: amount.amount })),
    })),
    totals: {
      subtotal: totals.subtotal.amount,
      discount: totals.discount.amount,
      shipping: totals.shipping.amount,
      tax: totals.tax.amount,
      total: totals.total.amount,
    },
    taxLines: data.taxLines.map(amountsOf),
    discounts: data.discounts?.map(({ promotionId, name, target, amount }) => ({
      ...{ promotionId, name, target },
      amount: amount.amount,
    })),
    paymentKind,
  }
}

/** A tax line of an event, in minor units. */
export const amountsOf = ({ base, amount, ...tax }: EventTaxLine): z.infer<typeof taxLine> => ({
  ...tax,
  base: base.amount,
  amount: amount.amount,
})

type EventTaxLine = EventOf<typeof orderConfirmed>['data']['taxLines'][number]
