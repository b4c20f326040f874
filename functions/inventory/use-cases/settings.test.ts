import { beforeEach, describe, expect, it } from 'vitest'
import { locationId } from '#shared/ids.ts'
import { stockLocation } from '../contract/types.ts'
import { makePutSafetyStock, makeReadSafetyStock } from './put-safety-stock.ts'
import { makePutStockLocation } from './put-stock-location.ts'
import { makeListMovements, makeReadStock } from './read-stock.ts'
import { makeListStockLocations, makeReadStockLocation } from './read-stock-locations.ts'
import { aLocation, BOOK, CAUSE, line, makeStockRoom, OSAKA, orderNo, TOKYO } from './stock-room.fixtures.ts'

let room: ReturnType<typeof makeStockRoom>
beforeEach(() => {
  room = makeStockRoom()
})

describe('putting a stock location', () => {
  const put = (location = aLocation(), ifMatch?: number) =>
    makePutStockLocation(room.deps)({ id: TOKYO, location, ifMatch }, CAUSE)

  it('makes it, and tells the whole of it', async () => {
    const location = aLocation()
    expect(await put(location)).toEqual({
      ok: true,
      value: { created: true, location: { id: TOKYO, ...location, version: 1 } },
    })
    expect(room.published('stock_location.changed')).toMatchObject([
      { subject: TOKYO, data: { locationId: TOKYO, ...location } },
    ])
  })

  it('replaces it for who names the current version', async () => {
    await put()
    const location = aLocation({ cutOff: '11:30' })
    expect(await put(location, 1)).toMatchObject({ value: { created: false, location: { version: 2 } } })
    expect(await makeReadStockLocation(room.deps)(TOKYO)).toMatchObject({ value: { cutOff: '11:30' } })
  })

  it('tells nothing where nothing changes', async () => {
    await put()
    expect(await put(aLocation(), 1)).toMatchObject({ value: { created: false, location: { version: 1 } } })
    expect(room.published('stock_location.changed')).toHaveLength(1)
  })

  it.each([
    ['it exists and If-Match is missing', undefined, 'precondition_required'],
    ['If-Match names another version', 7, 'precondition_failed'],
  ])('refuses where %s', async (_, ifMatch, code) => {
    await put()
    expect(await put(aLocation({ priority: 9 }), ifMatch)).toMatchObject({ ok: false, code })
  })

  it('refuses If-Match where there is nothing to match, and makes nothing', async () => {
    expect(await put(aLocation(), 1)).toMatchObject({ ok: false, code: 'precondition_failed' })
    expect(room.items()).toEqual([])
  })

  it('lets one of several writers of the same version win', async () => {
    await put()
    const results = await Promise.all([2, 3, 4].map((priority) => put(aLocation({ priority }), 1)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it.each([
    ['a cut-off at 25 o’clock', { cutOff: '25:00' }],
    ['a time zone nobody lives in', { timeZone: 'Mars/Olympus' }],
    ['a negative priority', { priority: -1 }],
    ['a field nobody knows', { colour: 'red' }],
  ])('refuses %s', (_, changes) => {
    expect(stockLocation.safeParse({ ...aLocation(), ...changes }).success).toBe(false)
  })
})

describe('reading stock locations', () => {
  it('lists them in the order in which they are asked, page by page', async () => {
    await room.open(OSAKA, TOKYO)
    const list = makeListStockLocations(room.deps)
    const first = await list({ limit: 1 })
    const second = await list({ limit: 1, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([OSAKA, TOKYO])
  })

  it('finds none that nobody made', async () => {
    expect(await makeReadStockLocation(room.deps)(TOKYO)).toMatchObject({ code: 'not_found' })
  })
})

describe('putting safety stock', () => {
  const place = { sku: BOOK, locationId: TOKYO }
  const put = (safety: number, ifMatch?: number) =>
    makePutSafetyStock(room.deps)({ place, safety, ifMatch }, CAUSE)
  beforeEach(() => room.open(TOKYO))

  it('keeps units back from sale', async () => {
    await room.receive(BOOK, TOKYO, 5)
    expect(await put(2)).toEqual({
      ok: true,
      value: { created: true, setting: { ...place, safety: 2, version: 1 } },
    })
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 5, safety: 2, available: 3 })
    expect(await room.reserve(orderNo(1), [line(BOOK, 4)])).toMatchObject({ outcome: 'out_of_stock' })
    expect(room.published('safety_stock.changed')).toMatchObject([
      { data: { ...place, safety: 2, change: 2 } },
    ])
    await room.expectSoundBooks()
  })

  it('replaces what was set for who names the current version', async () => {
    await room.receive(BOOK, TOKYO, 5)
    await put(4)
    expect(await put(1)).toMatchObject({ ok: false, code: 'precondition_required' })
    expect(await put(1, 1)).toMatchObject({ value: { setting: { safety: 1, version: 2 } } })
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ safety: 1, available: 4 })
    expect(await makeReadSafetyStock(room.deps)(place)).toMatchObject({ value: { safety: 1, version: 2 } })
    await room.expectSoundBooks()
  })

  it('may keep back more than is there: nothing can be sold, nothing is taken from orders', async () => {
    await room.receive(BOOK, TOKYO, 5)
    await room.reserve(orderNo(1), [line(BOOK, 2)])
    await put(9)
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 5, reserved: 2, available: -6 })
    await room.expectSoundBooks()
  })

  it('finds no location that nobody made, and no setting that was never put', async () => {
    const elsewhere = { sku: BOOK, locationId: locationId.parse('moon') }
    const result = await makePutSafetyStock(room.deps)(
      { place: elsewhere, safety: 1, ifMatch: undefined },
      CAUSE,
    )
    expect(result).toMatchObject({ ok: false, code: 'not_found' })
    expect(await makeReadSafetyStock(room.deps)(place)).toMatchObject({ ok: false, code: 'not_found' })
  })
})

describe('reading stock', () => {
  it('shows the levels, and what can be sold of all of them', async () => {
    await room.open(TOKYO, OSAKA)
    await room.receive(BOOK, TOKYO, 5)
    await room.receive(BOOK, OSAKA, 1)
    await makePutSafetyStock(room.deps)(
      { place: { sku: BOOK, locationId: OSAKA }, safety: 3, ifMatch: undefined },
      CAUSE,
    )
    expect(await makeReadStock(room.deps)(BOOK)).toEqual({
      sku: BOOK,
      locations: [
        { locationId: OSAKA, onHand: 1, reserved: 0, safety: 3, available: -2 },
        { locationId: TOKYO, onHand: 5, reserved: 0, safety: 0, available: 5 },
      ],
      available: 5,
    })
  })

  it('shows nothing of a SKU that was never in stock', async () => {
    expect(await makeReadStock(room.deps)(BOOK)).toEqual({ sku: BOOK, locations: [], available: 0 })
  })

  it('lists what changed it, and by what', async () => {
    await room.open(TOKYO)
    await room.receive(BOOK, TOKYO, 5)
    await room.reserve(orderNo(1), [line(BOOK, 2)])
    await room.release(orderNo(1))
    const { items, nextCursor } = await makeListMovements(room.deps)(BOOK, { limit: 20 })
    expect(nextCursor).toBeNull()
    expect(items.map(({ onHand, reserved }) => [onHand, reserved])).toEqual(
      expect.arrayContaining([
        [5, 0],
        [0, 2],
        [0, -2],
      ]),
    )
    expect(items.map(({ cause }) => cause).sort()).toEqual([
      expect.stringMatching(/^received:adj_/),
      `released:${orderNo(1)}:1`,
      `reserved:${orderNo(1)}:1`,
    ])
  })
})
