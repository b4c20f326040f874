import { carrierName } from '#contexts/shipping/contract/carrier-names.ts'
import type { shipmentStatusChanged } from '#contexts/shipping/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { type Letterhead, letter } from '../letterhead.ts'
import { facts, link, paragraph } from '../mail.ts'

/** The parcel is with the driver. */
export function outForDeliveryMail(head: Letterhead, data: EventOf<typeof shipmentStatusChanged>['data']) {
  const { words, language } = head
  const { labels } = words
  return letter('out_for_delivery', head, [
    paragraph(words.mails['out_for_delivery'].lead),
    facts(
      { label: labels.orderNumber, value: head.number },
      { label: labels.carrier, value: carrierName(data.carrier, language) },
      { label: labels.trackingNumber, value: data.trackingNumber },
    ),
    link(labels.track, head.trackingUrl),
  ])
}
