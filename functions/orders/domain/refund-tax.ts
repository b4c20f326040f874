import { apportion, of } from '#shared/money.ts'
import { sumOf } from './bill.ts'
import type { OrderDetails } from './details.ts'
import type { Refund } from './refund.ts'

type TaxLine = OrderDetails['taxLines'][number]
type Taxed = Pick<OrderDetails, 'lines' | 'taxLines' | 'totals'>

/** What of a refund is for each of its parts, minor units: their shares, or, where less was asked for, as much less of each. */
export const amountsOf = ({ amount, shipping, parts }: Refund): number[] =>
  apportion(
    amount - shipping.amount,
    parts.map((part) => part.amount),
  )

/**
 * The tax in a refund by rate, as it was charged; of shipping, and of an amount without lines, by the order's own
 * mix of rates. `base` is the amount as it is priced: with the tax in it where prices have it.
 */
export function taxLinesOf(refund: Refund, { lines, taxLines, totals }: Taxed): TaxLine[] {
  const { parts, amount, shipping } = refund
  const bases = new Map<string, number>()
  const taxes = new Map<string, number>()
  const add = (sums: Map<string, number>, rate: string, part: number) =>
    sums.set(rate, (sums.get(rate) ?? 0) + part)
  const byMix = (base: number, tax: number) => {
    const shares = apportion(
      base,
      taxLines.map((line) => line.base.amount),
    )
    const taxShares = apportion(
      tax,
      taxLines.map((line) => line.amount.amount),
    )
    taxLines.forEach(({ rate }, index) => {
      add(bases, rate, shares[index] ?? 0)
      add(taxes, rate, taxShares[index] ?? 0)
    })
  }

  const ofParts = amountsOf(refund)
  const taxOfParts = apportion(
    share(
      parts.reduce((sum, { tax }) => sum + tax, 0),
      amount - shipping.amount,
      sumOf(parts),
    ),
    parts.map(({ tax }) => tax),
  )
  parts.forEach(({ lineId }, index) => {
    const rate = lines.find((line) => line.lineId === lineId)?.taxRate ?? taxLines[0]?.rate ?? '0'
    add(bases, rate, ofParts[index] ?? 0)
    add(taxes, rate, taxOfParts[index] ?? 0)
  })
  byMix(shipping.amount, shipping.tax)
  if (parts.length === 0) {
    const rest = amount - shipping.amount
    byMix(rest, share(totals.tax.amount, rest, totals.total.amount))
  }
  const isOnTop = !isTaxIncluded(totals)

  return taxLines
    .map(({ name, rate, base, amount: tax }) => ({
      name,
      rate,
      base: of((bases.get(rate) ?? 0) - (isOnTop ? (taxes.get(rate) ?? 0) : 0), base.currency),
      amount: of(taxes.get(rate) ?? 0, tax.currency),
    }))
    .filter(({ base }) => base.amount !== 0)
}

/** `part` of `whole`, of an amount, rounded down; all of it where part and whole are the same. */
const share = (of: number, part: number, whole: number): number =>
  whole === 0 ? 0 : Number((BigInt(of) * BigInt(part)) / BigInt(whole))

/** The total is reached without adding the tax. */
const isTaxIncluded = ({ subtotal, discount, shipping, total }: OrderDetails['totals']): boolean =>
  subtotal.amount - discount.amount + shipping.amount === total.amount
