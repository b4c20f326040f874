import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { type LocationId, type Sku, sku } from '#shared/ids.ts'
import type { Item } from '#shared/store/store.ts'
import { BOOK, line, makeStockRoom, NAHA, OSAKA, orderNo, SHIRT, TOKYO } from './stock-room.fixtures.ts'

const ORDER = orderNo(1)
const at = (locationId: LocationId, of: Sku, quantity: number) => ({ locationId, sku: of, quantity })
const from = (locationId: LocationId, of: Sku, quantity: number) => ({
  locationId,
  lines: [line(of, quantity)],
})

let room: ReturnType<typeof makeStockRoom>
beforeEach(async () => {
  room = makeStockRoom()
  await room.open(TOKYO, OSAKA, NAHA)
  await room.receive(BOOK, TOKYO, 5)
  await room.reserve(ORDER, [line(BOOK, 2)])
})

describe('units that a location does not have after all', () => {
  it('leave its books with their reservation, and are reserved elsewhere', async () => {
    await room.receive(BOOK, OSAKA, 3)
    expect(await room.reallocate(ORDER, 'pick-1', [at(TOKYO, BOOK, 1)], [line(BOOK, 1)])).toEqual({
      outcome: 'reallocated',
      allocations: [from(OSAKA, BOOK, 1)],
      short: [],
    })
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 4, reserved: 1, available: 3 })
    expect(await room.level(BOOK, OSAKA)).toMatchObject({ onHand: 3, reserved: 1, available: 2 })
    expect(room.published('stock.changed').at(-1)).toMatchObject({
      data: { reason: 'short_pick', orderId: ORDER, movements: [{ onHand: -1, reserved: -1 }] },
    })
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'held', units: 2, changes: 2 })
    await room.expectSoundBooks()
  })

  it('are not looked for again on the shelf that was found empty', async () => {
    expect(await room.reallocate(ORDER, 'pick-1', [at(TOKYO, BOOK, 1)], [line(BOOK, 1)])).toEqual({
      outcome: 'reallocated',
      allocations: [],
      short: [{ sku: BOOK, requested: 1, available: 0 }],
    })
    await room.expectSoundBooks()
  })

  it('are never more than the order holds there', async () => {
    await room.reserve(orderNo(2), [line(BOOK, 3)])
    await room.reallocate(ORDER, 'pick-1', [at(TOKYO, BOOK, 9), at(OSAKA, BOOK, 1)], [])
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 3, reserved: 3 })
    await room.expectSoundBooks()
  })
})

describe('units that were reserved in vain', () => {
  it('are for sale again, once per key, and never more than the order holds there', async () => {
    await room.receive(SHIRT, OSAKA, 2)
    await room.reallocate(ORDER, 'reship-1', [], [line(SHIRT, 2)])
    const spare = () =>
      room.spare(
        ORDER,
        'reship-1',
        { locationId: OSAKA, lines: [line(SHIRT, 2)] },
        { locationId: TOKYO, lines: [line(BOOK, 9)] },
      )
    await Promise.all([spare(), spare()])
    expect(await room.level(SHIRT, OSAKA)).toMatchObject({ onHand: 2, reserved: 0, available: 2 })
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 5, reserved: 0, available: 5 })
    expect(room.published('stock.released')).toHaveLength(1)
    await room.expectSoundBooks()
  })
})

describe('what is wanted anew', () => {
  it('is reserved all or not at all where that is asked for, and can be asked for again when it is there', async () => {
    await room.receive(SHIRT, OSAKA, 1)
    const wanted = [line(SHIRT, 1), line(BOOK, 4)]
    const ask = () => room.reallocate(ORDER, 'reship-1', [], wanted, true)
    expect(await ask()).toMatchObject({ allocations: [], short: [{ sku: BOOK, requested: 4, available: 3 }] })
    expect(await room.level(SHIRT, OSAKA)).toMatchObject({ reserved: 0 })
    await room.receive(BOOK, TOKYO, 1)
    expect(await ask()).toMatchObject({
      short: [],
      allocations: [{ locationId: TOKYO }, { locationId: OSAKA }],
    })
    await room.expectSoundBooks()
  })

  it('is not reserved in part either where the last of it is sold while it is looked for', async () => {
    await room.receive(SHIRT, OSAKA, 1)
    let looks = 0
    const busy = makeStockRoom({
      items: room.items(),
      around: (store) => ({
        ...store,
        query: async (asked) => {
          const found = await store.query(asked)
          const isOfShirts = asked.partition === `SKU#${SHIRT}`
          if (isOfShirts) looks += 1
          if (isOfShirts && looks === 1) await busy.reserve(orderNo(2), [line(SHIRT, 1)])
          return found
        },
      }),
    })
    const wanted = [line(SHIRT, 1), line(BOOK, 1)]
    expect(await busy.reallocate(ORDER, 'reship-1', [], wanted, true)).toEqual({
      outcome: 'reallocated',
      allocations: [],
      short: [{ sku: SHIRT, requested: 1, available: 0 }],
    })
    expect(await busy.level(BOOK, TOKYO)).toMatchObject({ reserved: 2 })
    await busy.expectSoundBooks()
  })

  it('is reserved whole by SKU, or not at all', async () => {
    await room.receive(BOOK, OSAKA, 1)
    await room.receive(SHIRT, OSAKA, 1)
    await room.receive(SHIRT, NAHA, 1)
    const wanted = [line(BOOK, 2), line(SHIRT, 2)]
    expect(await room.reallocate(ORDER, 'pick-1', [at(TOKYO, BOOK, 2)], wanted)).toEqual({
      outcome: 'reallocated',
      allocations: [from(OSAKA, SHIRT, 1), from(NAHA, SHIRT, 1)].toSorted((a, b) =>
        a.locationId < b.locationId ? -1 : 1,
      ),
      short: [{ sku: BOOK, requested: 2, available: 1 }],
    })
    await room.expectSoundBooks()
  })

  it('is answered the same when asked again, also at once, though levels have changed', async () => {
    await room.receive(BOOK, OSAKA, 1)
    const ask = () => room.reallocate(ORDER, 'pick-1', [at(TOKYO, BOOK, 2)], [line(BOOK, 2)])
    const [first, ...others] = await Promise.all([ask(), ask(), ask()])
    expect(others).toEqual([first, first])
    await room.receive(BOOK, OSAKA, 9)
    const before = room.items()
    expect(await ask()).toEqual(first)
    expect(room.items()).toEqual(before)
  })

  it('is reserved in several commits where it is much', async () => {
    const many = Array.from({ length: 80 }, (_, n) => sku.parse(`S${String(n).padStart(2, '0')}`))
    for (const of of many) await room.receive(of, OSAKA, 1)
    const answer = await room.reallocate(
      ORDER,
      'reship-1',
      [],
      many.map((of) => line(of, 1)),
    )
    expect(answer).toMatchObject({ allocations: [{ locationId: OSAKA, lines: { length: 80 } }], short: [] })
    expect(await room.reservation(ORDER)).toMatchObject({ units: 82, changes: 3 })
    await room.expectSoundBooks()
  })

  it('opens a reservation again of which all has left', async () => {
    await room.handOver(ORDER, 1, from(TOKYO, BOOK, 2))
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'consumed' })
    await room.reallocate(ORDER, 'reship-1', [], [line(BOOK, 2)])
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'held', units: 4, left: 2 })
    await room.handOver(ORDER, 2, from(TOKYO, BOOK, 2))
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'consumed' })
    await room.expectSoundBooks()
  })

  it('goes to one of those who want the last unit', async () => {
    await room.receive(SHIRT, OSAKA, 1)
    await room.reserve(orderNo(2), [line(BOOK, 1)])
    const answers = await Promise.all([
      room.reallocate(ORDER, 'a', [], [line(SHIRT, 1)]),
      room.reallocate(orderNo(2), 'b', [], [line(SHIRT, 1)]),
      room.reserve(orderNo(3), [line(SHIRT, 1)]),
    ])
    const won = answers.filter(({ outcome, ...rest }) =>
      outcome === 'reallocated'
        ? 'allocations' in rest && rest.allocations.length > 0
        : outcome === 'reserved',
    )
    expect(won).toHaveLength(1)
    expect(room.published('stock.low')).toHaveLength(1)
    await room.expectSoundBooks()
  })
})

describe('an order whose stock was given back', () => {
  it('gets nothing any more', async () => {
    await room.release(ORDER)
    const before = room.items()
    expect(await room.reallocate(ORDER, 'a', [at(TOKYO, BOOK, 1)], [line(BOOK, 1)])).toEqual({
      outcome: 'already_released',
    })
    await room.releaseLines(ORDER, 1, from(TOKYO, BOOK, 1))
    expect(room.items()).toEqual(before)
  })

  it('gives back what changes have reserved too', async () => {
    await room.receive(BOOK, OSAKA, 9)
    await room.receive(SHIRT, OSAKA, 9)
    await room.reallocate(ORDER, 'a', [at(TOKYO, BOOK, 1)], [line(BOOK, 1), line(SHIRT, 2)])
    await room.reallocate(ORDER, 'b', [], [line(BOOK, 3)])
    await room.handOver(ORDER, 1, from(OSAKA, SHIRT, 2))
    await room.release(ORDER)
    for (const place of [TOKYO, OSAKA]) expect(await room.level(BOOK, place)).toMatchObject({ reserved: 0 })
    expect(await room.level(SHIRT, OSAKA)).toMatchObject({ onHand: 7, reserved: 0 })
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'released' })
    await room.expectSoundBooks()
  })
})

describe('lines that are cancelled', () => {
  it('give their stock back, once per change', async () => {
    await Promise.all([1, 1, 1].map((change) => room.releaseLines(ORDER, change, from(TOKYO, BOOK, 1))))
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 5, reserved: 1 })
    await room.releaseLines(ORDER, 2, from(TOKYO, BOOK, 1))
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ reserved: 0 })
    expect(room.published('stock.released')).toHaveLength(2)
    await room.release(ORDER)
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'released' })
    await room.expectSoundBooks()
  })

  it('leave the rest, with which the order is consumed', async () => {
    await room.releaseLines(ORDER, 1, from(TOKYO, BOOK, 1))
    await room.handOver(ORDER, 1, from(TOKYO, BOOK, 1))
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'consumed', units: 1, left: 1 })
    await room.expectSoundBooks()
  })

  it('change nothing where a short pick has taken their units off the books', async () => {
    await room.reallocate(ORDER, 'a', [at(TOKYO, BOOK, 2)], [])
    const before = room.items()
    await room.releaseLines(ORDER, 1)
    expect(room.items()).toEqual(before)
  })
})

describe('everything at once', () => {
  const SKUS = Array.from({ length: 40 }, (_, n) => sku.parse(`S${String(n).padStart(2, '0')}`))
  let stocked: Item[]
  beforeEach(async () => {
    for (const of of SKUS) for (const place of [TOKYO, OSAKA, NAHA]) await room.receive(of, place, 2)
    stocked = room.items()
  })

  const act = fc.record({
    order: fc.integer({ min: 1, max: 3 }),
    kind: fc.constantFrom('short', 'cancel', 'release', 'leave', 'reship'),
    sku: fc.nat(39),
    quantity: fc.integer({ min: 1, max: 3 }),
  })

  it('leaves sound books', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 12 }), async (acts) => {
        const busy = makeStockRoom({ items: stocked })
        for (const n of [1, 2, 3])
          await busy.reserve(
            orderNo(n),
            SKUS.map((of) => line(of, 1)),
          )
        await Promise.allSettled(
          acts.map(({ order, kind, sku: index, quantity }, n) => {
            const [id, of] = [orderNo(order), SKUS[index] ?? BOOK]
            if (kind === 'short')
              return busy.reallocate(id, `k${n}`, [at(TOKYO, of, quantity)], [line(of, quantity)])
            if (kind === 'reship')
              return busy.reallocate(
                id,
                `k${n}`,
                [],
                SKUS.map((one) => line(one, 1)),
              )
            if (kind === 'cancel') return busy.releaseLines(id, n, from(TOKYO, of, quantity))
            if (kind === 'leave') return busy.handOver(id, n, from(TOKYO, of, 1))
            return busy.release(id)
          }),
        )
        await busy.expectSoundBooks()
      }),
      { numRuns: 25 },
    )
  })
})
