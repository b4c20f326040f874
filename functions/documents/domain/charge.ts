import { apportion } from '#shared/money.ts'
import type { Cancellation, OrderFacts, OrderFactsLine } from './order-facts.ts'
import { rateOf, type TaxLine, taxWithin } from './tax-rates.ts'

/** A line of an invoice; amounts in minor units. */
export interface ChargedLine {
  readonly name: string
  readonly sku: string
  readonly quantity: number
  readonly unitPrice: number
  readonly amount: number
  readonly rate: string
}

/** What an order has cost in the end, in minor units: `lines - discount + shipping (+ tax) + rest = total`. */
export interface Charge {
  readonly lines: readonly ChargedLine[]
  readonly discount: number
  readonly shipping: number
  readonly taxLines: readonly TaxLine[]
  /** Prices, shipping and bases have their tax in them. */
  readonly taxIncluded: boolean
  /** The tax is added to what the lines come to. */
  readonly taxOnTop: boolean
  /** What the shares of cancelled lines are off by; 0 for most. */
  readonly rest: number
  readonly total: number
}

/** The units of a line that were kept, and what is paid for them, discount and tax in it. */
interface Kept {
  readonly line: OrderFactsLine
  readonly rate: string
  readonly quantity: number
  readonly paid: number
  /** What promotions took off them. */
  readonly discount: number
}

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0)

/**
 * What `total` was charged for: the order without what was cancelled before. A cancellation that left less to
 * pay than was charged came after it, and is no part of this: what it was worth is given back.
 * Shipping is charged unless the total is that of the kept lines alone.
 */
export function chargeOf(order: OrderFacts, cancellations: readonly Cancellation[], total: number): Charge {
  const { totals } = order
  const kept = keptOf(
    order,
    cancellations.filter(({ due }) => due >= total),
  )
  const taxIncluded = isTaxIncluded(order)
  const withShipping = totals.shipping > 0 && total !== sum(kept.map(({ paid }) => paid))
  const shipping = withShipping ? totals.shipping : 0
  const taxLines = total === totals.total ? order.taxLines : taxLinesOf(order, kept, { total, withShipping })
  const lines = kept.map(({ line: { sku, name, unitPrice }, quantity, rate }) => ({
    ...{ name, sku, quantity, unitPrice, rate },
    amount: unitPrice * quantity,
  }))
  const amounts = sum(lines.map(({ amount }) => amount))
  const discount = sum(kept.map((one) => one.discount))
  const onTop = taxIncluded ? 0 : sum(taxLines.map(({ amount }) => amount))
  const rest = total - (amounts - discount + shipping + onTop)
  return { lines, discount, shipping, taxLines, taxIncluded, taxOnTop: !taxIncluded, rest, total }
}

export const isTaxIncluded = ({ totals }: OrderFacts): boolean =>
  totals.subtotal - totals.discount + totals.shipping === totals.total

/** Units of a SKU are taken from its lines in their order. */
function keptOf(order: OrderFacts, cancellations: readonly Cancellation[]): Kept[] {
  const gone = unitsBySku(cancellations)
  return order.lines.flatMap((line) => {
    const taken = Math.min(line.quantity, gone.get(line.sku) ?? 0)
    gone.set(line.sku, (gone.get(line.sku) ?? 0) - taken)
    const quantity = line.quantity - taken
    const [paid = 0] = apportion(line.total, [quantity, taken])
    const [discount = 0] = apportion(line.discount ?? 0, [quantity, taken])
    return quantity > 0
      ? [{ line, quantity, paid, discount, rate: rateOf(line, order.taxLines, order.country) }]
      : []
  })
}

/** How many of each SKU were cancelled. */
export function unitsBySku(cancellations: readonly Pick<Cancellation, 'lines'>[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const { sku, quantity } of cancellations.flatMap(({ lines }) => lines))
    units.set(sku, (units.get(sku) ?? 0) + quantity)
  return units
}

/**
 * The tax of each rate where less was charged than ordered: each rate has its share of the total, exactly, and
 * its tax is rounded once, never per line (Japan: Consumption Tax Act, Enforcement Order art. 70-10).
 */
function taxLinesOf(
  order: OrderFacts,
  kept: readonly Kept[],
  { total, withShipping }: { total: number; withShipping: boolean },
): TaxLine[] {
  const { taxLines, country } = order
  const taxIncluded = isTaxIncluded(order)
  const paidAt = (rate: string) => sum(kept.map((one) => (one.rate === rate ? one.paid : 0)))
  const shippingAt = ({ rate, base, amount }: TaxLine) => {
    const ofLines = order.lines.filter((line) => rateOf(line, taxLines, country) === rate)
    return Math.max(0, base + (taxIncluded ? 0 : amount) - sum(ofLines.map((line) => line.total)))
  }
  const weights = taxLines.map((line) => paidAt(line.rate) + (withShipping ? shippingAt(line) : 0))
  const shares = apportion(total, weights)
  return taxLines.flatMap(({ name, rate }, index) => {
    const gross = shares[index] ?? 0
    const amount = taxWithin(country, rate, gross)
    return gross > 0 ? [{ name, rate, base: taxIncluded ? gross : gross - amount, amount }] : []
  })
}
