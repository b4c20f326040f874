import { beforeEach, describe, expect, it } from 'vitest'
import { type Sku, sku } from '#shared/ids.ts'
import { BOOK, line, makeStockRoom, OSAKA, orderNo, SHIRT, TOKYO } from './stock-room.fixtures.ts'

const ORDER = orderNo(1)
const from = (locationId: typeof TOKYO, of: Sku, quantity: number) => ({
  locationId,
  lines: [line(of, quantity)],
})

let room: ReturnType<typeof makeStockRoom>
beforeEach(async () => {
  room = makeStockRoom()
  await room.open(TOKYO, OSAKA)
  await room.receive(BOOK, TOKYO, 5)
  await room.receive(SHIRT, OSAKA, 5)
})

describe('goods that are handed over', () => {
  it('leave on hand and reserved, with a movement and stock.changed', async () => {
    await room.reserve(ORDER, [line(BOOK, 2)])
    await room.handOver(ORDER, 1, from(TOKYO, BOOK, 2))
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 3, reserved: 0, available: 3 })
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'consumed' })
    const movements = [{ sku: BOOK, locationId: TOKYO, onHand: -2, reserved: -2 }]
    expect(room.published('stock.changed').at(-1)).toMatchObject({
      subject: ORDER,
      data: { movements, reason: 'shipped', orderId: ORDER },
    })
    await room.expectSoundBooks()
  })

  it('leave once, however often and at once it is told', async () => {
    await room.reserve(ORDER, [line(BOOK, 2)])
    const tell = () => room.handOver(ORDER, 1, from(TOKYO, BOOK, 2))
    await Promise.all([tell(), tell(), tell()])
    await tell()
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 3, reserved: 0 })
    await room.expectSoundBooks()
  })

  it('leave location by location; the order is consumed with the last', async () => {
    await room.reserve(ORDER, [line(BOOK, 1), line(SHIRT, 1)])
    await room.handOver(ORDER, 1, from(TOKYO, BOOK, 1))
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'held', left: 1 })
    await room.handOver(ORDER, 2, from(OSAKA, SHIRT, 1))
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'consumed', left: 2 })
    await room.expectSoundBooks()
  })

  it('leave from both locations at once', async () => {
    await room.reserve(ORDER, [line(BOOK, 1), line(SHIRT, 1)])
    await Promise.all([
      room.handOver(ORDER, 1, from(TOKYO, BOOK, 1)),
      room.handOver(ORDER, 2, from(OSAKA, SHIRT, 1)),
    ])
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'consumed' })
    await room.expectSoundBooks()
  })

  it('stay gone when the rest is released', async () => {
    await room.reserve(ORDER, [line(BOOK, 1), line(SHIRT, 1)])
    await room.handOver(ORDER, 1, from(TOKYO, BOOK, 1))
    await room.release(ORDER)
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 4, reserved: 0 })
    expect(await room.level(SHIRT, OSAKA)).toMatchObject({ onHand: 5, reserved: 0 })
    await room.expectSoundBooks()
  })

  it('keep their tombstone: nothing can be released or reserved again', async () => {
    await room.reserve(ORDER, [line(BOOK, 2)])
    await room.handOver(ORDER, 1, from(TOKYO, BOOK, 2))
    const before = room.items()
    expect(await room.release(ORDER)).toEqual({ outcome: 'released' })
    expect(await room.reserve(ORDER, [line(BOOK, 2)])).toMatchObject({ outcome: 'reserved' })
    expect(room.items()).toEqual(before)
  })

  it('leave in several commits where they are many', async () => {
    const many = Array.from({ length: 80 }, (_, n) => sku.parse(`S${n}`))
    for (const of of many) await room.receive(of, TOKYO, 1)
    const lines = many.map((of) => line(of, 1))
    await room.reserve(ORDER, lines)
    await room.handOver(ORDER, 1, { locationId: TOKYO, lines })
    expect(await room.reservation(ORDER)).toMatchObject({ status: 'consumed', left: 80 })
    await room.expectSoundBooks()
  })
})

describe('goods that nothing is reserved for', () => {
  it.each([
    ['the order reserved nothing', orderNo(2), from(TOKYO, BOOK, 1)],
    ['more left than is reserved', ORDER, from(TOKYO, BOOK, 3)],
    ['they left from elsewhere', ORDER, from(OSAKA, BOOK, 1)],
  ])('are a fault that changes nothing: %s', async (_, order, goods) => {
    await room.reserve(ORDER, [line(BOOK, 2)])
    const before = room.items()
    await expect(room.handOver(order, 1, goods)).rejects.toThrow('reserved')
    expect(room.items()).toEqual(before)
  })

  it('are a fault when the reservation was released', async () => {
    await room.reserve(ORDER, [line(BOOK, 2)])
    await room.release(ORDER)
    await expect(room.handOver(ORDER, 1, from(TOKYO, BOOK, 2))).rejects.toThrow('released cannot become')
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 5, reserved: 0 })
  })
})
