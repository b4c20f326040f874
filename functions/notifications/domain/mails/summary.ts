import type * as z from 'zod/mini'
import type { OrderLine, OrderTotals, taxLine } from '#contexts/orders/contract/types.ts'
import type { Money } from '#shared/money.ts'
import type { Letterhead } from '../letterhead.ts'
import type { Row } from '../mail.ts'

/** What an order came to: its lines, their totals, and the tax of each rate. */
export interface Bill {
  readonly lines: readonly OrderLine[]
  readonly totals: OrderTotals
  readonly taxLines: readonly z.infer<typeof taxLine>[]
}

/** The rows of a bill, down to its total; taxes come last where prices are shown with the tax in them. */
export function billRows({ lines, totals, taxLines }: Bill, { words, formats }: Letterhead): Row[] {
  const { labels } = words
  const sum = (label: string, amount: Money): Row => ({ label, amount: formats.money(amount) })
  const taxes = taxLines.map(({ name, rate, base, amount }) => ({
    label: words.taxAt(name, formats.percent(rate)),
    detail: words.taxOn(formats.money(base)),
    amount: formats.money(amount),
  }))
  const total = { ...sum(labels.total, totals.total), total: true }
  return [
    ...lines.map(({ name, quantity, unitPrice, subtotal }) => ({
      label: name,
      detail: [
        words.pieces(formats.number(quantity)),
        ...(quantity > 1 ? [words.each(formats.money(unitPrice))] : []),
      ].join('  '),
      amount: formats.money(subtotal),
    })),
    sum(labels.subtotal, totals.subtotal),
    ...(totals.discount.amount > 0
      ? [sum(labels.discount, { ...totals.discount, amount: -totals.discount.amount })]
      : []),
    sum(labels.shipping, totals.shipping),
    ...(taxIncluded(totals)
      ? [total, ...taxes.map((tax) => ({ ...tax, label: words.included(tax.label) }))]
      : [...taxes, total]),
  ]
}

/** Whether prices are shown with the tax in them: then the total is reached without adding it. */
const taxIncluded = ({ subtotal, discount, shipping, total }: OrderTotals): boolean =>
  subtotal.amount - discount.amount + shipping.amount === total.amount
