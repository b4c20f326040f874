import type { orderCompleted } from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { type Letterhead, letter } from '../letterhead.ts'
import { type Block, facts, link, paragraph, type Row, table } from '../mail.ts'
import { billRows, goodsRows } from './summary.ts'

type Completed = EventOf<typeof orderCompleted>['data']

/** All has arrived: the receipt, with the tax of each rate, what was cancelled, and how it was paid. */
export function deliveredMail(head: Letterhead, data: Completed) {
  const { words, formats } = head
  const { labels } = words
  return letter('delivered', head, [
    paragraph(words.mails['delivered'].lead),
    facts(
      { label: labels.orderNumber, value: head.number },
      { label: labels.deliveredAt, value: `${formats.timestamp(data.deliveredAt)} (${formats.zone})` },
    ),
    table(labels.receipt, [...billRows(data, head), ...paidRows(data, head)]),
    ...notSent(data, head),
    link(labels.see, head.trackingUrl),
  ])
}

/** What was to be paid in the end where that is not the total, and how it was. */
function paidRows({ due, captured, totals, paymentKind = 'card' }: Completed, head: Letterhead): Row[] {
  const { words, formats } = head
  const toPay: Row[] = due
    ? [{ kind: 'total', label: words.labels.dueInTheEnd, amount: formats.money(due) }]
    : []
  switch (paymentKind) {
    case 'none':
      return toPay
    // No gateway of ours has taken it: the carrier at the door has, or an invoice asks for it.
    case 'offline':
      return [
        ...toPay,
        { kind: 'total', label: words.paid['offline'], amount: formats.money(due ?? totals.total) },
      ]
    case 'card':
    case 'delayed':
    case 'gift_card':
    case 'card_and_gift_card':
      return [...toPay, { kind: 'total', label: words.paid[paymentKind], amount: formats.money(captured) }]
  }
}

const notSent = ({ cancelled = [] }: Completed, head: Letterhead): Block[] =>
  cancelled.length > 0 ? [table(head.words.labels.notSent, goodsRows(cancelled, head))] : []
