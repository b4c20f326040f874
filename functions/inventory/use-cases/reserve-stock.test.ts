import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Sku, sku } from '#shared/ids.ts'
import type { Item } from '#shared/store/store.ts'
import { BOOK, line, makeStockRoom, NAHA, OSAKA, orderNo, SHIRT, TOKYO } from './stock-room.fixtures.ts'

let room: ReturnType<typeof makeStockRoom>
beforeEach(async () => {
  room = makeStockRoom()
  await room.open(TOKYO, OSAKA, NAHA)
})

const skus = (count: number): Sku[] =>
  Array.from({ length: count }, (_, n) => sku.parse(`S${String(n).padStart(3, '0')}`))

describe('reserving', () => {
  it('takes what one location holds whole, and tells of it', async () => {
    await room.receive(BOOK, TOKYO, 5)
    expect(await room.reserve(orderNo(1), [line(BOOK, 2)])).toEqual({
      outcome: 'reserved',
      allocations: [{ locationId: TOKYO, lines: [line(BOOK, 2)] }],
    })
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 5, reserved: 2, available: 3 })
    const movements = [{ sku: BOOK, locationId: TOKYO, onHand: 0, reserved: 2 }]
    expect(room.published('stock.reserved')).toMatchObject([
      { subject: orderNo(1), sequence: 1, data: { movements, orderId: orderNo(1) } },
    ])
    await room.expectSoundBooks()
  })

  it('answers the same when asked again, and takes nothing more', async () => {
    await room.receive(BOOK, TOKYO, 5)
    const first = await room.reserve(orderNo(1), [line(BOOK, 2)])
    expect(await room.reserve(orderNo(1), [line(BOOK, 2)], 2)).toEqual(first)
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ reserved: 2 })
  })

  it('answers the same to the same question asked at once', async () => {
    await room.receive(BOOK, TOKYO, 5)
    const ask = () => room.reserve(orderNo(1), [line(BOOK, 2)])
    const [first, ...others] = await Promise.all([ask(), ask(), ask()])
    expect(others).toEqual([first, first])
    await room.expectSoundBooks()
  })

  it('sums two lines of one SKU first', async () => {
    await room.receive(BOOK, TOKYO, 3)
    expect(await room.reserve(orderNo(1), [line(BOOK, 2), line(BOOK, 2)])).toEqual({
      outcome: 'out_of_stock',
      lines: [{ sku: BOOK, requested: 4, available: 3 }],
    })
    expect(await room.reserve(orderNo(2), [line(BOOK, 2), line(BOOK, 1)])).toMatchObject({
      allocations: [{ lines: [line(BOOK, 3)] }],
    })
    await room.expectSoundBooks()
  })

  it('refuses with every line that is short, and writes nothing', async () => {
    await room.receive(BOOK, TOKYO, 1)
    await room.receive(SHIRT, TOKYO, 9)
    const before = room.items()
    expect(
      await room.reserve(orderNo(1), [line(BOOK, 2), line(SHIRT, 9), line(sku.parse('CUP'), 1)]),
    ).toEqual({
      outcome: 'out_of_stock',
      lines: [
        { sku: BOOK, requested: 2, available: 1 },
        { sku: 'CUP', requested: 1, available: 0 },
      ],
    })
    expect(room.items()).toEqual(before)
  })

  it('has nothing to take for an order without goods', async () => {
    expect(await room.reserve(orderNo(1), [])).toEqual({ outcome: 'reserved', allocations: [] })
    expect(await room.reservation(orderNo(1))).toBeUndefined()
  })

  it('splits one SKU between locations when it must', async () => {
    await room.receive(BOOK, TOKYO, 2)
    await room.receive(BOOK, OSAKA, 2)
    expect(await room.reserve(orderNo(1), [line(BOOK, 3)])).toMatchObject({
      outcome: 'reserved',
      allocations: [
        { locationId: OSAKA, lines: [line(BOOK, 1)] },
        { locationId: TOKYO, lines: [line(BOOK, 2)] },
      ],
    })
    await room.expectSoundBooks()
  })

  it('tells that stock is low when the last unit is taken, once', async () => {
    await room.receive(BOOK, TOKYO, 3)
    await Promise.all([1, 2, 3, 4].map((n) => room.reserve(orderNo(n), [line(BOOK, 1)])))
    expect(room.published('stock.low')).toMatchObject([
      { data: { sku: BOOK, locationId: TOKYO, available: 0, safety: 0 } },
    ])
  })

  it('sells 10 units to 10 of 50 buyers who come at once', async () => {
    await room.receive(BOOK, TOKYO, 6)
    await room.receive(BOOK, OSAKA, 4)
    const buyers = Array.from({ length: 50 }, (_, n) => room.reserve(orderNo(n + 1), [line(BOOK, 1)]))
    const outcomes = (await Promise.all(buyers)).map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'reserved')).toHaveLength(10)
    expect(outcomes.filter((outcome) => outcome === 'out_of_stock')).toHaveLength(40)
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ reserved: 6, available: 0 })
    expect(await room.level(BOOK, OSAKA)).toMatchObject({ reserved: 4, available: 0 })
    await room.expectSoundBooks()
  })

  it('takes 200 lines of many SKUs from 3 locations, in several commits', async () => {
    const all = skus(190)
    const homes = [TOKYO, OSAKA, NAHA]
    for (const [n, of] of all.entries()) await room.receive(of, homes[n % 3] ?? TOKYO, 10)
    const lines = [...all, ...all.slice(0, 10)].map((of) => line(of, 1))
    const answer = await room.reserve(orderNo(1), lines)
    expect(answer.outcome === 'reserved' && answer.allocations).toHaveLength(3)
    expect(room.published('stock.reserved').length).toBeGreaterThan(1)
    expect(await room.reservation(orderNo(1))).toMatchObject({ status: 'held' })
    await room.expectSoundBooks()
  })
})

describe('releasing', () => {
  it('gives everything back and leaves a tombstone', async () => {
    await room.receive(BOOK, TOKYO, 5)
    await room.reserve(orderNo(1), [line(BOOK, 2)])
    expect(await room.release(orderNo(1))).toEqual({ outcome: 'released' })
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 5, reserved: 0, available: 5 })
    expect(await room.reserve(orderNo(1), [line(BOOK, 2)])).toEqual({ outcome: 'already_released' })
    expect(room.published('stock.released')).toHaveLength(1)
    await room.expectSoundBooks()
  })

  it('does nothing more when asked again', async () => {
    await room.receive(BOOK, TOKYO, 5)
    await room.reserve(orderNo(1), [line(BOOK, 2)])
    await room.release(orderNo(1))
    const before = room.items()
    expect(await room.release(orderNo(1))).toEqual({ outcome: 'released' })
    expect(room.items()).toEqual(before)
  })

  it('lets a reserve that comes late find the tombstone of what was never taken', async () => {
    await room.receive(BOOK, TOKYO, 5)
    await room.release(orderNo(1))
    expect(await room.reserve(orderNo(1), [line(BOOK, 2)])).toEqual({ outcome: 'already_released' })
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ reserved: 0 })
  })

  it('ends with nothing held when it races a reserve of several commits', async () => {
    const all = skus(100)
    for (const of of all) await room.receive(of, TOKYO, 1)
    const lines = all.map((of) => line(of, 1))
    await Promise.all([room.reserve(orderNo(1), lines), room.release(orderNo(1))])
    expect(await room.reservation(orderNo(1))).toMatchObject({ status: 'released', taken: 0 })
    await room.expectSoundBooks()
    expect(await room.reserve(orderNo(2), lines)).toMatchObject({ outcome: 'reserved' })
  })
})

describe('orders that want the same SKUs at once', () => {
  const SOME = skus(40)
  const order = fc.record({
    from: fc.nat(20),
    count: fc.integer({ min: 1, max: 40 }),
    quantity: fc.integer({ min: 1, max: 3 }),
    cancelled: fc.boolean(),
  })
  let stocked: Item[]
  beforeEach(async () => {
    for (const [n, of] of SOME.entries()) {
      await room.receive(of, TOKYO, 1 + (n % 5))
      await room.receive(of, OSAKA, 5 - (n % 3))
    }
    stocked = room.items()
  })

  it('never oversell, hold all or nothing, and leave sound books', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 2, maxLength: 6 }), async (orders) => {
        const busy = makeStockRoom({ items: stocked })
        await Promise.all(
          orders.flatMap(({ from, count, quantity, cancelled }, n) => [
            busy.reserve(
              orderNo(n),
              SOME.slice(from, from + count).map((of) => line(of, quantity)),
            ),
            ...(cancelled ? [busy.release(orderNo(n))] : []),
          ]),
        )
        for (const [n, { cancelled }] of orders.entries()) {
          const found = await busy.reservation(orderNo(n))
          if (cancelled) expect(found?.status).toBe('released')
          else if (found?.status !== 'held') expect(found?.taken ?? 0).toBe(0)
        }
        await busy.expectSoundBooks()
      }),
      { numRuns: 25 },
    )
  })
})
