import { orderPartiallyShipped, type orderShipped } from '#contexts/orders/contract/events.ts'
import { carrierName } from '#contexts/shipping/contract/carrier-names.ts'
import type { EventOf } from '#shared/events.ts'
import { type Letterhead, letter } from '../letterhead.ts'
import { facts, link, paragraph, table } from '../mail.ts'
import { goodsRows } from './summary.ts'

/** What left with one hand-over: by which carrier, under which numbers, and what is in it. */
export function shippedMail(
  head: Letterhead,
  { type, data }: Pick<EventOf<typeof orderShipped | typeof orderPartiallyShipped>, 'type' | 'data'>,
) {
  const { words, formats, language } = head
  const { labels } = words
  return letter('shipped', head, [
    paragraph(words.mails['shipped'].lead),
    facts(
      { label: labels.orderNumber, value: head.number },
      { label: labels.arrives, value: formats.days(data.promise) },
      ...data.shipments.flatMap(({ carrier, trackingNumber }) => [
        { label: labels.carrier, value: carrierName(carrier, language) },
        { label: labels.trackingNumber, value: trackingNumber },
      ]),
    ),
    link(labels.track, head.trackingUrl),
    table(labels.items, goodsRows(data.lines, head)),
    ...(type === orderPartiallyShipped.type ? [paragraph(words.inParts)] : []),
  ])
}
