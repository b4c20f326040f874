import { fulfillmentOrderCreated } from '#contexts/fulfillment/contract/events.ts'
import * as orders from '#contexts/orders/contract/events.ts'
import { paymentCaptured, paymentRefundSettled } from '#contexts/payments/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { fulfillmentOrderId, makeIds, type OrderId, orderId } from '#shared/ids.ts'
import type { Language } from '#shared/languages.ts'
import { apportion } from '#shared/money.ts'
import { makeOrderTokens } from '#shared/order-tokens.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import type { Store } from '#shared/store/store.ts'
import { makeHeard } from '#shared/testing-events.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { aSecret } from '#shared/testing-secrets.ts'
import { makeDocumentArchive } from './adapters/document-archive.ts'
import { makeOrderCopies } from './adapters/order-copies.ts'
import { makeSlipCopies } from './adapters/slip-copies.ts'
import type { Seller } from './contract/types.ts'
import type { Sheet } from './domain/sheet.ts'
import { taxWithin } from './domain/tax-rates.ts'
import { makeIssuePapers } from './use-cases/issue-papers.ts'
import { makeKeepOrder } from './use-cases/keep-order.ts'
import { makeKeepSlipFacts } from './use-cases/keep-slip-facts.ts'
import { makePrintDocument, makePrintGuestDocument } from './use-cases/print-document.ts'
import { makePrintPackingSlip } from './use-cases/print-packing-slip.ts'
import { makeListGuestDocuments } from './use-cases/read-documents.ts'

/** What the tests and pictures of papers have in common: orders as they are told, and a world in memory. */
export const ORDER = orderId.parse(`ord_${'1'.repeat(26)}`)
export const FULFILLMENT = fulfillmentOrderId.parse(`ful_${'2'.repeat(26)}`)
export const orderIdAt = (place: number): OrderId => orderId.parse(`ord_${String(place).padStart(26, '0')}`)

export const SELLER: Seller = {
  name: 'Cartwright',
  address: '1-1-1 Ariake, Koto-ku, Tokyo 135-0063',
  country: 'JP',
  registrationNumber: 'T1234567890123',
  email: 'orders@cartwright.example',
}

export interface Goods {
  readonly name: string
  readonly quantity: number
  readonly unitPrice: number
  readonly rate: string
}

/** An order as checkout prices it: tax rounded once per rate over all, and shared by the lines. */
export interface Shop {
  readonly locale: string
  readonly country: string
  readonly currency: string
  /** Prices have the tax in them. */
  readonly inclusive: boolean
  readonly goods: readonly Goods[]
  readonly shipping: number
  /** Names of taxes by rate; the first is that of shipping. */
  readonly taxes: Readonly<Record<string, string>>
  readonly buyer: object
}

const GOODS: Readonly<Record<Language, readonly Goods[]>> = {
  ja: [
    { name: '日本の庭（写真集）', quantity: 1, unitPrice: 3_080, rate: '0.1' },
    { name: '緑茶 煎茶 100g', quantity: 3, unitPrice: 1_080, rate: '0.08' },
    { name: 'オーガニックコットンTシャツ 紺・Mサイズ、長袖', quantity: 2, unitPrice: 2_750, rate: '0.1' },
  ],
  en: [
    { name: 'Gardens of Japan (hardcover)', quantity: 1, unitPrice: 4_250, rate: '0.13' },
    { name: 'Organic cotton T-shirt, navy, M', quantity: 2, unitPrice: 2_900, rate: '0.13' },
    {
      name: 'Żółta łódź: a children’s picture book about a yellow boat',
      quantity: 12,
      unitPrice: 1_999,
      rate: '0.13',
    },
  ],
  'zh-Hans': [
    { name: '日本庭园（精装画册）', quantity: 1, unitPrice: 16_800, rate: '0.13' },
    { name: '有机棉T恤 藏青色 M码', quantity: 2, unitPrice: 12_900, rate: '0.13' },
    { name: '龙井绿茶 100克', quantity: 3, unitPrice: 8_800, rate: '0.09' },
  ],
}

const place = (name: string, line1: string, city: string, more: object) => ({
  customer: { name, email: 'buyer@example.com' },
  shippingAddress: { name, line1, city, ...more },
})

/** The order that is usual where a language is spoken, of so many lines. */
export function shopIn(language: Language, lines = 3): Shop {
  const goods = Array.from({ length: lines }, (_, index) => {
    const one = GOODS[language][index % 3]
    if (!one) throw new RangeError('there are three goods')
    return lines > 3 ? { ...one, name: `${one.name} ${index + 1}` } : one
  })
  switch (language) {
    case 'ja':
      return {
        ...{ locale: 'ja', country: 'JP', currency: 'JPY', inclusive: true, goods, shipping: 550 },
        taxes: { '0.1': '消費税', '0.08': '消費税（軽減税率）' },
        buyer: place('髙橋 花子', '西新宿2-8-1', '新宿区', {
          ...{ region: '東京都', postalCode: '163-8001', country: 'JP' },
        }),
      }
    case 'en':
      return {
        ...{ locale: 'en-CA', country: 'CA', currency: 'CAD', inclusive: false, goods, shipping: 1_295 },
        taxes: { '0.13': 'HST' },
        buyer: place('Jane Doe', '100 Queen Street West', 'Toronto', {
          ...{ line2: 'Suite 12', region: 'ON', postalCode: 'M5H 2N2', country: 'CA' },
        }),
      }
    case 'zh-Hans':
      return {
        ...{ locale: 'zh-Hans', country: 'CN', currency: 'CNY', inclusive: true, goods, shipping: 2_000 },
        taxes: { '0.13': '增值税', '0.09': '增值税' },
        buyer: place('张伟', '中关村大街27号', '北京市', { postalCode: '100080', country: 'CN' }),
      }
  }
}

/** An event as a consumer reads it. */
export const heard = makeHeard({
  ...{ sequence: 3, correlationId: 'test', causationId: 'test', actor: SYSTEM },
})

/** What an order's events say of it. */
export function toldOf(shop: Shop, id: OrderId = ORDER) {
  const money = (amount: number) => ({ amount, currency: shop.currency })
  const about = { orderId: id, number: 'K7WQ2M4X', locale: shop.locale, country: shop.country }
  const [standard] = Object.keys(shop.taxes)
  const taxable = [
    ...shop.goods.map(({ rate, quantity, unitPrice }) => ({ rate, amount: quantity * unitPrice })),
    { rate: standard, amount: shop.shipping },
  ]
  const parts = taxable.map(() => 0)
  const taxLines = Object.entries(shop.taxes).flatMap(([rate, name]) => {
    const places = taxable.flatMap((one, index) => (one.rate === rate && one.amount > 0 ? [index] : []))
    const bases = places.map((index) => taxable[index]?.amount ?? 0)
    const base = bases.reduce((a, b) => a + b, 0)
    const amount = shop.inclusive ? taxWithin(shop.country, rate, base) : Math.round(base * Number(rate))
    apportion(amount, bases).forEach((part, index) => {
      parts[places[index] ?? 0] = part
    })
    return base > 0 ? [{ name, rate, base: money(base), amount: money(amount) }] : []
  })
  const lines = shop.goods.map(({ name, quantity, unitPrice, rate }, index) => ({
    ...{
      lineId: String(index + 1),
      sku: `SKU-${index + 1}`,
      name,
      quantity,
      kind: 'physical',
      taxRate: rate,
    },
    ...{ unitPrice: money(unitPrice), subtotal: money(quantity * unitPrice), tax: money(parts[index] ?? 0) },
    total: money(quantity * unitPrice + (shop.inclusive ? 0 : (parts[index] ?? 0))),
  }))
  const subtotal = shop.goods.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0)
  const tax = parts.reduce((a, b) => a + b, 0)
  const total = subtotal + shop.shipping + (shop.inclusive ? 0 : tax)
  const totals = {
    ...{ subtotal: money(subtotal), discount: money(0), shipping: money(shop.shipping) },
    ...{ tax: money(tax), total: money(total) },
  }
  const personal = shop.buyer as never
  return {
    lines,
    total,
    confirmed: (changes: object = {}) =>
      heard(
        orders.orderConfirmed,
        {
          ...about,
          ...{ placedAt: '2026-11-24T00:59:00Z', lines, totals, taxLines, allocations: [] },
          promise: { earliest: '2026-11-25', latest: '2026-11-26' },
          shipping: { id: 'standard', level: 'standard', carrier: 'Carrier', service: 'Service' },
          ...changes,
        },
        { personal },
      ),
    /** So many units of a line, and what is due then. */
    cancelled: (change: number, units: readonly (readonly [line: number, quantity: number])[], due: number) =>
      heard(orders.orderLinesCancelled, {
        ...about,
        ...{ change, cause: 'customer', reason: 'changed mind', released: [], due: money(due) },
        lines: named(units),
      }),
    completed: (changes: { captured?: number } & Record<string, unknown> = {}) =>
      heard(orders.orderCompleted, {
        ...about,
        ...{ deliveredAt: '2026-11-26T16:20:00Z', lines, totals, taxLines },
        ...changes,
        captured: money(changes.captured ?? total),
      }),
    captured: (amount: number) =>
      heard(paymentCaptured, {
        ...{ orderId: id, currency: shop.currency },
        payment: { sequence: 5, status: 'captured', authorized: amount, captured: amount, refunded: 0 },
      }),
    refundSettled: (refundId: string, state: 'succeeded' | 'failed') =>
      heard(paymentRefundSettled, { orderId: id, refundId, amount: 3_240, state }),
    refunded: (refundId: string, refund: { amount: number; [field: string]: unknown }) =>
      heard(orders.orderRefunded, {
        ...about,
        ...{ refundId, lines: [], shipping: money(0), reason: 'damaged', taxLines: [] },
        ...refund,
        amount: money(refund.amount),
      }),
    addressCorrected: (line1: string, sequence: number) =>
      heard(orders.orderAddressCorrected, about, {
        sequence,
        personal: {
          ...(shop.buyer as object),
          shippingAddress: { ...(shop.buyer as { shippingAddress: object }).shippingAddress, line1 },
        },
      } as object),
    fulfillment: (status: string, quantity: number, sequence = 1) =>
      heard(
        fulfillmentOrderCreated,
        {
          ...{ fulfillmentOrderId: FULFILLMENT, orderId: id, locationId: 'tokyo', status, parcels: [] },
          lines: lines.map(({ sku, name }) => ({ sku, name, quantity, picked: 0 })),
        },
        { sequence },
      ),
    money,
  }

  function named(units: readonly (readonly [line: number, quantity: number])[]) {
    return units.map(([line, quantity]) => ({
      ...{ sku: `SKU-${line}`, name: shop.goods[line - 1]?.name, quantity },
    }))
  }
}

/** Papers on a store in memory, at a time that the test moves. */
export function makeWorld({ store: given, seller = SELLER }: { store?: Store; seller?: Seller } = {}) {
  let born = 0
  let time = new Date('2026-11-26T16:30:00Z')
  const memory = makeMemoryStore()
  const store = given ?? memory
  const personal = makeTestPersonal()
  const ids = makeIds(() => String(++born).padStart(26, '0'))
  const clock = { now: () => time }
  const archive = makeDocumentArchive({ store, clock, ids, personal })
  const orderTokens = makeOrderTokens(aSecret('a secret of the tests'))
  const drawn: Sheet[] = []
  const draw = async (sheet: Sheet) => {
    drawn.push(sheet)
    return new TextEncoder().encode(sheet.title)
  }
  const orderCopies = makeOrderCopies({ store, personal })
  const slips = makeSlipCopies(store)
  const deps = { archive, orders: orderCopies, slips, seller, clock, orderTokens, draw }
  return {
    ...deps,
    memory,
    drawn,
    keep: makeKeepOrder(deps),
    issue: makeIssuePapers(deps),
    slip: makeKeepSlipFacts(deps),
    listForGuest: makeListGuestDocuments(deps),
    print: makePrintDocument(deps),
    printForGuest: makePrintGuestDocument(deps),
    printSlip: makePrintPackingSlip(deps),
    setTime: (at: string) => {
      time = new Date(at)
    },
    papers: async (id: OrderId = ORDER) => {
      const { items } = await archive.list(id, { limit: 100 })
      return Promise.all(items.map(async (item) => (await archive.find(item.id))?.facts))
    },
  }
}
