import { beforeEach, describe, expect, it } from 'vitest'
import { fulfillmentOrderIdOf } from '../contract/fulfillment-order-id.ts'
import { BOOK, ORDER, OSAKA, TEE, TOKYO, WORK } from './test-events.ts'
import { BOX, makeWorld, type World } from './test-world.ts'

const books = (quantity: number) => [{ sku: BOOK, quantity }]
const tees = (quantity: number) => [{ sku: TEE, quantity }]
const OSAKAS = fulfillmentOrderIdOf(ORDER, OSAKA)
const SECOND_HERE = fulfillmentOrderIdOf(ORDER, TOKYO, 'reship-1')
const SECOND = fulfillmentOrderIdOf(ORDER, OSAKA, 'pick-1')

let world: World
beforeEach(() => {
  world = makeWorld()
})

const types = () => world.events().map(({ type }) => type.replace('fulfillment_order.', ''))
const last = () => world.events().at(-1)
const inBothPlaces = () =>
  world.confirmed([
    { locationId: TOKYO, lines: books(2) },
    { locationId: OSAKA, lines: tees(1) },
  ])

describe('lines that are cancelled', () => {
  it('leave the work of the location that releases them; the others remember that they have heard', async () => {
    await inBothPlaces()
    await world.linesCancelled(1, [{ locationId: TOKYO, lines: books(1) }])
    expect(await world.read()).toMatchObject({ status: 'open', lines: [{ quantity: 1 }], change: 1 })
    expect(await world.read(OSAKAS)).toMatchObject({ status: 'open', lines: [{ quantity: 1 }], change: 1 })
    expect(types()).toEqual(['created', 'created', 'reduced'])
    expect(last()).toMatchObject({ subject: WORK, data: { change: 1, lines: [{ quantity: 1 }] } })
  })

  it.each([
    ['the first', WORK],
    ['the later', SECOND_HERE],
  ])('leave the work that is named, of two at one location: %s', async (_, fulfillmentOrderId) => {
    await world.confirmed([{ locationId: TOKYO, lines: books(2) }])
    const allocations = [{ locationId: TOKYO, lines: books(2) }]
    await world.reallocated(1, { key: 'reship-1', allocations })
    await world.linesCancelled(2, [{ locationId: TOKYO, fulfillmentOrderId, lines: books(2) }])
    const other = fulfillmentOrderId === WORK ? SECOND_HERE : WORK
    expect(await world.read(fulfillmentOrderId)).toMatchObject({ status: 'cancelled', change: 2 })
    expect(await world.read(other)).toMatchObject({ status: 'open', lines: [{ quantity: 2 }], change: 2 })
  })

  it('say what is to be put back, and leave the rest picked', async () => {
    await world.confirmed()
    await world.pick([{ code: BOOK, quantity: 2 }])
    await world.linesCancelled(1, [{ locationId: TOKYO, lines: [...books(1), ...tees(1)] }])
    expect(await world.read()).toMatchObject({
      status: 'picked',
      lines: [{ sku: BOOK, quantity: 1, picked: 1 }],
      putBack: books(1),
      availableActions: ['pack'],
    })
    await world.pack()
    expect(await world.read()).toMatchObject({ status: 'packed', putBack: [] })
  })

  it('cancel the work of which nothing is left', async () => {
    await world.confirmed()
    await world.pickAll()
    await world.linesCancelled(1, [{ locationId: TOKYO, lines: [...books(2), ...tees(1)] }])
    expect(await world.read()).toMatchObject({
      status: 'cancelled',
      lines: [],
      putBack: [...books(2), ...tees(1)],
    })
    expect(last()).toMatchObject({ type: 'fulfillment_order.cancelled' })
  })

  it('open parcels again, whose labels count no more; the next packing makes others', async () => {
    await world.confirmed()
    await world.pickAll()
    await world.pack()
    await world.labelCreated(1)
    await world.linesCancelled(1, [{ locationId: TOKYO, lines: tees(1) }])
    expect(await world.read()).toMatchObject({ status: 'picked', parcels: [], putBack: tees(1) })
    expect(last()).toMatchObject({
      type: 'fulfillment_order.unpacked',
      data: { status: 'picked', parcels: [], opened: [`${WORK}-1`] },
    })
    await world.labelCreated(1, 7)
    await world.pack()
    const { parcels } = await world.read()
    expect(parcels).toMatchObject([{ parcelId: `${WORK}-2`, lines: books(2) }])
    expect(await world.pack()).toMatchObject({ ok: true })
    await world.labelCreated(2)
    expect(await world.handOver()).toMatchObject({ ok: true, value: { status: 'handed_over' } })
    expect(world.heard).toEqual([1])
  })

  it('count once, in whatever order they come and at once', async () => {
    await world.confirmed()
    const cancel = (change: number) => world.linesCancelled(change, [{ locationId: TOKYO, lines: books(1) }])
    await cancel(2)
    expect(await world.read()).toMatchObject({ lines: [{ sku: BOOK, quantity: 1 }, {}], change: 0 })
    await Promise.all([cancel(1), cancel(2), cancel(1)])
    expect(await world.read()).toMatchObject({ lines: [{ sku: TEE }], change: 2 })
    expect(types()).toEqual(['created', 'reduced', 'reduced'])
  })

  it('are not lost where they come before the work is planned, or with it', async () => {
    const cancel = () => world.linesCancelled(1, [{ locationId: TOKYO, lines: books(2) }])
    await cancel()
    await inBothPlaces()
    expect(await world.read()).toMatchObject({ status: 'cancelled', change: 1 })
    expect(await world.read(OSAKAS)).toMatchObject({ status: 'open', change: 1 })

    world = makeWorld()
    await Promise.all([cancel(), world.confirmed(), cancel()])
    expect(await world.read()).toMatchObject({ lines: [{ sku: TEE, quantity: 1 }], change: 1 })
  })

  it('leave alone what has left, which only remembers', async () => {
    await world.confirmed()
    await world.pickAll()
    await world.pack()
    await world.labelCreated(1)
    await world.handOver()
    const before = world.events().length
    await world.linesCancelled(1, [{ locationId: TOKYO, lines: books(1) }])
    expect(await world.read()).toMatchObject({
      status: 'handed_over',
      lines: [{ quantity: 2 }, {}],
      change: 1,
    })
    expect(world.events()).toHaveLength(before)
  })

  it('keep goods from leaving until they are heard of', async () => {
    await world.confirmed()
    await world.pickAll()
    await world.pack()
    await world.labelCreated(1)
    world.arbiter.answer = { outcome: 'refused', reason: 'The order has changed: wait a moment.' }
    expect(await world.handOver()).toMatchObject({
      ok: false,
      code: 'not_shippable',
      detail: expect.stringContaining('The order has changed'),
    })
    expect(world.heard).toEqual([undefined])
  })
})

describe('a short pick that is dealt with', () => {
  const given = (lines: ReturnType<typeof books>) => [{ fulfillmentOrderId: WORK, lines }]
  const osaka = (lines: ReturnType<typeof books>) => [{ locationId: OSAKA, lines }]

  beforeEach(async () => {
    await world.confirmed()
    await world.pick([{ code: BOOK, quantity: 1 }])
  })

  it('goes on with what it has, and another location sends the rest', async () => {
    await world.shortPick([{ sku: BOOK, missing: 1 }])
    await world.reallocated(1, { given: given(books(1)), allocations: osaka(books(1)) })
    const work = await world.read()
    expect(work).toMatchObject({ status: 'picking', lines: [{ quantity: 1, picked: 1 }, { picked: 0 }] })
    expect(work).not.toHaveProperty('shortPick')
    expect(await world.read(SECOND)).toMatchObject({
      status: 'open',
      locationId: OSAKA,
      lines: [{ sku: BOOK, name: '源氏物語', quantity: 1 }],
      promise: { latest: '2026-11-27' },
      change: 1,
    })
    expect(types().slice(-3)).toEqual(['short_picked', 'created', 'reduced'])
  })

  it('is picked where nothing else is wanted, and can be packed', async () => {
    await world.pick([{ code: TEE, quantity: 1 }])
    await world.shortPick([{ sku: BOOK, missing: 1 }])
    await world.reallocated(1, { given: given(books(1)), allocations: osaka(books(1)) })
    expect(await world.read()).toMatchObject({ status: 'picked' })
    expect(await world.pack([BOX])).toMatchObject({ ok: true })
  })

  it.each([
    ['the others first', [1, 2]],
    ['what nobody has first', [2, 1]],
  ])('waits until all of it is answered, %s', async (_, order) => {
    await world.shortPick([
      { sku: BOOK, missing: 1 },
      { sku: TEE, missing: 1 },
    ])
    const tell = (change: number) =>
      change === 1
        ? world.reallocated(1, { given: given(books(1)), allocations: osaka(books(1)) })
        : world.nobodyHas(2, tees(1), WORK)
    const [first = 1, second = 2] = order
    await tell(first)
    expect(await world.read()).toMatchObject({ status: 'short_picked', shortPick: { lines: [{}] } })
    await tell(second)
    await tell(first)
    expect(await world.read()).toMatchObject({
      status: 'picked',
      lines: [{ sku: BOOK, quantity: 1, picked: 1 }],
      change: 2,
    })
  })

  it('is cancelled where nothing is left', async () => {
    world = makeWorld()
    await world.confirmed([{ locationId: TOKYO, lines: books(2) }])
    await world.shortPick([{ sku: BOOK, missing: 2 }])
    await world.nobodyHas(1, books(2))
    expect(await world.read()).toMatchObject({ status: 'cancelled' })
    expect(types().at(-1)).toBe('cancelled')
  })

  it('is not answered by what others lack', async () => {
    await world.shortPick([{ sku: BOOK, missing: 1 }])
    await world.nobodyHas(1, books(1), SECOND)
    expect(await world.read()).toMatchObject({ status: 'short_picked', change: 1 })
    await world.nobodyHas(2, books(1))
    expect(await world.read()).toMatchObject({ status: 'picking', lines: [{ quantity: 1 }, {}] })
  })

  it('may be followed by another', async () => {
    await world.shortPick([{ sku: BOOK, missing: 1 }])
    await world.nobodyHas(1, books(1), WORK)
    await world.shortPick([{ sku: TEE, missing: 1 }])
    expect(await world.read()).toMatchObject({ status: 'short_picked', shortPick: { lines: [{ sku: TEE }] } })
    await world.nobodyHas(2, tees(1), WORK)
    expect(await world.read()).toMatchObject({ status: 'picked' })
  })
})

describe('what is sent once more', () => {
  const allocations = [{ locationId: TOKYO, lines: tees(1) }]

  it('is work of its own, once, also beside other work of the location', async () => {
    await world.confirmed()
    await Promise.all([1, 1].map((change) => world.reallocated(change, { key: 'reship-1', allocations })))
    expect(await world.read(SECOND_HERE)).toMatchObject({
      locationId: TOKYO,
      lines: [{ sku: TEE, quantity: 1 }],
    })
    expect((await world.list({ orderId: ORDER, limit: 20 })).items).toHaveLength(2)
  })

  it('is not planned for an order that has ended', async () => {
    await world.cancelling()
    await world.reallocated(1, { key: 'reship-1', allocations })
    expect((await world.list({ orderId: ORDER, limit: 20 })).items).toEqual([])
  })

  it('does not give up what was cancelled before it, and no unit is given up twice', async () => {
    await world.confirmed()
    await world.reallocated(2, { key: 'reship-1', allocations })
    await world.linesCancelled(1, [{ locationId: TOKYO, lines: tees(1) }])
    expect(await world.read(SECOND_HERE)).toMatchObject({ status: 'open', lines: [{ quantity: 1 }] })
    expect(await world.read()).toMatchObject({ lines: [{ sku: BOOK }], change: 2 })

    await world.linesCancelled(3, [{ locationId: TOKYO, lines: books(1) }])
    await world.linesCancelled(4, [{ locationId: TOKYO, lines: tees(1) }])
    expect(await world.read(SECOND_HERE)).toMatchObject({ status: 'cancelled', change: 4 })
    expect(await world.read()).toMatchObject({ lines: [{ sku: BOOK, quantity: 1 }], change: 4 })
  })
})

describe('a label that was given back', () => {
  beforeEach(async () => {
    await world.confirmed()
    await world.pickAll()
    await world.pack()
    await world.labelCreated(1)
  })

  it('makes the work wait for another', async () => {
    await world.labelVoided(1)
    expect(await world.read()).toMatchObject({ status: 'packed', availableActions: [] })
    expect(await world.handOver()).toMatchObject({ code: 'label_not_ready' })
    await world.labelCreated(1, 3)
    expect(await world.read()).toMatchObject({ status: 'labeled' })
    expect(types().slice(-3)).toEqual(['labeled', 'packed', 'labeled'])
  })

  it('counts no more once there is another, in whatever order they come', async () => {
    await world.labelCreated(1, 3)
    await world.labelVoided(1)
    await world.labelCreated(1)
    expect(await world.read()).toMatchObject({ status: 'labeled' })
    expect(types().filter((type) => type === 'labeled')).toHaveLength(1)
  })
})

describe('time to change one’s mind', () => {
  const releaseAt = '2026-11-20T03:30:00.000Z'

  it('keeps work from beginning, and says when it may', async () => {
    await world.confirmed(undefined, { releaseAt })
    expect(await world.read()).toMatchObject({ releaseAt, availableActions: [] })
    const refused = await world.pickAll()
    expect(refused).toMatchObject({ ok: false, code: 'conflict', detail: expect.stringContaining(releaseAt) })
    expect(await world.handOver()).toMatchObject({ ok: false, code: 'conflict' })
    expect((await world.list({ released: 'true', limit: 20 })).items).toEqual([])
    expect((await world.list({ released: 'false', limit: 20 })).items).toHaveLength(1)

    world.setTime(releaseAt)
    expect((await world.list({ released: 'true', limit: 20 })).items).toHaveLength(1)
    expect(await world.pickAll()).toMatchObject({ ok: true, value: { status: 'picked' } })
  })

  it('does not keep changes and the end of the order from it', async () => {
    await world.confirmed(undefined, { releaseAt })
    await world.linesCancelled(1, [{ locationId: TOKYO, lines: books(1) }])
    expect(await world.read()).toMatchObject({ lines: [{ quantity: 1 }, {}] })
    await world.cancelling()
    expect(await world.read()).toMatchObject({ status: 'cancelled' })
  })
})
