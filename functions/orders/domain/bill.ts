import * as z from 'zod/mini'
import { sku } from '#shared/ids.ts'
import { payableStepOf } from '#shared/money.ts'
import { linesBySku } from '#shared/sum-by-sku.ts'
import type { QuantityOf } from '../contract/types.ts'
import type { OrderDetails } from './details.ts'

/** What is left of a line: units that were neither cancelled nor given back, with their money. Minor units. */
const openLine = z.object({
  lineId: z.string(),
  sku,
  name: z.string(),
  units: z.int(),
  amount: z.int(),
  /** The part of `amount` that is tax. */
  tax: z.int(),
  /** A decimal text such as `0.1`; absent where the quote did not say it. */
  taxRate: z.optional(z.string()),
  taxName: z.optional(z.string()),
  /** `tax` by tax, in the order of the line's `taxes`, where it has several. */
  taxes: z.optional(z.array(z.int())),
  cancelled: z.int(),
  refunded: z.int(),
})

/**
 * What an order can still be charged or give back, exact to the minor unit. Units leave it with their share,
 * rounded down to what can be paid, and the last unit takes all that is left: whatever the sequence, the shares add up
 * to the line.
 */
export const bill = z.object({
  lines: z.array(openLine),
  shipping: z.object({ amount: z.int(), tax: z.int() }),
  /** What can be paid, or given back, is a multiple of so many minor units; absent: of any. */
  step: z.optional(z.int()),
})
export type Bill = z.infer<typeof bill>

/** Units of one line that leave the bill, or come back to it, with their money. Minor units. */
export const billPart = z.object({
  lineId: z.string(),
  sku,
  name: z.string(),
  quantity: z.int(),
  amount: z.int(),
  tax: z.int(),
  taxes: z.optional(z.array(z.int())),
})
export type BillPart = z.infer<typeof billPart>

export type BillColumn = 'cancelled' | 'refunded'

export function newBill({ lines, totals }: Pick<OrderDetails, 'lines' | 'totals'>): Bill {
  const ofLines = lines.reduce((sum, line) => sum + line.total.amount, 0)
  const taxOfLines = lines.reduce((sum, line) => sum + line.tax.amount, 0)
  const step = payableStepOf(totals.total.currency)
  return {
    ...(step > 1 ? { step } : {}),
    lines: lines.map((line) => ({
      lineId: line.lineId,
      sku: line.sku,
      name: line.name,
      units: line.quantity,
      amount: line.total.amount,
      tax: line.tax.amount,
      ...(line.taxRate === undefined ? {} : { taxRate: line.taxRate }),
      ...(line.taxName === undefined ? {} : { taxName: line.taxName }),
      ...(line.taxes ? { taxes: line.taxes.map(({ amount }) => amount.amount) } : {}),
      cancelled: 0,
      refunded: 0,
    })),
    shipping: { amount: totals.total.amount - ofLines, tax: totals.tax.amount - taxOfLines },
  }
}

/** Units of a SKU that are neither cancelled nor given back. */
export const openUnits = ({ lines }: Bill, of: string): number =>
  lines.filter((line) => line.sku === of).reduce((sum, { units }) => sum + units, 0)

/** Of what lines ask for, as much as is neither cancelled nor given back. */
export const stillOpen = (bill: Bill, lines: readonly QuantityOf[]): QuantityOf[] =>
  linesBySku(lines)
    .map(({ sku: of, quantity }) => ({ sku: of, quantity: Math.min(quantity, openUnits(bill, of)) }))
    .filter(({ quantity }) => quantity > 0)

/** How many of a SKU lines ask for, all of them together. */
export const wantedOf = (lines: readonly QuantityOf[], of: string): number =>
  lines.filter((line) => line.sku === of).reduce((sum, { quantity }) => sum + quantity, 0)

/** Takes units out of the bill, line by line; fewer where there are fewer. */
export function takeUnits(
  before: Bill,
  wanted: readonly QuantityOf[],
  column: BillColumn,
): { readonly bill: Bill; readonly parts: readonly BillPart[] } {
  const left = new Map<string, number>()
  for (const { sku: of, quantity } of wanted) left.set(of, (left.get(of) ?? 0) + quantity)
  const parts: BillPart[] = []
  const { step = 1 } = before
  const lines = before.lines.map((line) => {
    const quantity = Math.min(line.units, left.get(line.sku) ?? 0)
    if (quantity === 0) return line
    left.set(line.sku, (left.get(line.sku) ?? 0) - quantity)
    const { lineId, sku: of, name, units } = line
    const share = shareOf(line.amount, quantity, units)
    const amount = quantity === units ? share : share - (share % step)
    const taxes = line.taxes?.map((one) => shareOf(one, quantity, units))
    const tax = taxes ? total(taxes) : shareOf(line.tax, quantity, units)
    parts.push({ lineId, sku: of, name, quantity, amount, tax, ...(taxes ? { taxes } : {}) })
    return {
      ...line,
      units: units - quantity,
      amount: line.amount - amount,
      tax: line.tax - tax,
      ...withTaxes(line.taxes, (one, place) => one - (taxes?.[place] ?? 0)),
      [column]: line[column] + quantity,
    }
  })
  return { bill: { ...before, lines }, parts }
}

/** Puts units back that came to nothing, as when a refund fails. */
export function putBack(before: Bill, parts: readonly BillPart[], column: BillColumn): Bill {
  const lines = before.lines.map((line) => {
    const back = parts.filter(({ lineId }) => lineId === line.lineId)
    const all = (of: 'quantity' | 'amount' | 'tax') => total(back.map((part) => part[of]))
    return {
      ...line,
      units: line.units + all('quantity'),
      amount: line.amount + all('amount'),
      tax: line.tax + all('tax'),
      ...withTaxes(line.taxes, (one, place) => one + total(back.map(({ taxes }) => taxes?.[place] ?? 0))),
      [column]: line[column] - all('quantity'),
    }
  })
  return { ...before, lines }
}

const withTaxes = (
  taxes: readonly number[] | undefined,
  change: (tax: number, place: number) => number,
): { taxes?: number[] } => (taxes ? { taxes: taxes.map(change) } : {})

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

/** The share of an amount that is for `part` of `whole`, rounded down; all of it where both are the same, none of nothing. */
export const shareOf = (amount: number, part: number, whole: number): number =>
  whole === 0 ? 0 : Number((BigInt(amount) * BigInt(part)) / BigInt(whole))

export const sumOf = (parts: readonly Pick<BillPart, 'amount'>[]): number =>
  parts.reduce((sum, { amount }) => sum + amount, 0)
