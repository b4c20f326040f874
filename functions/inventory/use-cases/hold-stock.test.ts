import { beforeEach, describe, expect, it } from 'vitest'
import { makeEndHolds, makeHoldStock } from './hold-stock.ts'
import { BOOK, line, makeStockRoom, orderNo, SHIRT, TOKYO } from './stock-room.fixtures.ts'

const ORDER = orderNo(1)
const NOW = '2026-11-20T03:00:00Z'

let room: ReturnType<typeof makeStockRoom>
let time: Date
const deps = () => ({ ...room.deps, clock: { now: () => time } })
const hold = (order = ORDER, lines = [line(BOOK, 2)], instead = [] as (typeof ORDER)[]) =>
  makeHoldStock(deps())({ orderId: order, lines, until: '2026-11-20T03:10:00.000Z', instead })
const end = () => makeEndHolds(deps())()

beforeEach(async () => {
  room = makeStockRoom()
  time = new Date(NOW)
  await room.open(TOKYO)
  await room.receive(BOOK, TOKYO, 3)
  await room.receive(SHIRT, TOKYO, 3)
})

const reserved = async () => (await room.level(BOOK, TOKYO)).reserved

describe('what a cart holds', () => {
  it('nobody else can buy, and the order that is made of it takes over', async () => {
    expect(await hold()).toMatchObject({ outcome: 'reserved' })
    expect(await room.reserve(orderNo(2), [line(BOOK, 2)])).toMatchObject({ outcome: 'out_of_stock' })
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'held', kind: 'cart' })

    const taken = await room.reserve(ORDER, [line(BOOK, 2)])
    expect(taken).toEqual({
      outcome: 'reserved',
      allocations: [{ locationId: TOKYO, lines: [{ sku: BOOK, quantity: 2 }] }],
    })
    expect((await room.reservation(ORDER))?.kind).toBeUndefined()
    time = new Date('2026-11-20T03:11:00Z')
    expect(await end()).toEqual({ looked: 1 })
    expect(await reserved()).toBe(2)
    await room.expectSoundBooks()
  })

  it('is given back when its time is over, and an order that comes later reserves anew', async () => {
    await hold()
    expect(await end()).toEqual({ looked: 0 })
    time = new Date('2026-11-20T03:10:00Z')
    expect(await end()).toEqual({ looked: 1 })
    expect(await end()).toEqual({ looked: 0 })
    expect(await reserved()).toBe(0)
    await room.expectSoundBooks()

    expect(await room.reserve(ORDER, [line(BOOK, 3)])).toMatchObject({ outcome: 'reserved' })
    expect(await reserved()).toBe(3)
    await room.expectSoundBooks()
  })

  it('is all or nothing', async () => {
    expect(await hold(ORDER, [line(SHIRT, 1), line(BOOK, 4)])).toMatchObject({
      outcome: 'out_of_stock',
      lines: [{ sku: BOOK }],
    })
    expect(await reserved()).toBe(0)
    await room.expectSoundBooks()
  })

  it('comes instead of what it held before, but for what an order was made of', async () => {
    await hold()
    expect(await hold(orderNo(2), [line(BOOK, 3)], [ORDER])).toMatchObject({ outcome: 'reserved' })
    expect(await reserved()).toBe(3)
    await room.reserve(orderNo(2), [line(BOOK, 3)])
    expect(await hold(orderNo(3), [line(BOOK, 1)], [orderNo(2)])).toMatchObject({ outcome: 'out_of_stock' })
    await room.expectSoundBooks()
  })

  it('is gone with an order that ends before it is worked on', async () => {
    await hold()
    await room.release(ORDER)
    expect(await reserved()).toBe(0)
    expect(await hold()).toEqual({ outcome: 'already_released' })
    await room.expectSoundBooks()
  })
})
