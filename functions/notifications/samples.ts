import type * as orders from '#contexts/orders/contract/events.ts'
import type { shipmentStatusChanged } from '#contexts/shipping/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { fulfillmentOrderId, locationId, shipmentId } from '#shared/ids.ts'
import type { Language } from '#shared/languages.ts'
import { type ChangeEvents, changeSamples } from './change-samples.fixtures.ts'
import { SAMPLE_ORDER, sampleEnvelope, sampleOrder, unique } from './sample-order.fixtures.ts'

export { SAMPLE_ORDER } from './sample-order.fixtures.ts'

type PlainEvents = {
  paymentRequired: EventOf<typeof orders.orderPaymentRequired>
  confirmed: EventOf<typeof orders.orderConfirmed>
  shipped: EventOf<typeof orders.orderShipped>
  outForDelivery: EventOf<typeof shipmentStatusChanged>
  completed: EventOf<typeof orders.orderCompleted>
  rejected: EventOf<typeof orders.orderRejected>
  cancelled: EventOf<typeof orders.orderCancelled>
}

export const SAMPLE_SHIPMENT = shipmentId.parse(`shp_${unique(1)}`)
export const SAMPLE_FULFILLMENT_ORDER = fulfillmentOrderId.parse(`ful_${unique(1)}`)

/** What a sample order's customer is told of: an event of each kind, as consumers read it. */
export function sampleEvents(locale: Language): PlainEvents & ChangeEvents {
  const { shop, lines, totals, taxLines, about, promise, personal } = sampleOrder(locale)
  const { carrier, trackingNumber } = shop
  return {
    ...changeSamples(locale),
    paymentRequired: {
      ...sampleEnvelope(2),
      type: 'order.payment_required',
      data: { ...about, total: totals.total, action: 'pay_again', deadline: '2026-11-24T03:30:00.000Z' },
      personal,
    },
    confirmed: {
      ...sampleEnvelope(3),
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
      ...sampleEnvelope(4),
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
      ...sampleEnvelope(1, 'shipping'),
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
      ...sampleEnvelope(5),
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
      ...sampleEnvelope(6),
      type: 'order.rejected',
      data: {
        ...about,
        code: 'out_of_stock',
        lines: lines.slice(1, 2).map((line) => ({ ...line, requested: line.quantity, available: 1 })),
      },
      personal,
    },
    cancelled: {
      ...sampleEnvelope(7),
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
