import { beforeEach, describe, expect, it } from 'vitest'
import { locationId } from '#shared/ids.ts'
import { adjustmentBody } from '../contract/types.ts'
import { BOOK, line, makeStockRoom, orderNo, TOKYO } from './stock-room.fixtures.ts'

const here = { sku: BOOK, locationId: TOKYO }

let room: ReturnType<typeof makeStockRoom>
beforeEach(async () => {
  room = makeStockRoom()
  await room.open(TOKYO)
})

describe('adjusting by a difference', () => {
  it('adds what was received, with a movement and stock.changed', async () => {
    const result = await room.adjust({ ...here, delta: 5, reason: 'received' })
    expect(result).toMatchObject({ ok: true, value: { ...here, delta: 5, reason: 'received' } })
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 5, reserved: 0, safety: 0, available: 5 })
    expect(room.published('stock.changed')).toMatchObject([
      { sequence: 1, data: { movements: [{ ...here, onHand: 5, reserved: 0 }], reason: 'received' } },
    ])
    await room.expectSoundBooks()
  })

  it('takes away what is not reserved, and no more', async () => {
    await room.receive(BOOK, TOKYO, 5)
    await room.reserve(orderNo(1), [line(BOOK, 2)])
    expect(await room.adjust({ ...here, delta: -4, reason: 'damaged' })).toMatchObject({
      ok: false,
      code: 'not_enough_stock',
      errors: [{ pointer: '/delta' }],
    })
    expect(await room.adjust({ ...here, delta: -3, reason: 'damaged' })).toMatchObject({ ok: true })
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 2, reserved: 2, available: 0 })
    await room.expectSoundBooks()
  })

  it('tells that stock is low when it falls to safety, not when it was low before', async () => {
    await room.receive(BOOK, TOKYO, 5)
    await room.adjust({ ...here, delta: -4, reason: 'damaged' })
    expect(room.published('stock.low')).toEqual([])
    await room.adjust({ ...here, delta: -1, reason: 'damaged' })
    expect(room.published('stock.low')).toMatchObject([{ data: { ...here, available: 0, safety: 0 } }])
  })

  it('adds up what is received at once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => room.receive(BOOK, TOKYO, 5)))
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 20 })
    await room.expectSoundBooks()
  })

  it.each([{ delta: -2 }, { counted: 1 }])('sees what a buyer took in the meantime: %j', async (change) => {
    let meanwhile: (() => Promise<unknown>) | undefined
    const busy = makeStockRoom({
      around: (store) => ({
        ...store,
        async commit(writes) {
          const buy = meanwhile
          meanwhile = undefined
          await buy?.()
          return store.commit(writes)
        },
      }),
    })
    await busy.open(TOKYO)
    await busy.receive(BOOK, TOKYO, 3)
    meanwhile = () => busy.reserve(orderNo(1), [line(BOOK, 2)])
    expect(await busy.adjust({ ...here, ...change, reason: 'damaged' })).toMatchObject({
      ok: false,
      code: 'not_enough_stock',
    })
    expect(await busy.level(BOOK, TOKYO)).toMatchObject({ onHand: 3, reserved: 2 })
    await busy.expectSoundBooks()
  })

  it('refuses a location that nobody made', async () => {
    expect(
      await room.adjust({ sku: BOOK, locationId: locationId.parse('moon'), delta: 1, reason: 'found' }),
    ).toMatchObject({ ok: false, code: 'unknown_location', errors: [{ pointer: '/locationId' }] })
  })
})

describe('adjusting to a count', () => {
  it.each([
    ['more was found', 7, 2],
    ['less was found', 3, -2],
    ['it was right', 5, 0],
  ])('moves by the difference: %s', async (_, counted, delta) => {
    await room.receive(BOOK, TOKYO, 5)
    expect(await room.adjust({ ...here, counted, reason: 'counted' })).toMatchObject({ value: { delta } })
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: counted, available: counted })
    await room.expectSoundBooks()
  })

  it('counts a SKU that was never here', async () => {
    expect(await room.adjust({ ...here, counted: 4, reason: 'counted' })).toMatchObject({ ok: true })
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 4 })
  })

  it('refuses a count below what is reserved', async () => {
    await room.receive(BOOK, TOKYO, 5)
    await room.reserve(orderNo(1), [line(BOOK, 2)])
    expect(await room.adjust({ ...here, counted: 1, reason: 'counted' })).toMatchObject({
      ok: false,
      code: 'not_enough_stock',
      errors: [{ pointer: '/counted' }],
    })
  })
})

describe('an Idempotency-Key', () => {
  const body = { ...here, delta: 5, reason: 'received' }

  it('answers a replay the same, and moves nothing more', async () => {
    const first = await room.adjust(body, 'key')
    expect(await room.adjust(body, 'key')).toEqual(first)
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 5 })
  })

  it('answers a replay also where the stock would no longer allow it', async () => {
    await room.adjust(body)
    const first = await room.adjust({ ...here, delta: -5, reason: 'lost' }, 'key')
    expect(await room.adjust({ ...here, delta: -5, reason: 'lost' }, 'key')).toEqual(first)
  })

  it('makes one movement of the same request sent at once', async () => {
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => room.adjust(body, 'key')))
    expect(others).toEqual([first, first])
    expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 5 })
    await room.expectSoundBooks()
  })

  it('is refused with another request', async () => {
    await room.adjust(body, 'key')
    expect(await room.adjust({ ...body, delta: 6 }, 'key')).toMatchObject({ code: 'idempotency_key_reused' })
  })
})

describe('the body of an adjustment', () => {
  it.each([
    ['neither delta nor counted', {}],
    ['both', { delta: 1, counted: 1 }],
    ['a delta of 0', { delta: 0 }],
    ['half a unit', { delta: 0.5 }],
    ['a count below 0', { counted: -1 }],
    ['more than any shelf holds', { delta: 1_000_000_001 }],
    ['a field nobody knows', { delta: 1, colour: 'red' }],
    ['no reason', { delta: 1, reason: '' }],
  ])('is refused with %s', (_, changes) => {
    expect(adjustmentBody.safeParse({ ...here, reason: 'received', ...changes }).success).toBe(false)
  })
})
