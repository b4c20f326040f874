import { expect } from 'vitest'
import { fulfillmentOrderHandedOver } from '#contexts/fulfillment/contract/events.ts'
import { orderLinesCancelled, orderStockSpared } from '#contexts/orders/contract/events.ts'
import type { Allocation } from '#contexts/orders/contract/types.ts'
import { SYSTEM } from '#shared/actor.ts'
import { type EventOf, envelope, type FactsOf } from '#shared/events.ts'
import {
  fulfillmentOrderId,
  type LocationId,
  locationId,
  makeIds,
  type OrderId,
  orderId,
  type Sku,
  sku,
} from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import type { Item, Store } from '#shared/store/store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { findReservation, readLeft } from '../adapters/reservation-items.ts'
import { ledgerItem, levelItem } from '../adapters/stock-items.ts'
import { type StockLocation, stockLocation } from '../contract/types.ts'
import { type Books, violations } from '../domain/invariants.ts'
import type { Portion } from '../domain/level.ts'
import { makeAdjustStock } from './adjust-stock.ts'
import { makePutStockLocation } from './put-stock-location.ts'
import { makeReallocateStock } from './reallocate-stock.ts'
import { makeRecordHandOver } from './record-hand-over.ts'
import { makeReleaseLines } from './release-lines.ts'
import { makeReleaseStock, makeReserveStock } from './reserve-stock.ts'

export const BOOK = sku.parse('BOOK')
export const SHIRT = sku.parse('SHIRT')
export const TOKYO = locationId.parse('tokyo')
export const OSAKA = locationId.parse('osaka')
export const NAHA = locationId.parse('naha')

export const CAUSE = { correlationId: 'req-1', causationId: 'req-1', actor: SYSTEM }

const digits = (n: number): string => String(n).padStart(26, '0')
export const orderNo = (n: number): OrderId => orderId.parse(`ord_${digits(n)}`)
export const fulfillmentNo = (n: number) => fulfillmentOrderId.parse(`ful_${digits(n)}`)
export const line = (of: Sku, quantity: number) => ({ sku: of, quantity })

export const aLocation = (changes: Partial<StockLocation> = {}): StockLocation =>
  stockLocation.parse({
    name: 'Warehouse',
    address: { name: 'Cartwright', line1: '1-1', city: 'Tokyo', postalCode: '100-0001', country: 'JP' },
    priority: 1,
    cutOff: '15:00',
    timeZone: 'Asia/Tokyo',
    sameDayCities: ['Tokyo'],
    ...changes,
  })

interface StockRoomOptions {
  /** Puts faults between the use cases and the table. */
  readonly around?: (store: Store) => Store
  /** What the table has from the start: another room's items. */
  readonly items?: readonly Item[]
}

/** Inventory on a table in memory, its clock standing still. */
export function makeStockRoom({ around = (store) => store, items = [] }: StockRoomOptions = {}) {
  const memory = makeMemoryStore()
  for (const put of items) void memory.commit([{ put }])
  // More than the ids and keys that a room of so many items has given out.
  let born = items.length
  const deps = {
    store: around(memory),
    clock: { now: () => new Date('2026-11-20T03:00:00Z') },
    ids: makeIds(() => digits(++born)),
    personal: makeTestPersonal(),
    wait: async () => undefined,
  }
  const reserve = makeReserveStock(deps)
  const release = makeReleaseStock(deps)
  const adjust = makeAdjustStock(deps)
  const put = makePutStockLocation(deps)
  const recordHandOver = makeRecordHandOver(deps)
  const reallocate = makeReallocateStock(deps)
  const releaseLines = makeReleaseLines(deps)

  return {
    deps,
    memory,
    items: (): Item[] => memory.all(),
    reserve: (order: OrderId, lines: readonly { sku: Sku; quantity: number }[], run = 1) =>
      reserve({ orderId: order, run, destination: { country: 'JP' }, lines: [...lines] }),
    release: (order: OrderId, run = 1) => release({ orderId: order, run }),
    handOver: (order: OrderId, number: number, allocation: Allocation) =>
      recordHandOver(handedOver(order, number, allocation)),
    reallocate: (
      order: OrderId,
      key: string,
      missing: readonly Portion[],
      wanted: readonly { sku: Sku; quantity: number }[],
      whole = false,
    ) => reallocate({ orderId: order, key, missing: [...missing], wanted: [...wanted], whole }),
    spare: (order: OrderId, key: string, ...released: Allocation[]) =>
      releaseLines(stockSpared(order, key, released)),
    releaseLines: (order: OrderId, change: number, ...released: Allocation[]) =>
      releaseLines(linesCancelled(order, change, released)),
    adjust: (body: Parameters<typeof adjust>[0]['body'], key = `key-${++born}`) =>
      adjust({ body, idempotencyKey: key, requestHash: JSON.stringify(body), cause: CAUSE }),
    /** Locations, the first of them asked first. */
    async open(...ids: LocationId[]) {
      for (const [priority, id] of ids.entries())
        await put({ id, location: aLocation({ priority }), ifMatch: undefined }, CAUSE)
    },
    async receive(of: Sku, at: LocationId, delta: number) {
      const result = await this.adjust({ sku: of, locationId: at, delta, reason: 'received' })
      expect(result).toMatchObject({ ok: true })
    },
    level: async (of: Sku, at: LocationId) =>
      levelItem.parse(await memory.get({ pk: `SKU#${of}`, sk: `LEVEL#${at}` })),
    reservation: async (order: OrderId) => (await findReservation(memory, order))?.header,
    published: (type: string) =>
      memory
        .all()
        .filter((item) => item['entity'] === 'history')
        .map((item) => envelope.parse(item['event']))
        .filter((event) => event.type === type),
    async expectSoundBooks() {
      expect(violations(await readBooks(memory, memory.all()))).toEqual([])
    },
  }
}

async function readBooks(store: Store, items: readonly Item[]): Promise<Books> {
  const under = (partition: string) => items.filter(({ pk }) => pk.startsWith(partition))
  const orders = under('RESERVATION#').flatMap((item) => (item.sk === 'HEADER' ? [item['orderId']] : []))
  const reservations = orders.map(async (given) => {
    const order = orderId.parse(given)
    const found = await findReservation(store, order)
    if (!found) throw new Error(`the reservation of ${order} is gone`)
    const changes = found.changes.flatMap(({ portions }) => portions)
    return { reservation: found.header, chunks: found.chunks, changes, left: await readLeft(store, order) }
  })
  return {
    levels: under('SKU#').map((item) => levelItem.parse(item)),
    ledger: under('MOVEMENT#').map((item) => ledgerItem.parse(item)),
    reservations: await Promise.all(reservations),
  }
}

export const envelopeOf = (type: string, source: string, order: OrderId, number: number) =>
  envelope.parse({
    id: `evt_${digits(number)}`,
    type,
    schema: 1,
    source,
    subject: order,
    sequence: 6,
    occurredAt: '2026-11-20T03:00:00.000Z',
    correlationId: order,
    causationId: 'req-1',
    actor: SYSTEM,
    data: {},
  })

/** The event that locations no longer send these lines of an order. */
export const linesCancelled = (
  order: OrderId,
  change: number,
  released: Allocation[],
): FactsOf<typeof orderLinesCancelled> => ({
  ...envelopeOf(orderLinesCancelled.type, 'orders', order, change),
  data: {
    ...{ orderId: order, number: 'K7PQ2RSX', locale: 'ja', change, cause: 'customer', reason: 'too many' },
    lines: released.flatMap(({ lines }) => lines.map((one) => ({ ...one, name: one.sku }))),
    released,
    due: { amount: 0, currency: currency.parse('JPY') },
  },
})

/** The event that these lines, reserved under the key, are sent by nobody. */
export const stockSpared = (
  order: OrderId,
  key: string,
  released: Allocation[],
): FactsOf<typeof orderStockSpared> => ({
  ...envelopeOf(orderStockSpared.type, 'orders', order, 1),
  data: { orderId: order, number: 'K7PQ2RSX', locale: 'ja', key, released },
})

/** The event that a fulfillment order of this allocation has left, all of it picked. */
export function handedOver(
  order: OrderId,
  number: number,
  { locationId: from, lines }: Allocation,
): EventOf<typeof fulfillmentOrderHandedOver> {
  return {
    ...envelopeOf(fulfillmentOrderHandedOver.type, 'fulfillment', order, number),
    personal: undefined,
    data: {
      fulfillmentOrderId: fulfillmentNo(number),
      orderId: order,
      locationId: from,
      status: 'handed_over',
      lines: lines.map(({ sku: of, quantity }) => ({ sku: of, name: of, quantity, picked: quantity })),
      parcels: [],
    },
  }
}
