import type * as z from 'zod/mini'
import type { namedQuantity, OrderLine, OrderTotals, taxLine } from '#contexts/orders/contract/types.ts'
import type { Money } from '#shared/money.ts'
import type { Letterhead } from '../letterhead.ts'
import type { Row } from '../mail.ts'

type TaxLine = z.infer<typeof taxLine>

/** What an order came to: its lines, their totals, and the tax of each rate. */
export interface Bill {
  readonly lines: readonly OrderLine[]
  readonly totals: OrderTotals
  readonly taxLines: readonly TaxLine[]
}

/** A bill: lines, sums, taxes, total; where the prices have the tax in them, it is told after the total. */
export function billRows({ lines, totals, taxLines }: Bill, head: Letterhead): Row[] {
  const { labels } = head.words
  const sum = (label: string, amount: Money): Row => ({
    kind: 'sum',
    label,
    amount: head.formats.money(amount),
  })
  const discount = { ...totals.discount, amount: -totals.discount.amount }
  const total: Row = { ...sum(labels.total, totals.total), kind: 'total' }
  const included = isTaxIncluded(totals)
  const taxes = taxLines.map((line) => taxRow(line, included, head))
  return [
    ...lines.map((line) => itemRow(line, head)),
    sum(labels.subtotal, totals.subtotal),
    ...(discount.amount < 0 ? [sum(labels.discount, discount)] : []),
    sum(labels.shipping, totals.shipping),
    ...(included ? [total, ...taxes] : [...taxes, total]),
  ]
}

/** Goods and how many of each, without amounts. */
export const goodsRows = (
  lines: readonly z.infer<typeof namedQuantity>[],
  { words, formats }: Letterhead,
): Row[] =>
  lines.map(({ name, quantity }) => ({
    kind: 'item',
    label: name,
    amount: words.pieces(formats.number(quantity)),
  }))

/** The total is reached without adding the tax. */
const isTaxIncluded = ({ subtotal, discount, shipping, total }: OrderTotals): boolean =>
  subtotal.amount - discount.amount + shipping.amount === total.amount

function itemRow({ name, quantity, unitPrice, subtotal }: OrderLine, { words, formats }: Letterhead): Row {
  const pieces = words.pieces(formats.number(quantity))
  const detail = quantity > 1 ? `${pieces} · ${words.each(formats.money(unitPrice))}` : pieces
  return { kind: 'item', label: name, detail, amount: formats.money(subtotal) }
}

/** The tax of one rate; `included`: the amount above holds it already. */
export function taxRow(
  { name, rate, base, amount }: TaxLine,
  included: boolean,
  { words, formats }: Letterhead,
): Row {
  const tax = words.taxAt(name, formats.percent(rate))
  return {
    kind: 'sum',
    label: included ? words.included(tax) : tax,
    detail: words.taxOn(formats.money(base)),
    amount: formats.money(amount),
  }
}
