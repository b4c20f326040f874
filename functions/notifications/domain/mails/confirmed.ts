import type { orderConfirmed } from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { type Letterhead, letter } from '../letterhead.ts'
import { facts, link, paragraph, table } from '../mail.ts'
import { billRows } from './summary.ts'

/** The confirmation: number, promised date, how it is paid, summary with taxes, tracking link. */
export function confirmedMail(head: Letterhead, data: EventOf<typeof orderConfirmed>['data']) {
  const { words, formats } = head
  const { labels } = words
  return letter('confirmation', head, [
    paragraph(words.mails['confirmation'].lead),
    facts(
      { label: labels.orderNumber, value: head.number },
      { label: labels.arrives, value: formats.days(data.promise) },
      { label: labels.payment, value: words.paidHow[data.paymentKind ?? 'card'] },
    ),
    link(labels.track, head.trackingUrl),
    table(labels.order, billRows(data, head)),
  ])
}
