import type { orderPaymentReminder, orderPaymentRequired } from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { type Letterhead, letter, letterSaying } from '../letterhead.ts'
import { type Block, facts, link, paragraph } from '../mail.ts'

type PaymentWanted = EventOf<typeof orderPaymentRequired | typeof orderPaymentReminder>['data']

/** The payer must act, until when, and where; never in the words of the bank or the gateway. */
export function paymentRequiredMail(head: Letterhead, data: PaymentWanted, payUrl: string) {
  const says = head.words.asks[data.action]
  return letterSaying('payment_required', says, head, whatToPay(head, data, says.lead, payUrl))
}

/** The deadline is near. */
export function paymentReminderMail(head: Letterhead, data: PaymentWanted, payUrl: string) {
  const { lead } = head.words.mails['payment_reminder']
  return letter('payment_reminder', head, whatToPay(head, data, lead, payUrl))
}

function whatToPay(head: Letterhead, data: PaymentWanted, lead: string, payUrl: string): Block[] {
  const { words, formats } = head
  const { labels } = words
  return [
    paragraph(lead),
    facts(
      { label: labels.orderNumber, value: head.number },
      { label: labels.toPay, value: formats.money(data.total) },
      ...(data.method ? [{ label: labels.payAt, value: words.payAt[data.method] }] : []),
      ...(data.reference ? [{ label: labels.reference, value: data.reference }] : []),
      { label: labels.payBefore, value: `${formats.timestamp(data.deadline)} (${formats.zone})` },
    ),
    paragraph(words.itemsHeld),
    link(data.action === 'pay_by_reference' ? labels.payOtherwise : labels.pay, payUrl),
  ]
}
