import type * as z from 'zod/mini'
import type * as orders from '#contexts/orders/contract/events.ts'
import type { orderLine, orderTotals, taxLine } from '#contexts/orders/contract/types.ts'
import type { shipmentStatusChanged } from '#contexts/shipping/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { customer } from '#shared/address.ts'
import type { EventOf } from '#shared/events.ts'
import { eventId, fulfillmentOrderId, locationId, orderId, shipmentId, sku } from '#shared/ids.ts'
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

const unique = (digit: number): string => String(digit).padStart(26, '0')

/** What an order's events say of it; every event of a sample order is made of these. */
function factsOf(locale: Language) {
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
  return { shop, lines, totals, taxLines }
}

type Events = {
  paymentRequired: EventOf<typeof orders.orderPaymentRequired>
  confirmed: EventOf<typeof orders.orderConfirmed>
  shipped: EventOf<typeof orders.orderShipped>
  outForDelivery: EventOf<typeof shipmentStatusChanged>
  completed: EventOf<typeof orders.orderCompleted>
  rejected: EventOf<typeof orders.orderRejected>
  cancelled: EventOf<typeof orders.orderCancelled>
}

export const SAMPLE_ORDER = orderId.parse(`ord_${unique(1)}`)
export const SAMPLE_SHIPMENT = shipmentId.parse(`shp_${unique(1)}`)
export const SAMPLE_FULFILLMENT_ORDER = fulfillmentOrderId.parse(`ful_${unique(1)}`)

/** What a sample order's customer is told of: an event of each kind, as consumers read it. */
export function sampleEvents(locale: Language): Events {
  const { shop, lines, totals, taxLines } = factsOf(locale)
  const about = { orderId: SAMPLE_ORDER, number: '7KQ2M9XD', locale, country: shop.country }
  const promise = { earliest: '2026-11-25', latest: '2026-11-26' }
  const { carrier, trackingNumber } = shop
  const personal = { customer: customer.parse(shop.customer) }
  const envelope = (sequence: number, source = 'orders') => ({
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
  return {
    paymentRequired: {
      ...envelope(2),
      type: 'order.payment_required',
      data: { ...about, total: totals.total, action: 'pay_again', deadline: '2026-11-24T03:30:00.000Z' },
      personal,
    },
    confirmed: {
      ...envelope(3),
      type: 'order.confirmed',
      data: {
        ...about,
        placedAt: '2026-11-23T01:00:00.000Z',
        lines,
        totals,
        taxLines,
        promise,
        shipping: { id: 'standard', level: 'standard', carrier, service: 'Standard' },
        allocations: [{ locationId: locationId.parse('MAIN'), lines }],
      },
      personal,
    },
    shipped: {
      ...envelope(4),
      type: 'order.shipped',
      data: {
        ...about,
        fulfillmentOrderId: SAMPLE_FULFILLMENT_ORDER,
        shipments: [{ shipmentId: SAMPLE_SHIPMENT, carrier, service: 'Standard', trackingNumber }],
        lines: lines.map((line) => ({ sku: line.sku, name: line.name, quantity: line.quantity })),
        promise,
      },
      personal,
    },
    outForDelivery: {
      ...envelope(1, 'shipping'),
      type: 'shipment.status_changed',
      subject: SAMPLE_SHIPMENT,
      data: {
        shipmentId: SAMPLE_SHIPMENT,
        orderId: SAMPLE_ORDER,
        fulfillmentOrderId: SAMPLE_FULFILLMENT_ORDER,
        parcelId: '1',
        carrier,
        service: 'Standard',
        trackingNumber,
        status: 'out_for_delivery',
        scans: [
          { at: '2026-11-25T00:10:00.000Z', status: 'out_for_delivery', description: 'Out for delivery' },
        ],
      },
      personal: {},
    },
    completed: {
      ...envelope(5),
      type: 'order.completed',
      data: {
        ...about,
        deliveredAt: shop.deliveredAt,
        lines,
        totals,
        taxLines,
        captured: totals.total,
      },
      personal,
    },
    rejected: {
      ...envelope(6),
      type: 'order.rejected',
      data: {
        ...about,
        code: 'out_of_stock',
        lines: lines.slice(1, 2).map((line) => ({ ...line, requested: line.quantity, available: 1 })),
      },
      personal,
    },
    cancelled: {
      ...envelope(7),
      type: 'order.cancelled',
      data: { ...about, reason: CANCELLED_BECAUSE[locale] },
      personal,
    },
  }
}

const CANCELLED_BECAUSE: Readonly<Record<Language, string>> = {
  en: 'I ordered the wrong size.',
  ja: 'サイズを間違えたため。',
  'zh-Hans': '尺码选错了。',
}
