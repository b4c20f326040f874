import type { Sku } from '#shared/ids.ts'
import { type Money, of } from '#shared/money.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { textFor } from '#shared/texts.ts'
import type { ShownLine } from '../../contract/carts.ts'
import type { ExchangeRate } from '../../contract/exchange-rate.ts'
import { availabilityOf } from '../availability.ts'
import type { SkuCopy } from '../copies.ts'
import { priceIn, rateAt } from '../currency/convert.ts'
import { priceLines } from '../priced-lines.ts'
import type { Cart, CartLine } from './cart.ts'

/** How a cart's lines are priced. */
export interface Pricing extends Pick<Cart, 'currency' | 'locale'> {
  /** The rate to the currency that holds now, for what has no price of its own in it. */
  readonly rate: ExchangeRate | undefined
}

/** How the lines of a cart are priced now: by a current rate where they have no price in its currency. */
export const pricingAmong = (
  rates: readonly ExchangeRate[],
  { currency, locale }: Pick<Cart, 'currency' | 'locale'>,
  now: Date,
): Pricing => ({ currency, locale, rate: rateAt(rates, currency, now) })

/**
 * A line of so many units, at the price of now. Refuses what is not sold, not in this currency, or not in such a
 * number; `pointer` leads to the line in the request.
 */
export function lineOf(
  wanted: { readonly sku: Sku; readonly quantity: number },
  { copy, pricing, now, pointer = '' }: { copy: SkuCopy; pricing: Pricing; now: Date; pointer?: string },
): Outcome<CartLine> {
  const priced = priceLines({ ...pricing, lines: [wanted] }, new Map([[wanted.sku, copy]]), now, pricing.rate)
  if (!priced.ok) return refuse(priced.code, priced.detail, at(`${pointer}/sku`, priced))
  const { availability, available = 0 } = availabilityOf(copy, wanted.quantity)
  if (availability === 'not_enough') {
    const detail = `There are ${available} of ${wanted.sku}; the cart would have ${wanted.quantity}.`
    return refuse('not_enough_stock', detail, at(`${pointer}/quantity`, { code: 'not_enough_stock', detail }))
  }
  const [line] = priced.value
  return success({
    ...wanted,
    addedAt: now.toISOString(),
    seenPrice: of(line?.unitPrice ?? 0, pricing.currency),
  })
}

const at = (pointer: string, { code, detail }: { code: string; detail: string }) => [
  { pointer, code, detail },
]

/** The line as people see it now, with what is otherwise than when they last did. */
export function showLine(
  line: CartLine,
  copy: SkuCopy,
  { currency, locale, rate }: Pricing,
  now: Date,
): ShownLine {
  const { sku, quantity, addedAt } = line
  const price = copy.product && priceIn(copy.product.prices, currency, now, rate)
  const stock = availabilityOf(copy, quantity)
  const shown = { lineId: sku, sku, quantity, addedAt, ...stock }
  if (!copy.product || !price)
    return { ...shown, availability: 'not_enough', changes: [{ kind: 'withdrawn' }] }
  const unitPrice = of(price.amount, currency)
  return {
    ...shown,
    name: textFor(copy.product.name, locale),
    unitPrice,
    subtotal: of(price.amount * quantity, currency),
    changes: [...priceChange(line.seenPrice, unitPrice), ...stockChange(stock)],
  }
}

/** Prices of two currencies cannot be compared: whoever changes the currency sees all of them anew. */
const priceChange = (from: Money, to: Money): ShownLine['changes'] =>
  from.currency === to.currency && from.amount !== to.amount ? [{ kind: 'price', from, to }] : []

const stockChange = ({
  availability,
  available = 0,
}: ReturnType<typeof availabilityOf>): ShownLine['changes'] =>
  availability === 'not_enough' ? [{ kind: 'stock', available }] : []
