import { apportion, of } from '#shared/money.ts'
import { shareOf, sumOf } from './bill.ts'
import type { OrderDetails } from './details.ts'
import type { Refund } from './refund.ts'

type TaxLine = OrderDetails['taxLines'][number]
type Line = OrderDetails['lines'][number]
type Taxed = Pick<OrderDetails, 'lines' | 'taxLines' | 'totals'>

/** What of one tax is given back, and what it was levied on as priced; minor units. */
interface Back {
  base: number
  tax: number
}

/** What of a refund is for each of its parts, minor units: their shares, or, where less was asked for, as much less of each. */
export const amountsOf = ({ amount, shipping, parts }: Refund): number[] =>
  apportion(
    amount - shipping.amount,
    parts.map((part) => part.amount),
  )

/**
 * The taxes in a refund as they were charged: of its lines their own, of shipping what the order's taxes have beside
 * those of the lines, of an amount without lines the order's own mix. `base` is the amount as it is priced: with the
 * tax in it where prices have it.
 */
export function taxLinesOf(refund: Refund, order: Taxed): TaxLine[] {
  const back = order.taxLines.map((): Back => ({ base: 0, tax: 0 }))
  for (const given of [...ofLines(refund, order), ...ofShipping(refund, order), ...ofMix(refund, order)])
    given.forEach(({ base, tax }, index) => {
      const sum = back[index]
      if (!sum) return
      sum.base += base
      sum.tax += tax
    })
  return order.taxLines
    .map((line, index) => ({
      ...line,
      base: of(back[index]?.base ?? 0, line.base.currency),
      amount: of(back[index]?.tax ?? 0, line.amount.currency),
    }))
    .filter(({ base }) => base.amount !== 0)
}

/** Of each part, by the order's tax lines. */
function ofLines(refund: Refund, order: Taxed): Back[][] {
  const { parts, amount, shipping } = refund
  const ofParts = amountsOf(refund)
  const taxOfParts = apportion(
    shareOf(
      parts.reduce((sum, { tax }) => sum + tax, 0),
      amount - shipping.amount,
      sumOf(parts),
    ),
    parts.map(({ tax }) => tax),
  )
  return parts.map(({ lineId, taxes }, index) => {
    const places = placesOf(
      order.lines.find((line) => line.lineId === lineId),
      order.taxLines,
    )
    const tax = taxOfParts[index] ?? 0
    const byTax = taxes && taxes.length === places.length ? apportion(tax, taxes) : [tax]
    const base = (ofParts[index] ?? 0) - (isTaxIncluded(order.totals) ? 0 : tax)
    return order.taxLines.map((_, place) => {
      const nth = places.indexOf(place)
      return nth < 0 ? { base: 0, tax: 0 } : { base, tax: byTax[nth] ?? 0 }
    })
  })
}

/** Where the taxes of a line are among the order's. */
function placesOf(line: Line | undefined, taxLines: readonly TaxLine[]): number[] {
  const wanted = line?.taxes ?? [{ name: line?.taxName, rate: line?.taxRate }]
  return wanted.map(({ name, rate }) => {
    const exact = taxLines.findIndex((one) => one.rate === rate && one.name === name)
    return Math.max(exact >= 0 ? exact : taxLines.findIndex((one) => one.rate === rate), 0)
  })
}

/** Shipping has what is in the order's taxes and not in those of its lines. */
function ofShipping({ shipping }: Refund, order: Taxed): Back[][] {
  if (shipping.amount === 0) return []
  const isIncluded = isTaxIncluded(order.totals)
  const left = order.taxLines.map(({ base, amount }): Back => ({ base: base.amount, tax: amount.amount }))
  for (const line of order.lines)
    placesOf(line, order.taxLines).forEach((place, index) => {
      const sum = left[place]
      if (!sum) return
      sum.base -= line.total.amount - (isIncluded ? 0 : line.tax.amount)
      sum.tax -= line.taxes?.[index]?.amount.amount ?? line.tax.amount
    })
  return [sharesOf(left, shipping, { net: order.totals.shipping.amount, isIncluded })]
}

/** An amount without lines has its share of all of the order. */
function ofMix({ parts, amount, shipping }: Refund, { taxLines, totals }: Taxed): Back[][] {
  const rest = amount - shipping.amount
  if (parts.length > 0 || rest === 0) return []
  const isIncluded = isTaxIncluded(totals)
  const all = taxLines.map((line): Back => ({ base: line.base.amount, tax: line.amount.amount }))
  const net = totals.total.amount - (isIncluded ? 0 : totals.tax.amount)
  const tax = shareOf(totals.tax.amount, rest, totals.total.amount)
  return [sharesOf(all, { amount: rest, tax }, { net, isIncluded })]
}

/** Shares what is given back, `amount` with `tax` in it, by taxes on `net` as priced; each base overlaps with others where several taxes are levied on the same goods. */
function sharesOf(
  taxes: readonly Back[],
  { amount, tax }: { readonly amount: number; readonly tax: number },
  { net, isIncluded }: { readonly net: number; readonly isIncluded: boolean },
): Back[] {
  const bases = taxes.map(({ base }) => Math.max(base, 0))
  const given = amount - (isIncluded ? 0 : tax)
  const isOneEach = bases.reduce((sum, base) => sum + base, 0) === net
  const ofBases = isOneEach ? apportion(given, bases) : bases.map((base) => shareOf(base, given, net))
  const ofTaxes = apportion(
    tax,
    taxes.map((one) => Math.max(one.tax, 0)),
  )
  return bases.map((_, index) => ({ base: ofBases[index] ?? 0, tax: ofTaxes[index] ?? 0 }))
}

/** The total is reached without adding the tax. */
const isTaxIncluded = ({ subtotal, discount, shipping, total }: OrderDetails['totals']): boolean =>
  subtotal.amount - discount.amount + shipping.amount === total.amount
