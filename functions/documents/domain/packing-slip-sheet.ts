import { languageOf, makeFormats } from '#shared/languages.ts'
import { named } from '#shared/named.ts'
import { zoneOf } from '#shared/time-zones.ts'
import type { Seller } from '../contract/types.ts'
import type { Buyer, OrderFacts } from './order-facts.ts'
import { recipientParty } from './parties.ts'
import type { Sheet } from './sheet.ts'
import { WORDS } from './words.ts'

export interface PackingSlip {
  readonly order: OrderFacts
  readonly buyer: Buyer
  readonly seller: Seller
  readonly lines: readonly { sku: string; name: string; quantity: number; barcode: string | undefined }[]
}

/** What is in the parcels, for who packs and who unpacks: no price, and not who paid. */
export function packingSlipSheet({ order, buyer, seller, lines }: PackingSlip): Sheet {
  const language = languageOf(order.locale)
  const words = WORDS[language]
  const { labels } = words
  const formats = makeFormats(order.locale, zoneOf(order.country))
  return {
    language,
    title: words.packingSlip,
    at: order.placedAt,
    facts: [{ label: labels.orderNumber, value: order.number }],
    parties: [
      recipientParty(buyer, words, seller.country),
      { label: labels.sender, lines: [seller.name, seller.address, seller.email] },
    ],
    table: {
      columns: [
        { label: labels.item, width: 0.44, align: 'left' },
        { label: labels.sku, width: 0.24, align: 'left' },
        { label: labels.barcode, width: 0.22, align: 'left' },
        { label: labels.quantity, width: 0.1, align: 'right' },
      ],
      rows: lines.map(({ name, sku, barcode = '', quantity }) => [
        named(name),
        sku,
        barcode,
        formats.number(quantity),
      ]),
    },
    totals: [],
    notes: [],
    footer: `${seller.name}  ·  ${order.number}`,
    pageOf: words.pageOf,
  }
}
