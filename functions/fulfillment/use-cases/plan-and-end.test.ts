import { beforeEach, describe, expect, it } from 'vitest'
import { fulfillmentOrderId, orderId } from '#shared/ids.ts'
import { fulfillmentOrderIdOf } from '../contract/fulfillment-order-id.ts'
import { BOOK, BOOK_BARCODE, ORDER, OSAKA, TEE, TOKYO, WORK } from './test-events.ts'
import { makeWorld, type World } from './test-world.ts'

let world: World
beforeEach(() => {
  world = makeWorld()
})

const types = () => world.events().map(({ type }) => type)

describe('a confirmed order', () => {
  it('gives a location its work, with the names of the order and nothing picked', async () => {
    await world.confirmed()
    expect(await world.read()).toMatchObject({
      id: WORK,
      orderId: ORDER,
      orderNumber: 'K7PQ2RSX',
      status: 'open',
      version: 1,
      shipping: { level: 'standard', carrier: 'Yamato', service: 'TA-Q-BIN' },
      promise: { earliest: '2026-11-24', latest: '2026-11-25' },
      lines: [
        { sku: BOOK, name: '源氏物語', quantity: 2, picked: 0 },
        { sku: TEE, name: 'Tシャツ M', quantity: 1, picked: 0 },
      ],
      parcels: [],
      availableActions: ['pick', 'short-pick'],
    })
    expect(types()).toEqual(['fulfillment_order.created'])
  })

  it('gives each location of a split order its part', async () => {
    await world.confirmed([
      { locationId: TOKYO, lines: [{ sku: BOOK, quantity: 2 }] },
      { locationId: OSAKA, lines: [{ sku: TEE, quantity: 1 }] },
    ])
    const { items } = await world.list({ orderId: ORDER, limit: 20 })
    expect(
      items.map(({ locationId, lines }) => [locationId, lines.map(({ sku }) => sku)]).toSorted(),
    ).toEqual([
      [OSAKA, [TEE]],
      [TOKYO, [BOOK]],
    ])
  })

  it('sums what one SKU is allocated twice', async () => {
    await world.confirmed([
      {
        locationId: TOKYO,
        lines: [
          { sku: BOOK, quantity: 1 },
          { sku: BOOK, quantity: 2 },
        ],
      },
    ])
    expect((await world.read()).lines).toMatchObject([{ sku: BOOK, quantity: 3 }])
  })

  it('makes nothing new when it is told again, at once or after work has begun', async () => {
    await Promise.all([world.confirmed(), world.confirmed()])
    await world.pickAll()
    await world.confirmed()
    expect((await world.read()).status).toBe('picked')
    expect(types()).toEqual(['fulfillment_order.created', 'fulfillment_order.picked'])
  })

  it('has an id for each order and location that sorts by the order’s time', () => {
    const later = orderId.parse('ord_01kanq0001abcdefghjkmnpqrs')
    const ids = [
      fulfillmentOrderIdOf(ORDER, TOKYO),
      fulfillmentOrderIdOf(ORDER, OSAKA),
      fulfillmentOrderIdOf(later, TOKYO),
    ]
    expect(new Set(ids).size).toBe(3)
    expect(ids.every((id) => fulfillmentOrderId.safeParse(id).success)).toBe(true)
    expect(ids.toSorted().at(-1)).toBe(ids[2])
  })
})

describe('an order that ends', () => {
  it('cancels the work that has not left', async () => {
    await world.confirmed()
    await world.pickAll()
    await world.cancelling()
    expect(await world.read()).toMatchObject({ status: 'cancelled', availableActions: [] })
    expect(types().at(-1)).toBe('fulfillment_order.cancelled')
  })

  it('does so once, however often it is told', async () => {
    await world.confirmed()
    await Promise.all([world.cancelling(), world.cancelling()])
    expect(types()).toEqual(['fulfillment_order.created', 'fulfillment_order.cancelled'])
  })

  it('leaves nothing open when its confirmation comes late', async () => {
    await world.cancelling()
    await world.confirmed()
    expect((await world.list({ orderId: ORDER, limit: 20 })).items).toEqual([])
    expect(types()).toEqual([])
  })

  it('leaves nothing open when both come at once', async () => {
    await Promise.all([world.confirmed(), world.cancelling()])
    const { items } = await world.list({ orderId: ORDER, limit: 20 })
    expect(items.filter(({ status }) => status !== 'cancelled')).toEqual([])
  })
})

describe('copies', () => {
  it('show the barcode and weight of a product, and the cut-off of the location', async () => {
    await world.confirmed()
    await world.published({ barcode: BOOK_BARCODE, weightGrams: 450 })
    await world.located('15:00')
    const { lines, location } = await world.read()
    expect(lines).toMatchObject([{ barcode: BOOK_BARCODE, weightGrams: 450 }, { sku: TEE }])
    expect(lines[1]).not.toHaveProperty('barcode')
    expect(location).toEqual({ name: 'Tokyo', cutOff: '15:00', timeZone: 'Asia/Tokyo' })
  })

  it('are replaced by newer ones only, in whatever order they come', async () => {
    await world.confirmed()
    await world.published({ barcode: 'new', weightGrams: 2 }, 2)
    await world.published({ barcode: 'old', weightGrams: 1 }, 1)
    await world.located('16:00', 2)
    await world.located('15:00', 1)
    const { lines, location } = await world.read()
    expect(lines[0]).toMatchObject({ barcode: 'new', weightGrams: 2 })
    expect(location?.cutOff).toBe('16:00')
  })
})
