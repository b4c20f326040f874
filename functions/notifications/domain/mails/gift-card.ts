import type { giftCardSold } from '#contexts/checkout/contract/gift-card-events.ts'
import type { EventOf } from '#shared/events.ts'
import { type Letterhead, letter } from '../letterhead.ts'
import { facts, paragraph } from '../mail.ts'

/** A gift card that was bought, with its code: nobody can tell it again. */
export function giftCardMail(head: Letterhead, data: EventOf<typeof giftCardSold>['data'], code: string) {
  const { words, formats } = head
  const { labels } = words
  return letter('gift_card', head, [
    paragraph(words.mails['gift_card'].lead),
    facts(
      { label: data.name, value: formats.money(data.amount) },
      { label: labels.giftCardCode, value: code },
      { label: labels.orderNumber, value: head.number },
    ),
  ])
}
