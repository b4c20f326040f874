import type { orderDelayed, orderLinesCancelled, orderRefunded } from '#contexts/orders/contract/events.ts'
import { ORDER_WORDS } from '#contexts/orders/contract/words/words.ts'
import type { EventOf } from '#shared/events.ts'
import { type Letterhead, letter } from '../letterhead.ts'
import { facts, link, paragraph, type Row, table } from '../mail.ts'
import { goodsRows, taxRow } from './summary.ts'

/** The order comes later than it was promised: the day that was said, and the new one. */
export function delayedMail(head: Letterhead, { promised, promise }: EventOf<typeof orderDelayed>['data']) {
  const { words, formats } = head
  const { labels } = words
  return letter('delayed', head, [
    paragraph(ORDER_WORDS[head.language].delay),
    facts(
      { label: labels.orderNumber, value: head.number },
      { label: labels.arrives, value: formats.days(promise) },
      { label: labels.promisedBefore, value: formats.days(promised) },
    ),
    paragraph(words.mails['delayed'].lead),
    link(labels.track, head.trackingUrl),
  ])
}

/** Some of the order will not come: what, why, and what is to be paid now. */
export function linesCancelledMail(
  head: Letterhead,
  { cause, lines, due }: EventOf<typeof orderLinesCancelled>['data'],
) {
  const { words, formats } = head
  const { labels } = words
  return letter('lines_cancelled', head, [
    paragraph(ORDER_WORDS[head.language].cancelCauses[cause]),
    table(labels.notSent, goodsRows(lines, head)),
    paragraph(words.mails['lines_cancelled'].lead),
    facts(
      { label: labels.orderNumber, value: head.number },
      { label: labels.toPayNow, value: formats.money(due) },
    ),
    link(labels.see, head.trackingUrl),
  ])
}

/** Money is given back: for what, how much after which discounts, and the tax that is in it. */
export function refundedMail(
  head: Letterhead,
  { amount, lines, shipping, taxLines }: EventOf<typeof orderRefunded>['data'],
) {
  const { words, formats } = head
  const { labels } = words
  const goods: Row[] = lines.map(({ name, quantity, amount: part, discounts = [] }) => ({
    kind: 'item',
    label: name,
    detail: [
      words.pieces(formats.number(quantity)),
      ...discounts.map(
        (off) => `${off.name} ${formats.money({ ...off.amount, amount: -off.amount.amount })}`,
      ),
    ].join(' · '),
    amount: formats.money(part),
  }))
  return letter('refunded', head, [
    paragraph(words.mails['refunded'].lead),
    facts({ label: labels.orderNumber, value: head.number }),
    table(labels.refund, [
      ...goods,
      ...(shipping.amount > 0
        ? [{ kind: 'sum' as const, label: labels.shipping, amount: formats.money(shipping) }]
        : []),
      { kind: 'total', label: labels.refunded, amount: formats.money(amount) },
      ...taxLines.map((line) => taxRow(line, true, head)),
    ]),
    link(labels.see, head.trackingUrl),
  ])
}
