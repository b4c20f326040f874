import type { orderPaymentRequired } from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { type Letterhead, letter } from '../letterhead.ts'
import { facts, link, paragraph } from '../mail.ts'

/** The payer must act, until when; never in the words of the bank or the gateway. */
export function paymentRequiredMail(head: Letterhead, data: EventOf<typeof orderPaymentRequired>['data']) {
  const { words, formats } = head
  const { labels } = words
  return letter('payment_required', head, [
    paragraph(words.actions[data.action]),
    facts(
      { label: labels.orderNumber, value: head.number },
      { label: labels.total, value: formats.money(data.total) },
      { label: labels.payBefore, value: `${formats.timestamp(data.deadline)} (${formats.zone})` },
    ),
    paragraph(words.mails['payment_required'].lead),
    link(labels.see, head.trackingUrl),
  ])
}
