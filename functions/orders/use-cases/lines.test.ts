import { expect, test } from 'vitest'
import { shipmentId } from '#shared/ids.ts'
import { aQuote } from './testing.ts'
import {
  BOOK,
  FUL,
  FUL_OSAKA,
  givenConfirmed,
  givenPlaced,
  OSAKA,
  SHIRT,
  SHP,
  TOKYO,
} from './testing-life.ts'

const OTHER_SHP = shipmentId.parse(`shp_${'t'.repeat(26)}`)
const shirts = (quantity: number) => ({ sku: SHIRT, quantity })
const books = (quantity: number) => ({ sku: BOOK, quantity })

test('a line that is cancelled is charged no more, leaves the warehouse, and is told', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  expect(await order.cancelLines(shirts(1))).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({ due: 4180 - 990, changes: 1, status: 'processing' })
  expect(await order.told('order.lines_cancelled')).toMatchObject({
    change: 1,
    cause: 'staff',
    lines: [{ sku: SHIRT, quantity: 1 }],
    released: [{ locationId: TOKYO, fulfillmentOrderId: FUL, lines: [shirts(1)] }],
    due: { amount: 3190 },
  })
  expect(await order.deps.orders.allocations(order.id)).toEqual([
    { locationId: TOKYO, lines: [books(1), shirts(1)] },
  ])
})

test('a request to cancel a line counts once by its key, and again without one', async () => {
  const order = await givenConfirmed()
  const [KEY, OTHER_KEY] = ['the key of a request', 'another one']
  await order.cancelLinesAs(KEY, shirts(1))
  expect(await order.cancelLinesAs(KEY, shirts(1))).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({ changes: 1, due: 4180 - 990 })
  expect(await order.cancelLinesAs(KEY, books(1))).toMatchObject({ code: 'idempotency_key_reused' })
  expect(await order.cancelLinesAs(OTHER_KEY, shirts(2))).toMatchObject({ code: 'not_cancellable' })
  expect(await order.cancelLinesAs(OTHER_KEY, shirts(1))).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({ changes: 2, due: 4180 - 1980 })
})

test('a request to cancel a whole order is answered the same when it comes again; its key is of no other', async () => {
  const order = await givenConfirmed()
  const [KEY, OTHER_KEY] = ['the key of a request', 'another one']
  await order.cancelLinesAs(KEY, shirts(1))
  expect(await order.cancelAs(KEY)).toMatchObject({ code: 'idempotency_key_reused' })
  expect(await order.read()).toMatchObject({ status: 'confirmed' })
  const twice = [1, 2].map(() => order.cancelAs(OTHER_KEY))
  expect(await Promise.all(twice)).toMatchObject([{ ok: true }, { ok: true }])
  expect(await order.cancelAs(OTHER_KEY)).toMatchObject({ ok: true })
  expect(await order.cancel()).toMatchObject({ code: 'not_cancellable' })
  expect((await order.events()).filter((type) => type === 'order.cancelling')).toHaveLength(1)
})

test('a request that comes twice at once cancels once', async () => {
  const order = await givenConfirmed()
  const twice = [1, 2].map(() => order.cancelLinesAs('the key of a request', shirts(1)))
  expect(await Promise.all(twice)).toMatchObject([{ ok: true }, { ok: true }])
  expect(await order.read()).toMatchObject({ changes: 1 })
})

test('an order that is run again keeps in mind what it sends no more', async () => {
  const order = await givenConfirmed()
  await order.cancelLines(shirts(1))
  const left = await order.deps.orders.allocations(order.id)
  expect(await order.screen()).toEqual({ outcome: 'passed' })
  expect(await order.deps.orders.allocations(order.id)).toEqual(left)
})

test('goods that do not know of a change stay where they are; once they do, they leave', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  await order.cancelLines(shirts(2))
  expect(await order.claim()).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('changed'),
  })
  expect(await order.claim(FUL, 1)).toEqual({ outcome: 'claimed' })
  expect(await order.cancelLines(books(1))).toMatchObject({ ok: false, code: 'not_cancellable' })
})

test('nothing is cancelled out of a parcel that leaves before it is heard of', async () => {
  const order = await givenConfirmed()
  expect(await order.claim()).toEqual({ outcome: 'claimed' })
  expect(await order.cancelLines(shirts(1))).toMatchObject({ ok: false, code: 'not_cancellable' })
})

test('the wait that a shipment ends is told what is due by then', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  await order.cancelLines(shirts(2))
  await order.wait('shipment', 'token')
  await order.claim(FUL, 1)
  await order.shipment('pre_transit')
  await order.work('handed_over', { lines: [books(1)] })
  expect(order.workflow.due).toBe(4180 - 1980)
})

test('all lines, one after the other, are the whole order', async () => {
  const order = await givenConfirmed()
  await order.cancelLines(shirts(2))
  expect((await order.read()).status).toBe('confirmed')
  await order.cancelLines(books(1))
  expect(await order.read()).toMatchObject({ status: 'cancelling', ending: { reason: 'changed my mind' } })
})

test.each([
  ['more than there are', [shirts(3)], 'not_cancellable', '/lines/0/quantity'],
  ['twice what there is, in two lines', [shirts(1), shirts(2)], 'not_cancellable', '/lines/0/quantity'],
  [
    'what was not ordered',
    [{ sku: OSAKA as unknown as typeof BOOK, quantity: 1 }],
    'unknown_sku',
    '/lines/0/sku',
  ],
])('cancelling %s changes nothing', async (_, lines, code, pointer) => {
  const order = await givenConfirmed()
  const before = await order.read()
  expect(await order.cancelLines(...lines)).toMatchObject({
    ok: false,
    code,
    errors: [{ pointer }, ...lines.slice(1).map(() => ({}))],
  })
  expect(await order.read()).toEqual(before)
})

test('before its confirmation an order is cancelled whole', async () => {
  const order = await givenPlaced()
  expect(await order.cancelLines(shirts(1))).toMatchObject({ ok: false, code: 'not_cancellable' })
})

/** The book has left Tokyo, the shirts are in Osaka still. */
async function givenPartlyShipped() {
  const order = await givenConfirmed({
    allocations: [
      { locationId: TOKYO, lines: [books(1)] },
      { locationId: OSAKA, lines: [shirts(2)] },
    ],
  })
  await order.work('open', { lines: [books(1)] })
  await order.work('open', { ful: FUL_OSAKA, shp: OTHER_SHP, location: OSAKA, lines: [shirts(2)] })
  await order.claim()
  await order.shipment('pre_transit')
  await order.work('handed_over', { lines: [books(1)] })
  return order
}

test('what one location sends alone can be cancelled while the other ships', async () => {
  const order = await givenPartlyShipped()
  expect((await order.read()).status).toBe('partially_shipped')
  expect(await order.cancelLines(books(1))).toMatchObject({ ok: false, code: 'not_cancellable' })
  expect(await order.cancelLines(shirts(2))).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({
    status: 'shipped',
    expectedFulfillmentOrders: 1,
    due: 4180 - 1980,
    shippedAt: expect.any(String),
  })
})

test('an order whose rest is cancelled after all that left has arrived is delivered', async () => {
  const order = await givenConfirmed({
    allocations: [
      { locationId: TOKYO, lines: [books(1)] },
      { locationId: OSAKA, lines: [shirts(2)] },
    ],
  })
  await order.work('open', { lines: [books(1)] })
  await order.claim()
  await order.shipment('pre_transit')
  await order.work('handed_over', { lines: [books(1)] })
  await order.shipment('delivered')
  expect((await order.read()).status).toBe('partially_shipped')
  await order.cancelLines(shirts(2))
  expect(await order.read()).toMatchObject({ status: 'delivered', fulfillmentStatus: 'delivered' })
})

test('cancelling a line against handing over: started together, exactly one wins', async () => {
  let cancelled = 0
  for (let round = 0; round < 50; round += 1) {
    const order = await givenConfirmed()
    await order.work('open')
    const both = [order.cancelLines(shirts(1)), order.claim(FUL, 0)] as const
    const [line, claim] = await Promise.all(both)
    expect(line.ok).toBe(claim.outcome === 'refused')
    cancelled += line.ok ? 1 : 0
    const { due, claims } = await order.read()
    expect([due, claims.length]).toEqual(line.ok ? [3190, 0] : [undefined, 1])
  }
  expect(cancelled).toBeGreaterThanOrEqual(0)
})

test('what is paid for already is given back when it is cancelled, once', async () => {
  const order = await givenConfirmed({}, { kind: 'delayed' })
  await order.paid({ status: 'captured', captured: 4180 })
  await order.cancelLines(shirts(1))
  expect(order.outside.asked.refund).toMatchObject([{ amount: 990 }])
  expect(await order.read()).toMatchObject({ refunding: [], payment: { refunded: 990 } })
  expect(await order.told('order.refunded')).toMatchObject({
    amount: { amount: 990 },
    lines: [{ sku: SHIRT, quantity: 1, amount: { amount: 990 } }],
  })
})

test('who cancels a line that is paid for, and dies, leaves a refund that is asked for later', async () => {
  const order = await givenConfirmed({}, { kind: 'delayed' })
  await order.paid({ status: 'captured', captured: 4180 })
  const { refund } = order.deps.orders
  order.deps.orders.refund = () => Promise.reject(new Error('it died'))
  await expect(order.cancelLines(shirts(1))).rejects.toThrow('it died')
  order.deps.orders.refund = refund
  expect(await order.read()).toMatchObject({ refunding: [expect.any(String)], due: 4180 })
})

const short = (quantity: number) => [{ sku: SHIRT, missing: quantity }]

test('what one location does not find, another sends', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  order.outside.reallocated = {
    outcome: 'reallocated',
    allocations: [{ locationId: OSAKA, lines: [shirts(1)] }],
    short: [],
  }
  await order.work('short_picked', { missing: short(1) })
  expect(order.outside.asked.reallocate).toMatchObject([
    { missing: [{ locationId: TOKYO, ...shirts(1) }], wanted: [shirts(1)] },
  ])
  expect(await order.read()).toMatchObject({ changes: 1, expectedFulfillmentOrders: 2 })
  expect((await order.read()).due).toBeUndefined()
  expect(await order.told('order.reallocated')).toMatchObject({
    change: 1,
    given: [{ fulfillmentOrderId: FUL, lines: [shirts(1)] }],
    allocations: [{ locationId: OSAKA, lines: [shirts(1)] }],
  })
  expect(await order.deps.orders.allocations(order.id)).toMatchObject([
    { locationId: TOKYO, lines: [books(1), shirts(1)] },
    { locationId: OSAKA, lines: [shirts(1)] },
  ])
})

test('what nobody has is cancelled and not charged; the same report again counts once', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  order.outside.reallocated = {
    outcome: 'reallocated',
    allocations: [],
    short: [{ sku: SHIRT, requested: 1, available: 0 }],
  }
  await order.work('short_picked', { missing: short(1) }, 5)
  await order.work('short_picked', { missing: short(1) }, 5)
  // Until it is answered, the report is in whatever else is told of the work.
  await order.work('short_picked', { missing: short(1) }, 6)
  expect(order.outside.asked.reallocate).toHaveLength(1)
  expect(await order.read()).toMatchObject({ changes: 1, due: 3190, expectedFulfillmentOrders: 1 })
  expect(await order.told('order.lines_cancelled')).toMatchObject({ cause: 'short_pick', released: [] })
  expect((await order.events()).filter((type) => type === 'order.lines_cancelled')).toHaveLength(1)
})

test('what is cancelled while it is looked for elsewhere is sent by nobody, and its stock given back', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  await order.cancelLines(shirts(1))
  order.outside.reallocated = {
    outcome: 'reallocated',
    allocations: [{ locationId: OSAKA, lines: [shirts(2)] }],
    short: [],
  }
  await order.work('short_picked', { missing: short(2) })
  expect(await order.told('order.stock_spared')).toMatchObject({
    released: [{ locationId: OSAKA, lines: [shirts(1)] }],
  })
  expect(await order.deps.orders.allocations(order.id)).toMatchObject([
    { locationId: TOKYO, lines: [books(1)] },
    { locationId: OSAKA, lines: [shirts(1)] },
  ])
})

test('what is cancelled while nobody has it is not cancelled twice', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  await order.cancelLines(shirts(1))
  order.outside.reallocated = {
    outcome: 'reallocated',
    allocations: [],
    short: [{ sku: SHIRT, requested: 2, available: 0 }],
  }
  await order.work('short_picked', { missing: short(2) })
  expect(await order.told('order.lines_cancelled')).toMatchObject({ lines: [shirts(1)] })
  expect(await order.read()).toMatchObject({ changes: 2, due: 2200 })
})

test('where nothing is left after a short pick, the order is cancelled', async () => {
  const order = await givenConfirmed({
    quote: { lines: aQuote().lines.slice(1) },
    allocations: [{ locationId: TOKYO, lines: [shirts(2)] }],
  })
  order.outside.reallocated = {
    outcome: 'reallocated',
    allocations: [],
    short: [{ sku: SHIRT, requested: 2, available: 0 }],
  }
  await order.work('short_picked', { missing: short(2), lines: [shirts(2)], shp: SHP })
  expect(await order.read()).toMatchObject({ status: 'cancelling' })
})

test('what has arrived is all of the order, once what was still to be sent is cancelled', async () => {
  const order = await givenPartlyShipped()
  await order.shipment('delivered')
  expect((await order.read()).status).toBe('partially_shipped')
  await order.cancelLines(shirts(2))
  expect(await order.read()).toMatchObject({ status: 'delivered', deliveredAt: '2026-11-25T03:00:00.000Z' })
})

test('a download is all of a mixed order whose goods are cancelled', async () => {
  const [book, shirt] = aQuote().lines
  if (!book || !shirt) throw new Error('the quote has two lines')
  const order = await givenConfirmed({
    quote: { lines: [{ ...book, kind: 'digital' }, shirt] },
    allocations: [{ locationId: TOKYO, lines: [shirts(2)] }],
  })
  await order.wait('shipment', 'token')
  await order.work('open', { lines: [shirts(2)] })
  await order.cancelLines(shirts(2))
  // The order may end before its warehouse has heard of it.
  expect(await order.read()).toMatchObject({
    ...{ status: 'delivered', fulfillmentStatus: 'cancelled', due: 4180 - 1980 },
  })
  expect(order.workflow.resumed).toContain('token')
  expect((await order.look()).outcome).toBe('capture')
})
