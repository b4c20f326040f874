import type * as z from 'zod/mini'
import type { Discount } from '#contexts/checkout/contract/discounts.ts'
import type { namedQuantity, OrderLine, OrderTotals, taxLine } from '#contexts/orders/contract/types.ts'
import type { Money } from '#shared/money.ts'
import type { Letterhead } from '../letterhead.ts'
import type { Row } from '../mail.ts'

type TaxLine = z.infer<typeof taxLine>

/** What an order came to: its lines, their totals, what was taken off, and the tax of each rate. */
export interface Bill {
  readonly lines: readonly OrderLine[]
  readonly totals: OrderTotals
  readonly taxLines: readonly TaxLine[]
  readonly discounts?: readonly Discount[] | undefined
}

/**
 * A bill: lines, sums, taxes, total; where the prices have the tax in them, it is told after the total. Each discount
 * stands under what it is taken off.
 */
export function billRows({ lines, totals, taxLines, discounts = [] }: Bill, head: Letterhead): Row[] {
  const { labels } = head.words
  const sum = (label: string, amount: Money): Row => ({
    kind: 'sum',
    label,
    amount: head.formats.money(amount),
  })
  const total: Row = { ...sum(labels.total, totals.total), kind: 'total' }
  const included = isTaxIncluded(totals)
  const taxes = taxLines.map((line) => taxRow(line, included, head))
  return [
    ...lines.map((line) => itemRow(line, head)),
    sum(labels.subtotal, totals.subtotal),
    ...discountRows(totals.discount, discounts, 'lines', head),
    sum(labels.shipping, shippingBefore(totals.shipping, discounts)),
    ...discountRows(undefined, discounts, 'shipping', head),
    ...(included ? [total, ...taxes] : [...taxes, total]),
  ]
}

/** Each discount with its amount; where none is named all of them together. */
function discountRows(
  all: Money | undefined,
  discounts: readonly Discount[],
  target: Discount['target'],
  { formats, words }: Letterhead,
): Row[] {
  const off = (amount: Money) => formats.money({ ...amount, amount: -amount.amount })
  const named = discounts.filter((discount) => discount.target === target)
  if (named.length === 0 && all && all.amount > 0)
    return [{ kind: 'sum', label: words.labels.discount, amount: off(all) }]
  return named.map(({ name, explanation, amount }) => ({
    kind: 'sum',
    label: name,
    detail: explanation,
    amount: off(amount),
  }))
}

const shippingBefore = (shipping: Money, discounts: readonly Discount[]): Money => ({
  ...shipping,
  amount: discounts.reduce(
    (price, { target, amount }) => price + (target === 'shipping' ? amount.amount : 0),
    shipping.amount,
  ),
})

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
