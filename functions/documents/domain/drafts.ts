import type { orderRefunded } from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { zoneOf } from '#shared/time-zones.ts'
import { chargeOf } from './charge.ts'
import { dateIn } from './dates.ts'
import { type DocumentFacts, type Draft, documentIdOf } from './document.ts'
import { amountsOf, type Cancellation, type OrderFacts } from './order-facts.ts'

interface Invoiced {
  readonly orderId: OrderId
  readonly order: OrderFacts
  readonly cancellations: readonly Cancellation[]
  /** What was charged, and how much of it is paid; minor units. */
  readonly charged: number
  readonly paid: number
  /** Unknown where money is given back before the delivery. */
  readonly deliveredAt: string | undefined
  readonly sellerCountry: string
}

/** The invoice of what an order has cost in the end. */
export function invoiceDraft(given: Invoiced): Draft {
  const { orderId, order, cancellations, charged, paid, deliveredAt, sellerCountry } = given
  const { number, locale, country, currency, paymentKind, placedAt } = order
  const { lines, ...amounts } = chargeOf(order, cancellations, charged)
  return {
    ...{ id: documentIdOf(orderId, { kind: 'invoice' }), kind: 'invoice', orderId, orderNumber: number },
    ...{ locale, country, currency, paymentKind, paid },
    ...amounts,
    lines: [...lines],
    taxLines: [...amounts.taxLines],
    discounts: [...amounts.discounts],
    shippingDiscounts: [...amounts.shippingDiscounts],
    suppliedOn: dateIn(zoneOf(sellerCountry), deliveredAt ?? placedAt),
  }
}

/** A credit note whose money came back: the same again, against it. */
export const reversalDraft = (note: DocumentFacts, refundId: string): Draft => ({
  ...note,
  id: documentIdOf(note.orderId, { kind: 'reversal', refundId }),
  kind: 'reversal',
  corrects: { number: note.number, issuedOn: note.issuedOn },
})

/**
 * The credit note of a refund. What it gives back beside lines and shipping stands as a reduction of the
 * price; where the lines are without their tax, that rest is the tax.
 */
export function creditNoteDraft(
  { data }: Pick<EventOf<typeof orderRefunded>, 'data'>,
  { order, invoice }: { order: OrderFacts; invoice: DocumentFacts },
): Draft {
  const { orderId, refundId } = data
  const { currency, country, locale, paymentKind, number } = order
  const shipping = data.shipping.amount
  const lines = data.lines.map(({ sku, name, quantity, amount, discounts }) => ({
    ...{ sku, name, quantity, amount: amount.amount },
    rate: invoice.lines.find((line) => line.sku === sku)?.rate,
    ...(discounts
      ? { discounts: discounts.map((off) => ({ name: off.name, amount: off.amount.amount })) }
      : {}),
  }))
  const taxLines = data.taxLines.map(amountsOf)
  const tax = taxLines.reduce((sum, { amount }) => sum + amount, 0)
  const unnamed = lines.reduce((left, { amount }) => left - amount, data.amount.amount - shipping)
  const taxOnTop = !invoice.taxIncluded && tax > 0 && unnamed === tax
  return {
    id: documentIdOf(orderId, { kind: 'credit_note', refundId }),
    ...{ kind: 'credit_note', orderId, orderNumber: number, locale, country, currency, paymentKind },
    suppliedOn: invoice.suppliedOn,
    ...{ lines, shipping, discount: 0, rest: taxOnTop ? 0 : unnamed },
    ...{ taxLines, taxIncluded: invoice.taxIncluded, taxOnTop },
    total: data.amount.amount,
    paid: 0,
    corrects: { number: invoice.number, issuedOn: invoice.issuedOn },
  }
}
