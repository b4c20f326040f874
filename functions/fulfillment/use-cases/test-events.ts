import * as z from 'zod/mini'
import { productPublished } from '#contexts/catalog/contract/events.ts'
import { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import { orderCancelling, orderConfirmed } from '#contexts/orders/contract/events.ts'
import type { Allocation } from '#contexts/orders/contract/types.ts'
import { shipmentLabelCreated } from '#contexts/shipping/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import type { EventDefinition } from '#shared/events.ts'
import { eventId, type FulfillmentOrderId, locationId, orderId, type Sku, sku } from '#shared/ids.ts'
import { fulfillmentOrderIdOf } from '../domain/plan.ts'
import type { Told } from './ports.ts'

export const NOW = '2026-11-20T03:00:00.000Z'
export const ORDER = orderId.parse('ord_01kanq0000abcdefghjkmnpqrs')
export const TOKYO = locationId.parse('TOKYO')
export const OSAKA = locationId.parse('OSAKA')
export const BOOK = sku.parse('BOOK-1')
export const TEE = sku.parse('TEE-M')
export const BOOK_BARCODE = '9784003510155'
/** The work of Tokyo on the order. */
export const WORK = fulfillmentOrderIdOf(ORDER, TOKYO)

/** Two books and one T-shirt. */
export const LINES: readonly { sku: Sku; quantity: number }[] = [
  { sku: BOOK, quantity: 2 },
  { sku: TEE, quantity: 1 },
]

/** An event as it is received; `data` must be of its schema. */
function told<Definition extends EventDefinition>(
  { type, schema, source, data: shape }: Definition,
  data: z.input<Definition['data']>,
  sequence = 1,
): Told<Definition> {
  return {
    ...{ id: eventId.parse(`evt_${'0'.repeat(26)}`), type, schema, source, sequence },
    ...{
      subject: 'subject',
      occurredAt: NOW,
      correlationId: 'corr-1',
      causationId: 'cause-1',
      actor: SYSTEM,
    },
    data: z.parse(shape, data),
  } as Told<Definition>
}

const yen = (amount: number) => ({ amount, currency: 'JPY' })
const about = { orderId: ORDER, number: 'K7PQ2RSX', locale: 'ja' }

export const bookPublished = (book: { barcode: string; weightGrams: number }, sequence?: number) =>
  told(
    productPublished,
    {
      ...book,
      ...{ sku: BOOK, name: { ja: '源氏物語' }, prices: [yen(1000)], taxClass: 'standard', kind: 'physical' },
      ...{ lengthMm: 150, widthMm: 105, heightMm: 25 },
    },
    sequence,
  )

export const tokyoChanged = (cutOff: string, sequence?: number) =>
  told(
    stockLocationChanged,
    {
      ...{ locationId: TOKYO, name: 'Tokyo', priority: 1, cutOff, timeZone: 'Asia/Tokyo', sameDayCities: [] },
      address: { name: 'Tokyo', line1: '1-1', city: 'Tokyo', postalCode: '100-0001', country: 'JP' },
    },
    sequence,
  )

export const confirmed = (allocations: readonly Allocation[]) =>
  told(orderConfirmed, {
    ...about,
    placedAt: NOW,
    lines: LINES.map(({ sku, quantity }, index) => ({
      lineId: String(index + 1),
      sku,
      name: sku === BOOK ? '源氏物語' : 'Tシャツ M',
      quantity,
      unitPrice: yen(1000),
      subtotal: yen(1000 * quantity),
      tax: yen(0),
      total: yen(1000 * quantity),
      kind: 'physical' as const,
    })),
    totals: { subtotal: yen(3000), discount: yen(0), shipping: yen(0), tax: yen(0), total: yen(3000) },
    taxLines: [],
    promise: { earliest: '2026-11-24', latest: '2026-11-25' },
    shipping: { id: 'yamato-standard', level: 'standard', carrier: 'Yamato', service: 'TA-Q-BIN' },
    allocations: [...allocations],
  })

export const cancelling = () => told(orderCancelling, { ...about, reason: 'changed my mind' })

/** Of the fulfillment order's parcel with this number, from 1. */
export const labelCreated = (fulfillmentOrderId: FulfillmentOrderId, parcel: number) =>
  told(shipmentLabelCreated, {
    ...{ orderId: ORDER, fulfillmentOrderId, parcelId: `${fulfillmentOrderId}-${parcel}` },
    shipmentId: `shp_${String(parcel).padStart(26, '0')}`,
    ...{ carrier: 'Yamato', service: 'TA-Q-BIN', trackingNumber: `4000000000${parcel}` },
    ...{ status: 'pre_transit', scans: [] },
  })
