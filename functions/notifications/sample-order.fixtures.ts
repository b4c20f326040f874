import type * as z from 'zod/mini'
import type { orderLine, orderTotals, taxLine } from '#contexts/orders/contract/types.ts'
import { SYSTEM } from '#shared/actor.ts'
import { customer } from '#shared/address.ts'
import { eventId, orderId, sku } from '#shared/ids.ts'
import type { Language } from '#shared/languages.ts'
import { currency, of, sum } from '#shared/money.ts'

interface Shop {
  readonly country: string
  readonly currency: string
  readonly customer: { readonly name: string; readonly email: string; readonly phone?: string }
  /** When it was delivered. */
  readonly deliveredAt: string
  readonly carrier: string
  readonly trackingNumber: string
  /** Name, quantity, and price of one. */
  readonly goods: readonly (readonly [name: string, quantity: number, price: number])[]
  readonly shipping: number
  /** Name, rate, what it is of, and the tax. */
  readonly taxes: readonly (readonly [name: string, rate: string, base: number, amount: number])[]
  /** Whether prices have the tax in them. */
  readonly inclusive: boolean
}

/** One order per language, of the kind that is usual there. */
const SHOPS: Readonly<Record<Language, Shop>> = {
  ja: {
    country: 'JP',
    deliveredAt: '2026-11-25T04:20:00.000Z',
    currency: 'JPY',
    customer: { name: '山田 花子', email: 'hanako@example.com', phone: '+819012345678' },
    carrier: 'KuronekoYamato',
    trackingNumber: '4000 1234 5670',
    goods: [
      ['日本の庭（写真集）', 1, 3_080],
      ['オーガニックコットンTシャツ 紺・M', 2, 2_750],
      ['緑茶 煎茶 100g', 1, 1_080],
    ],
    shipping: 550,
    taxes: [
      ['消費税', '0.1', 9_130, 830],
      ['消費税（軽減税率）', '0.08', 1_080, 80],
    ],
    inclusive: true,
  },
  en: {
    country: 'CA',
    deliveredAt: '2026-11-25T18:20:00.000Z',
    currency: 'CAD',
    customer: { name: 'Jane Doe', email: 'jane@example.com', phone: '+14165550123' },
    carrier: 'CanadaPost',
    trackingNumber: '7023210039414604',
    goods: [
      ['Gardens of Japan (hardcover)', 1, 4_250],
      ['Organic cotton T-shirt, navy, M', 2, 2_900],
    ],
    shipping: 1_295,
    taxes: [['HST', '0.13', 11_345, 1_475]],
    inclusive: false,
  },
  'zh-Hans': {
    country: 'CN',
    deliveredAt: '2026-11-25T05:20:00.000Z',
    currency: 'CNY',
    customer: { name: '张 三', email: 'san@example.com', phone: '+8613800138000' },
    carrier: 'DHLExpress',
    trackingNumber: '1234567890',
    goods: [
      ['日本庭园（精装画册）', 1, 16_800],
      ['有机棉T恤 藏青色 M码', 2, 12_900],
    ],
    shipping: 2_000,
    taxes: [['增值税', '0.13', 44_600, 5_131]],
    inclusive: true,
  },
}

export const unique = (digit: number): string => String(digit).padStart(26, '0')

export const SAMPLE_ORDER = orderId.parse(`ord_${unique(1)}`)

/** What an order's events say of it; every event of a sample order is made of these. */
export function sampleOrder(locale: Language) {
  const shop = SHOPS[locale]
  const code = currency.parse(shop.currency)
  const lines: z.infer<typeof orderLine>[] = shop.goods.map(([name, quantity, unitPrice], index) => ({
    lineId: String(index + 1),
    sku: sku.parse(`SKU-${index + 1}`),
    name,
    quantity,
    unitPrice: of(unitPrice, code),
    subtotal: of(unitPrice * quantity, code),
    tax: of(0, code),
    total: of(unitPrice * quantity, code),
    kind: 'physical',
  }))
  const subtotal = sum(
    code,
    lines.map((line) => line.subtotal),
  )
  const tax = shop.taxes.reduce((total, [, , , amount]) => total + amount, 0)
  const shipping = of(shop.shipping, code)
  const totals: z.infer<typeof orderTotals> = {
    subtotal,
    discount: of(0, code),
    shipping,
    tax: of(tax, code),
    total: of(subtotal.amount + shipping.amount + (shop.inclusive ? 0 : tax), code),
  }
  const taxLines: z.infer<typeof taxLine>[] = shop.taxes.map(([name, rate, base, amount]) => ({
    name,
    rate,
    base: of(base, code),
    amount: of(amount, code),
  }))
  const about = { orderId: SAMPLE_ORDER, number: '7KQ2M9XD', locale, country: shop.country }
  const promise = { earliest: '2026-11-25', latest: '2026-11-26' }
  return {
    shop,
    lines,
    totals,
    taxLines,
    about,
    promise,
    personal: { customer: customer.parse(shop.customer) },
  }
}

/** What is around a sample event's data. */
export const sampleEnvelope = (sequence: number, source = 'orders') => ({
  id: eventId.parse(`evt_${unique(sequence)}`),
  schema: 1,
  source,
  subject: SAMPLE_ORDER as string,
  sequence,
  occurredAt: '2026-11-23T01:00:00.000Z',
  correlationId: 'sample',
  causationId: 'sample',
  actor: SYSTEM,
})
