import type { cartReminderDue } from '#contexts/checkout/contract/cart-events.ts'
import type { EventOf } from '#shared/events.ts'
import { languageOf, makeFormats } from '#shared/languages.ts'
import { facts, link, type Mail, paragraph, type Row, table } from '../mail.ts'
import { CART_WORDS } from '../words/cart-words.ts'

/** Where somebody is who has no order is not known. */
const ZONE = 'UTC'

/** What somebody left in their cart, and the link that restores it. */
export function cartLeftMail(
  { locale, lines, subtotal, keptUntil }: EventOf<typeof cartReminderDue>['data'],
  url: string,
): Mail {
  const language = languageOf(locale)
  const { greeting, subject, heading, footer, ...words } = CART_WORDS[language]
  const formats = makeFormats(locale, ZONE)
  const items = lines.map(
    ({ sku, name, quantity, subtotal: sum }): Row => ({
      kind: 'item',
      label: name ?? sku,
      detail: `× ${formats.number(quantity)}`,
      ...(sum ? { amount: formats.money(sum) } : {}),
    }),
  )
  const total: Row = { kind: 'sum', label: words.subtotal, amount: formats.money(subtotal) }
  return {
    ...{ kind: 'cart_left', language, subject, heading, greeting, footer },
    blocks: [
      paragraph(words.lead),
      table(words.items, [...items, total]),
      link(words.open, url),
      facts({ label: words.keptUntil, value: `${formats.timestamp(keptUntil)} (${formats.zone})` }),
      paragraph(words.notHeld),
    ],
  }
}
