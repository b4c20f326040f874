import * as z from 'zod/mini'
import { productPublished } from '#contexts/catalog/contract/events.ts'
import { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import {
  orderCancelling,
  orderConfirmed,
  orderLinesCancelled,
  orderReallocated,
} from '#contexts/orders/contract/events.ts'
import type { Allocation, ReleasedAllocation } from '#contexts/orders/contract/types.ts'
import { shipmentLabelCreated, shipmentLabelVoided } from '#contexts/shipping/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import type { EventDefinition } from '#shared/events.ts'
import { eventId, type FulfillmentOrderId, locationId, orderId, type Sku, sku } from '#shared/ids.ts'
import { fulfillmentOrderIdOf } from '../contract/fulfillment-order-id.ts'
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

export const bookPublished = (book: { barcode: string; weightGrams: number }, sequence?: number) => {
  const facts = { ...book, name: { ja: '源氏物語' }, prices: [yen(1000)] }
  const size = { lengthMm: 150, widthMm: 105, heightMm: 25 }
  return told(
    productPublished,
    {
      ...{ productId: BOOK, ...facts, ...size, taxClass: 'standard', kind: 'physical' },
      ...{ variants: [{ sku: BOOK, options: {}, ...facts, ...size }], withdrawnSkus: [] },
    },
    sequence,
  )
}

export const tokyoChanged = (cutOff: string, sequence?: number) =>
  told(
    stockLocationChanged,
    {
      ...{ locationId: TOKYO, name: 'Tokyo', priority: 1, cutOff, timeZone: 'Asia/Tokyo', sameDayCities: [] },
      address: { name: 'Tokyo', line1: '1-1', city: 'Tokyo', postalCode: '100-0001', country: 'JP' },
    },
    sequence,
  )

export const confirmed = (allocations: readonly Allocation[], more: { releaseAt?: string } = {}) =>
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
    ...more,
  })

export const cancelling = () => told(orderCancelling, { ...about, reason: 'changed my mind' })

type Quantity = { readonly sku: Sku; readonly quantity: number }
const named = (lines: readonly Quantity[]) =>
  lines.map((line) => ({ ...line, name: line.sku === BOOK ? '源氏物語' : 'Tシャツ M' }))

/** A customer cancels what these fulfillment orders, or locations, were to send. */
export const linesCancelled = (change: number, released: readonly ReleasedAllocation[]) =>
  told(orderLinesCancelled, {
    ...about,
    ...{ change, cause: 'customer', reason: 'too many', due: yen(0) },
    lines: named(released.flatMap(({ lines }) => lines)),
    released: [...released],
  })

/** Nobody has what was missing. */
export const nobodyHas = (change: number, lines: readonly Quantity[], of?: FulfillmentOrderId) =>
  told(orderLinesCancelled, {
    ...about,
    ...{ change, cause: 'short_pick', reason: 'the shelf was empty', due: yen(0) },
    lines: named(lines),
    released: [],
    ...(of ? { fulfillmentOrderId: of } : {}),
  })

interface Reallocated {
  readonly key?: string
  readonly given?: readonly { fulfillmentOrderId: FulfillmentOrderId; lines: Quantity[] }[]
  readonly allocations: readonly Allocation[]
}
export const reallocated = (change: number, { key = 'pick-1', given = [], allocations }: Reallocated) =>
  told(orderReallocated, {
    ...about,
    ...{ change, key, reason: given.length > 0 ? 'short_pick' : 'reship' },
    given: [...given],
    allocations: [...allocations],
    lines: named(allocations.flatMap(({ lines }) => lines)),
    promise: { earliest: '2026-11-26', latest: '2026-11-27' },
    shipping: { id: 'yamato-standard', level: 'standard', carrier: 'Yamato', service: 'TA-Q-BIN' },
  })

const shipmentOf = (fulfillmentOrderId: FulfillmentOrderId, parcel: number) => ({
  ...{ orderId: ORDER, fulfillmentOrderId, parcelId: `${fulfillmentOrderId}-${parcel}` },
  shipmentId: `shp_${String(parcel).padStart(26, '0')}`,
  ...{ carrier: 'Yamato', service: 'TA-Q-BIN', scans: [] },
})

/** Of the fulfillment order's parcel with this number, from 1. */
export const labelCreated = (of: FulfillmentOrderId, parcel: number, sequence = 1) =>
  told(
    shipmentLabelCreated,
    { ...shipmentOf(of, parcel), trackingNumber: `4000000000${parcel}`, status: 'pre_transit' },
    sequence,
  )
export const labelVoided = (of: FulfillmentOrderId, parcel: number, sequence = 2) =>
  told(shipmentLabelVoided, { ...shipmentOf(of, parcel), trackingNumber: '', status: 'unknown' }, sequence)
