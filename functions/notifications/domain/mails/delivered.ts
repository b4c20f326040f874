import type { orderCompleted } from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { type Letterhead, letter } from '../letterhead.ts'
import { facts, link, paragraph, table } from '../mail.ts'
import { billRows } from './summary.ts'

/** All has arrived: the receipt, with the tax of each rate and what was paid. */
export function deliveredMail(head: Letterhead, data: EventOf<typeof orderCompleted>['data']) {
  const { words, formats } = head
  const { labels } = words
  return letter('delivered', head, [
    paragraph(words.mails['delivered'].lead),
    facts(
      { label: labels.orderNumber, value: head.number },
      { label: labels.deliveredAt, value: `${formats.timestamp(data.deliveredAt)} (${formats.zone})` },
    ),
    table(labels.receipt, [
      ...billRows(data, head),
      { label: labels.paid, amount: formats.money(data.captured), kind: 'total' },
    ]),
    link(labels.see, head.trackingUrl),
  ])
}
