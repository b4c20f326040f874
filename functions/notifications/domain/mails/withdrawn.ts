import type { orderWithdrawn } from '#contexts/orders/contract/events.ts'
import { ORDER_WORDS } from '#contexts/orders/contract/words/words.ts'
import type { EventOf } from '#shared/events.ts'
import { named } from '#shared/named.ts'
import { type Letterhead, letter } from '../letterhead.ts'
import { facts, paragraph, table } from '../mail.ts'
import { goodsRows } from './summary.ts'

/**
 * The acknowledgement of a withdrawal on a durable medium: what was declared, and the date and time of it
 * (Directive 2011/83/EU, article 11a(4), as Directive (EU) 2023/2673 put it in).
 */
export function withdrawnMail(head: Letterhead, data: EventOf<typeof orderWithdrawn>['data']) {
  const { words, formats } = head
  const { labels } = words
  return letter('withdrawn', head, [
    paragraph(words.mails['withdrawn'].lead),
    facts(
      { label: labels.withdrawnAt, value: `${formats.timestamp(data.withdrawnAt)} (${formats.zone})` },
      { label: labels.declaration, value: ORDER_WORDS[head.language].withdrawal(head.number) },
      { label: labels.declaredBy, value: named(head.name) },
    ),
    table(labels.items, goodsRows(data.lines, head)),
    paragraph(words.withdrawalNext),
  ])
}
