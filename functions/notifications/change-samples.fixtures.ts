import type { giftCardSold } from '#contexts/checkout/contract/gift-card-events.ts'
import type * as orders from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { giftCardId, locationId } from '#shared/ids.ts'
import type { Language } from '#shared/languages.ts'
import { of } from '#shared/money.ts'
import { sampleEnvelope, sampleOrder } from './sample-order.fixtures.ts'

export type ChangeEvents = {
  paymentReminder: EventOf<typeof orders.orderPaymentReminder>
  held: EventOf<typeof orders.orderHeld>
  addressWanted: EventOf<typeof orders.orderHeld>
  addressCorrected: EventOf<typeof orders.orderAddressCorrected>
  delayed: EventOf<typeof orders.orderDelayed>
  linesCancelled: EventOf<typeof orders.orderLinesCancelled>
  refunded: EventOf<typeof orders.orderRefunded>
  withdrawn: EventOf<typeof orders.orderWithdrawn>
  digitalDelivered: EventOf<typeof orders.orderDigitalDelivered>
  giftCard: EventOf<typeof giftCardSold>
  returned: EventOf<typeof orders.orderReturned>
}

const ADDRESSES: Readonly<
  Record<Language, { line1: string; city: string; region: string; postalCode: string }>
> = {
  en: { line1: '100 Queen Street West', city: 'Toronto', region: 'ON', postalCode: 'M5H 2N2' },
  ja: { line1: '宇田川町1-1', city: '渋谷区', region: '東京都', postalCode: '150-8010' },
  'zh-Hans': { line1: '人民大道200号', city: '黄浦区', region: '上海市', postalCode: '200003' },
}

/** What happens to a sample order that does not go plainly. */
export function changeSamples(locale: Language): ChangeEvents {
  const { shop, lines, totals, taxLines, about, promise, personal } = sampleOrder(locale)
  const named = lines.map(({ sku, name, quantity }) => ({ sku, name, quantity }))
  const [first, second] = named
  const [firstLine] = lines
  const [rate] = taxLines
  if (!first || !second || !firstLine || !rate) throw new RangeError('a sample order has two lines and a tax')
  const { currency } = totals.total
  const inEvent = <Type extends string>(sequence: number, type: Type) => ({
    ...sampleEnvelope(sequence),
    type,
    personal,
  })
  const hold = { ...about, holdId: 'hld_1', deadline: '2026-11-25T03:30:00.000Z' }
  const price = firstLine.subtotal
  const refunded = price.amount + totals.shipping.amount
  const tax = Math.round((refunded * Number(rate.rate)) / (1 + Number(rate.rate)))
  return {
    paymentReminder: {
      ...inEvent(11, 'order.payment_reminder'),
      data: {
        ...about,
        total: totals.total,
        action: 'pay_by_reference',
        method: 'store',
        reference: '4210-8837-1005',
        deadline: '2026-11-26T03:30:00.000Z',
      },
    },
    held: { ...inEvent(12, 'order.held'), data: { ...hold, reason: 'risk' } },
    addressWanted: { ...inEvent(13, 'order.held'), data: { ...hold, holdId: 'hld_2', reason: 'address' } },
    addressCorrected: {
      ...inEvent(14, 'order.address_corrected'),
      data: about,
      personal: {
        ...personal,
        shippingAddress: { name: shop.customer.name, ...ADDRESSES[locale], country: shop.country },
      },
    },
    delayed: {
      ...inEvent(15, 'order.delayed'),
      data: { ...about, promised: promise, promise: { earliest: '2026-11-28', latest: '2026-11-30' } },
    },
    linesCancelled: {
      ...inEvent(16, 'order.lines_cancelled'),
      data: {
        ...about,
        change: 1,
        cause: 'short_pick',
        reason: 'not at its bin',
        lines: [{ ...first, quantity: 1 }],
        released: [{ locationId: locationId.parse('MAIN'), lines: [{ sku: first.sku, quantity: 1 }] }],
        due: of(totals.total.amount - price.amount, currency),
      },
    },
    refunded: {
      ...inEvent(17, 'order.refunded'),
      data: {
        ...about,
        refundId: 'ref_1',
        amount: of(refunded, currency),
        taxLines: [
          {
            ...rate,
            base: of(shop.inclusive ? refunded : refunded - tax, currency),
            amount: of(tax, currency),
          },
        ],
        lines: [{ ...first, quantity: 1, amount: price }],
        shipping: totals.shipping,
        reason: 'damaged on its way',
      },
    },
    withdrawn: {
      ...inEvent(18, 'order.withdrawn'),
      data: { ...about, withdrawnAt: '2026-11-27T06:45:00.000Z', lines: [first, second] },
    },
    digitalDelivered: {
      ...inEvent(19, 'order.digital_delivered'),
      data: { ...about, lines: [{ ...first, quantity: 1 }], expiresAt: '2026-11-30T01:00:00.000Z' },
    },
    giftCard: {
      ...inEvent(21, 'gift_card.sold'),
      data: {
        ...about,
        ...{ giftCardId: giftCardId.parse(`gft_${'0'.repeat(26)}`), sku: first.sku, name: first.name },
        amount: price,
      },
      personal: { ...personal, code: 'M7KQ-2M9X-DC4W-8HTR-P3NF' },
    },
    returned: { ...inEvent(20, 'order.returned'), data: { ...about, reason: 'refused at the door' } },
  }
}
