import { apportion } from '#shared/money.ts'
import type { Cancellation, OrderFacts, OrderFactsLine } from './order-facts.ts'
import { rateOf, type TaxLine, taxesWithin } from './tax-rates.ts'

/** A line of an invoice; amounts in minor units. */
export interface ChargedLine {
  readonly name: string
  readonly sku: string
  readonly quantity: number
  readonly unitPrice: number
  readonly amount: number
  readonly rate: string
}

/** A promotion, and what it took off; minor units. */
export interface NamedAmount {
  readonly name: string
  readonly amount: number
}

/** What an order has cost in the end, in minor units: `lines - discount + shipping (+ tax) + rest = total`. */
export interface Charge {
  readonly lines: readonly ChargedLine[]
  readonly discount: number
  /** By name, what `discount` is made of, and what was taken off the shipping before it became `shipping`. */
  readonly discounts: readonly NamedAmount[]
  readonly shippingDiscounts: readonly NamedAmount[]
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
  const named = {
    discounts: discountsOfLines(order, kept),
    shippingDiscounts: withShipping || totals.shipping === 0 ? discountsOfShipping(order) : [],
  }
  return { lines, discount, ...named, shipping, taxLines, taxIncluded, taxOnTop: !taxIncluded, rest, total }
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

/** What each promotion took off the units that were kept; nothing where the order does not say which it was. */
function discountsOfLines({ discounts = [] }: OrderFacts, kept: readonly Kept[]): NamedAmount[] {
  const shares = kept.flatMap(({ line, discount }) => {
    const byPromotion = line.discounts ?? []
    const amounts = apportion(
      discount,
      byPromotion.map(({ amount }) => amount),
    )
    return byPromotion.map(({ promotionId }, index) => ({ promotionId, amount: amounts[index] ?? 0 }))
  })
  return discounts
    .filter(({ target }) => target === 'lines')
    .map(({ promotionId, name }) => ({
      name,
      amount: sum(shares.flatMap((share) => (share.promotionId === promotionId ? [share.amount] : []))),
    }))
    .filter(({ amount }) => amount > 0)
}

const discountsOfShipping = ({ discounts = [] }: OrderFacts): NamedAmount[] =>
  discounts.flatMap(({ target, name, amount }) => (target === 'shipping' ? [{ name, amount }] : []))

/** How many of each SKU were cancelled. */
export function unitsBySku(cancellations: readonly Pick<Cancellation, 'lines'>[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const { sku, quantity } of cancellations.flatMap(({ lines }) => lines))
    units.set(sku, (units.get(sku) ?? 0) + quantity)
  return units
}

/** Goods that bear the same taxes, most often one; `rate` is all of them together. */
interface TaxGroup {
  readonly rate: string
  readonly taxes: readonly TaxLine[]
}

/**
 * The tax of each rate where less was charged than ordered: the goods of each rate have their share of the total,
 * exactly, and their tax is rounded once, never per line (Japan: Consumption Tax Act, Enforcement Order art. 70-10).
 * Where they bear several taxes, these are then parted by their rates.
 */
function taxLinesOf(
  order: OrderFacts,
  kept: readonly Kept[],
  { total, withShipping }: { total: number; withShipping: boolean },
): TaxLine[] {
  const taxIncluded = isTaxIncluded(order)
  const groups = groupsOf(order)
  const ofShipping = shippingOf(order, groups)
  const paidAt = (rate: string) => sum(kept.map((one) => (one.rate === rate ? one.paid : 0)))
  const weights = groups.map(
    ({ rate }, index) => paidAt(rate) + (withShipping ? (ofShipping[index] ?? 0) : 0),
  )
  const shares = apportion(total, weights)
  const parts = groups.flatMap(({ taxes }, index) => {
    const gross = shares[index] ?? 0
    const amounts = taxesWithin(order.country, taxes, gross)
    const base = taxIncluded ? gross : gross - sum(amounts)
    return taxes.map((tax, place) => ({ tax, gross, base, amount: amounts[place] ?? 0 }))
  })
  return order.taxLines.flatMap((line) => {
    const own = parts.filter(({ tax }) => tax === line)
    const [base, amount] = [sum(own.map((part) => part.base)), sum(own.map((part) => part.amount))]
    return own.some(({ gross }) => gross > 0) ? [{ ...line, base, amount }] : []
  })
}

/** The taxes that goods of the order bear together, and those that shipping alone bears. */
function groupsOf({ lines, taxLines, country }: OrderFacts): TaxGroup[] {
  const groups = new Map<string, TaxGroup>()
  for (const line of lines) {
    const rate = rateOf(line, taxLines, country)
    const named = line.taxes ?? [{ rate, name: undefined }]
    const taxes = taxLines.filter((one) =>
      named.some((tax) => tax.rate === one.rate && (tax.name ?? one.name) === one.name),
    )
    if (!groups.has(rate)) groups.set(rate, { rate, taxes: line.taxes ? taxes : taxes.slice(0, 1) })
  }
  const known = [...groups.values()].flatMap(({ taxes }) => taxes)
  const alone = taxLines.filter((line) => !known.includes(line))
  return [...groups.values(), ...alone.map((line) => ({ rate: line.rate, taxes: [line] }))].filter(
    ({ taxes }) => taxes.length > 0,
  )
}

/** What shipping costs with its tax, by group: what the order's taxes were levied on beside its lines. */
function shippingOf(order: OrderFacts, groups: readonly TaxGroup[]): number[] {
  const isIncluded = isTaxIncluded(order)
  const left = new Map(order.taxLines.map((line) => [line, { base: line.base, tax: line.amount }]))
  for (const line of order.lines) {
    const rate = rateOf(line, order.taxLines, order.country)
    for (const tax of groups.find((group) => group.rate === rate)?.taxes ?? []) {
      const sums = left.get(tax)
      if (!sums) continue
      sums.base -= line.total - (isIncluded ? 0 : line.tax)
      const named = line.taxes?.find((one) => one.rate === tax.rate && one.name === tax.name)
      sums.tax -= named?.amount ?? line.tax
    }
  }
  // Groups of several taxes first: what they leave of a tax is of those that bear it alone.
  const byGroup = new Map<TaxGroup, number>()
  for (const group of groups.toSorted((a, b) => b.taxes.length - a.taxes.length)) {
    const sums = group.taxes.flatMap((tax) => left.get(tax) ?? [])
    const base = Math.max(0, Math.min(...sums.map((one) => one.base)))
    const taxes = sums.map((one) => Number((BigInt(one.tax) * BigInt(base)) / BigInt(one.base || 1)))
    sums.forEach((one, index) => {
      one.base -= base
      one.tax -= taxes[index] ?? 0
    })
    byGroup.set(group, base + (isIncluded ? 0 : sum(taxes)))
  }
  return groups.map((group) => byGroup.get(group) ?? 0)
}
