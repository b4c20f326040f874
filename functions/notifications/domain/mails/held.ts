import type { orderAddressCorrected, orderHeld } from '#contexts/orders/contract/events.ts'
import { ORDER_WORDS } from '#contexts/orders/contract/words/words.ts'
import type { EventOf } from '#shared/events.ts'
import { type Letterhead, letter } from '../letterhead.ts'
import { type Block, facts, link, paragraph } from '../mail.ts'

type Held = EventOf<typeof orderHeld>['data']

/** The order waits for a person of ours; why is not said. */
export function checkingMail(head: Letterhead, { reason }: Held) {
  return letter('checking', head, [
    paragraph(ORDER_WORDS[head.language].holds[reason]),
    numberOf(head),
    paragraph(head.words.mails['checking'].lead),
    link(head.words.labels.see, head.trackingUrl),
  ])
}

/** The carrier cannot serve the address: the customer corrects it, until when. */
export function addressWantedMail(head: Letterhead, { reason, deadline }: Held, correctUrl: string) {
  const { words, formats } = head
  return letter('address_wanted', head, [
    paragraph(ORDER_WORDS[head.language].holds[reason]),
    paragraph(words.mails['address_wanted'].lead),
    facts(
      { label: words.labels.orderNumber, value: head.number },
      {
        label: words.labels.correctBefore,
        value: `${formats.timestamp(deadline)} (${formats.zone})`,
      },
    ),
    link(words.labels.correct, correctUrl),
  ])
}

/** The new address, as it was understood. */
export function addressCorrectedMail(
  head: Letterhead,
  { shippingAddress }: EventOf<typeof orderAddressCorrected>['personal'],
) {
  const { words } = head
  return letter('address_corrected', head, [
    paragraph(words.mails['address_corrected'].lead),
    facts(
      { label: words.labels.orderNumber, value: head.number },
      { label: words.labels.address, value: words.postalAddress(shippingAddress) },
    ),
    link(words.labels.see, head.trackingUrl),
  ])
}

const numberOf = ({ words, number }: Letterhead): Block =>
  facts({ label: words.labels.orderNumber, value: number })
