import * as z from 'zod/mini'
import { discount } from '#contexts/checkout/contract/discounts.ts'
import { exchangeRate } from '#contexts/checkout/contract/exchange-rate.ts'
import { taxedPlace } from '#contexts/checkout/contract/taxed-places.ts'
import { paymentWish } from '#contexts/payments/contract/types.ts'
import { customer, postalAddress } from '#shared/address.ts'
import { time } from '#shared/http/schemas.ts'
import { quoteId } from '#shared/ids.ts'
import { sealed } from '#shared/personal.ts'
import { orderLine, orderTotals, promise, shippingChoice, taxLine } from '../contract/types.ts'

/** What is written once, when the order is placed. */
export const orderDetails = z.object({
  quoteId,
  lines: z.array(orderLine),
  totals: orderTotals,
  taxLines: z.array(taxLine),
  /** What promotions took off the lines and the shipping; absent: nothing. */
  discounts: z.optional(z.array(discount)),
  /** By which its prices were converted; absent where they are set in its currency. */
  exchangeRate: z.optional(exchangeRate),
  promise,
  /** By when the goods must leave to keep the promise. */
  leavesBy: z.optional(time),
  shipping: shippingChoice,
  payment: paymentWish,
  destination: z.object({ country: z.string() }),
  /** Where in that country its taxes hold; absent: everywhere. */
  taxedPlaces: z.optional(z.array(taxedPlace)),
  people: sealed,
})
export type OrderDetails = z.infer<typeof orderDetails>

/** The lines that are downloaded. */
export const downloadsOf = ({ lines }: Pick<OrderDetails, 'lines'>): OrderDetails['lines'] =>
  lines.filter(({ kind, giftCard }) => kind === 'digital' && !giftCard)

/** The personal block of an order. */
export const people = z.strictObject({
  customer,
  shippingAddress: z.optional(postalAddress),
  billingAddress: z.optional(postalAddress),
  /** What the customer told with the order. */
  customerNote: z.optional(z.string()),
  /** The tax number of a business, as its quote checked it. */
  taxId: z.optional(z.string()),
})
export type People = z.infer<typeof people>
