import type { orderDigitalDelivered } from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { type Letterhead, letter } from '../letterhead.ts'
import { facts, link, paragraph, table } from '../mail.ts'
import { goodsRows } from './summary.ts'

/** What is digital can be downloaded, until when. */
export function digitalDeliveredMail(
  head: Letterhead,
  data: EventOf<typeof orderDigitalDelivered>['data'],
  downloadUrl: string,
) {
  const { words, formats } = head
  const { labels } = words
  return letter('digital_delivered', head, [
    paragraph(words.mails['digital_delivered'].lead),
    facts(
      { label: labels.orderNumber, value: head.number },
      { label: labels.downloadBefore, value: `${formats.timestamp(data.expiresAt)} (${formats.zone})` },
    ),
    link(labels.download, downloadUrl),
    table(labels.items, goodsRows(data.lines, head)),
  ])
}
