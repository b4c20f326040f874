import type { orderCancelled, orderRejected } from '#contexts/orders/contract/events.ts'
import { ORDER_WORDS } from '#contexts/orders/contract/words/words.ts'
import type { EventOf } from '#shared/events.ts'
import { type Letterhead, letter } from '../letterhead.ts'
import { type Block, facts, link, paragraph, table } from '../mail.ts'

/** The order was not accepted: why, in words for its customer, and that it costs nothing. */
export function rejectedMail(head: Letterhead, { code, lines = [] }: EventOf<typeof orderRejected>['data']) {
  const { words, formats } = head
  const shortages = lines.map(({ name, available, requested }) => ({
    kind: 'item' as const,
    label: name,
    detail: words.shortage(formats.number(available), formats.number(requested)),
  }))
  return letter('rejected', head, [
    paragraph(words.mails['rejected'].lead),
    reasonFacts(head, ORDER_WORDS[head.language].rejections[code]),
    ...(shortages.length > 0 ? [table(words.labels.notAvailable, shortages)] : []),
    paragraph(words.noCharge),
  ])
}

/** The order was cancelled: the reason as it was given, and that it costs nothing. */
export function cancelledMail(head: Letterhead, { reason }: EventOf<typeof orderCancelled>['data']) {
  const { words } = head
  return letter('cancelled', head, [
    paragraph(words.mails['cancelled'].lead),
    reasonFacts(head, reason),
    paragraph(words.noCharge),
  ])
}

/** What was sent did not arrive, and will not be sent again; why, staff wrote for themselves. */
export function returnedMail(head: Letterhead) {
  const { words, number } = head
  return letter('returned', head, [
    paragraph(words.mails['returned'].lead),
    facts({ label: words.labels.orderNumber, value: number }),
    link(words.labels.see, head.trackingUrl),
  ])
}

const reasonFacts = ({ words, number }: Letterhead, reason: string): Block =>
  facts({ label: words.labels.orderNumber, value: number }, { label: words.labels.reason, value: reason })
