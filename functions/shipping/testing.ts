import type { withdrawLabel } from '#contexts/fulfillment/contract/calls.ts'
import {
  fulfillmentOrderCancelled,
  fulfillmentOrderHandedOver,
  fulfillmentOrderPacked,
  fulfillmentOrderUnpacked,
} from '#contexts/fulfillment/contract/events.ts'
import { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import { orderAddressCorrected, orderConfirmed } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { Envelope } from '#shared/events.ts'
import { fulfillmentOrderId, makeIds, orderId } from '#shared/ids.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeHeard } from '#shared/testing-events.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { makeInbox } from '#shared/webhooks.ts'
import { makeChangeParcel } from './adapters/parcel-repository.ts'
import { shipmentWebhookReceived } from './contract/events.ts'
import type { StockLocation } from './domain/location-rates.ts'
import { shipmentIdOf } from './domain/shipment.ts'
import { makeFakeCarrier } from './testing-carrier.ts'
import { makeLabelDesk, makeShipping } from './use-cases/shipping.ts'

/** What the tests of shipping have in common: events as they come in, and a world on a store in memory. */
export const ORDER = orderId.parse(`ord_${'1'.repeat(26)}`)
export const FULFILLMENT = fulfillmentOrderId.parse(`ful_${'2'.repeat(26)}`)
export const SHIPMENT = shipmentIdOf(FULFILLMENT, 'parcel-1')
export const CAUSE = { correlationId: 'request-1', causationId: 'request-1', actor: SYSTEM }

export const tokyo = (changes: object = {}): StockLocation =>
  stockLocationChanged.data.parse({
    locationId: 'tokyo',
    name: 'Tokyo',
    address: {
      name: 'Cartwright Tokyo',
      line1: '丸の内1-9-1',
      city: '千代田区',
      region: '東京都',
      postalCode: '100-0005',
      country: 'JP',
    },
    priority: 1,
    cutOff: '15:00',
    timeZone: 'Asia/Tokyo',
    sameDayCities: ['千代田区', 'Tokyo'],
    ...changes,
  })

const heard = makeHeard({ sequence: 1, ...CAUSE })

const yen = (amount: number) => ({ amount, currency: 'JPY' })

export const confirmed = ({ sequence = 3, address = {}, ...changes }: Record<string, unknown> = {}) =>
  heard(
    orderConfirmed,
    {
      orderId: ORDER,
      number: 'K7WQ2M4X',
      locale: 'ja',
      placedAt: '2026-11-24T00:59:00Z',
      lines: [
        {
          lineId: '1',
          sku: 'BOOK',
          name: '源氏物語',
          quantity: 2,
          unitPrice: yen(1980),
          subtotal: yen(3960),
          tax: yen(396),
          total: yen(4356),
          kind: 'physical',
        },
      ],
      totals: { subtotal: yen(3960), discount: yen(0), shipping: yen(930), tax: yen(489), total: yen(5379) },
      taxLines: [],
      promise: { earliest: '2026-11-25', latest: '2026-11-26' },
      shipping: {
        id: 'standard.KuronekoYamato.TaQBin.domestic',
        level: 'standard',
        carrier: 'KuronekoYamato',
        service: 'TaQBin',
      },
      allocations: [{ locationId: 'tokyo', lines: [{ sku: 'BOOK', quantity: 2 }] }],
      ...changes,
    },
    {
      sequence: Number(sequence),
      personal: {
        customer: { name: '髙橋 花子', email: 'hanako@example.com', phone: '+81312345678' },
        shippingAddress: {
          name: '髙橋 花子',
          line1: '西新宿2-8-1',
          city: '新宿区',
          region: '東京都',
          postalCode: '163-8001',
          country: 'JP',
          ...(address as object),
        },
      },
    } as object,
  )

const parcel = (parcelId: string) => ({
  parcelId,
  lengthMm: 254,
  widthMm: 180,
  heightMm: 60,
  weightGrams: 980,
  lines: [{ sku: 'BOOK', quantity: 2 }],
})

const fulfillment = (status: string, parcelIds: readonly string[]) => ({
  fulfillmentOrderId: FULFILLMENT,
  orderId: ORDER,
  locationId: 'tokyo',
  status,
  lines: [{ sku: 'BOOK', name: '源氏物語', quantity: 2, picked: 2 }],
  parcels: parcelIds.map(parcel),
})

export const packed = (...parcelIds: string[]) =>
  heard(fulfillmentOrderPacked, fulfillment('packed', parcelIds.length > 0 ? parcelIds : ['parcel-1']))
export const cancelledOrder = (...parcelIds: string[]) =>
  heard(fulfillmentOrderCancelled, fulfillment('cancelled', parcelIds))
export const handedOver = (...parcelIds: string[]) =>
  heard(fulfillmentOrderHandedOver, fulfillment('handed_over', parcelIds), {
    occurredAt: '2026-11-24T03:00:00.000Z',
  })
export const unpacked = (...opened: string[]) =>
  heard(fulfillmentOrderUnpacked, { ...fulfillment('picked', []), opened })

/** Who the parcels go to instead. */
export const CORRECTED = {
  customer: { name: '髙橋 花子', email: 'hanako@example.com' },
  shippingAddress: {
    name: '髙橋 花子',
    line1: '梅田3-1-1',
    city: '大阪市北区',
    region: '大阪府',
    postalCode: '530-0001',
    country: 'JP',
  },
}
export const addressCorrected = () =>
  heard(orderAddressCorrected, { orderId: ORDER, number: 'K7WQ2M4X', locale: 'ja' }, {
    personal: CORRECTED,
  } as object)
export const webhookHeard = (id: string, type = 'tracker.updated') =>
  heard(shipmentWebhookReceived, { provider: 'easypost', id, type })

/** Shipping with a carrier of the tests, on a store in memory, at a time that the test moves. */
export function makeWorld() {
  let born = 0
  let time = new Date('2026-11-24T02:00:00Z')
  const store = makeMemoryStore()
  const carrier = makeFakeCarrier()
  const deps = {
    store,
    clock: { now: () => time },
    ids: makeIds(() => String(++born).padStart(26, '0')),
    personal: makeTestPersonal(),
    carrierFor: () => carrier,
  }
  const withdrawals: RequestOf<typeof withdrawLabel>[] = []
  const warehouse: { answer: AnswerOf<typeof withdrawLabel> } = { answer: { outcome: 'withdrawn' } }
  const withdraw = async (request: RequestOf<typeof withdrawLabel>) => {
    withdrawals.push(request)
    return warehouse.answer
  }
  const events = () =>
    store
      .all()
      .filter((item) => item['entity'] === 'history')
      .map((item) => item['event'] as Envelope)
  return {
    ...deps,
    carrier,
    inbox: makeInbox({ ...deps, endOf: () => undefined }, shipmentWebhookReceived),
    change: makeChangeParcel(deps),
    ...makeShipping(deps),
    ...makeLabelDesk({ ...deps, withdraw }),
    /** What the warehouse was asked to take labels off, and what it says. */
    withdrawals,
    warehouse,
    setTime: (at: string) => {
      time = new Date(at)
    },
    /** What was announced, oldest first, apart from rates. */
    announced: () =>
      events().filter(({ type }) => type.startsWith('shipment.') && type !== 'shipment.webhook_received'),
    published: () => events().filter(({ type }) => type === 'rates.published'),
  }
}

export type World = ReturnType<typeof makeWorld>

/** A world that knows the stock location and the order. */
export async function makeReadyWorld(order: Parameters<typeof confirmed>[0] = {}): Promise<World> {
  const world = makeWorld()
  await world.keepLocation(tokyo(), 1, CAUSE)
  await world.keepOrder(confirmed(order))
  return world
}
