import { expect, test } from 'vitest'
import { days } from '#shared/clock.ts'
import { fulfillmentOrderId, shipmentId } from '#shared/ids.ts'
import type { QuantityOf } from '../contract/types.ts'
import { makeHoldOrder } from './hold-order.ts'
import { makeNoteTrouble } from './note-events.ts'
import { makeReadAttention } from './read-attention.ts'
import { actionsOf } from './read-order.ts'
import { type AskedRefund, makeRefundOrder } from './refund-order.ts'
import { makeResolveParcel } from './resolve-parcel.ts'
import { aQuote, CAUSE } from './testing.ts'
import { BOOK, givenConfirmed, givenPlaced, givenShipped, OSAKA, SHIRT, SHP, TOKYO } from './testing-life.ts'
import { makeWithdrawOrder } from './withdraw-order.ts'
import { makeClose, makeComplete } from './workflow-steps.ts'

const STAFF = { kind: 'staff' as const, id: 'someone of the support' }

type Order = Awaited<ReturnType<typeof givenPlaced>>
const resolve = (
  order: Order,
  action: 'refund' | 'reship' | 'claim',
  lines?: { sku: typeof BOOK; quantity: number }[],
) =>
  makeResolveParcel(order.deps)({
    ...{
      id: order.id,
      shipmentId: SHP,
      action,
      reason: 'never came',
      limitIn: () => undefined,
      cause: { ...CAUSE, actor: STAFF },
    },
    ...(lines ? { lines } : {}),
  })

test('a parcel that is lost or comes back needs a decision, and is told once', async () => {
  const order = await givenShipped()
  await order.shipment('lost')
  await order.shipment('lost')
  expect(await order.read()).toMatchObject({
    fulfillmentStatus: 'lost',
    attention: { reason: expect.stringContaining('EZ1') },
  })
  expect((await order.events()).filter((type) => type === 'order.needs_attention')).toHaveLength(1)
})

test('a trouble that comes while another waits for a person is told as well, in its place on the list', async () => {
  const order = await givenShipped()
  await order.shipment('lost')
  const since = (await order.read()).attention?.since
  order.later(60_000)
  await makeNoteTrouble(order.deps)({
    ...{
      id: order.deps.ids.event(),
      type: 'payment.needs_attention',
      schema: 1,
      source: 'payments',
      ...CAUSE,
    },
    ...{ subject: order.id, sequence: 9, occurredAt: order.deps.clock.now().toISOString() },
    data: { orderId: order.id, reason: 'money_over' },
    personal: undefined,
  })
  const attention = { reason: expect.stringMatching(/EZ1.*More money came/), since }
  expect(await order.read()).toMatchObject({ attention })
  expect(await makeReadAttention(order.deps)({ limit: 20 })).toMatchObject({ items: [attention] })
})

test('refunded before the capture: it is not charged, what is held is let go, the order is returned', async () => {
  const order = await givenShipped()
  await order.wait('delivery', 'token')
  await order.shipment('lost')
  expect(await resolve(order, 'refund')).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({
    ...{ status: 'returned', fulfillmentStatus: 'lost', payment: { status: 'voided' } },
  })
  expect(await order.told('order.lines_cancelled')).toMatchObject({ endsOrder: true })
  expect(order.workflow.resumed).toContain('token')
  expect(order.outside.asked).toMatchObject({ voids: 1, refund: [] })
  expect(await resolve(order, 'refund')).toMatchObject({ ok: true })
  expect(order.outside.asked.voids).toBe(1)
})

test('refunded after the capture: the share of its goods is given back', async () => {
  const order = await givenShipped()
  await order.paid({ status: 'captured', captured: 4180 })
  await order.shipment('returned_to_sender')
  await resolve(order, 'refund')
  expect(order.outside.asked.refund).toMatchObject([{ amount: 3630 }])
  expect((await order.read()).status).toBe('returned')
})

const giveBack = (order: Order, about: Partial<AskedRefund>) =>
  makeRefundOrder(order.deps)({
    ...{ id: order.id, reason: 'never came', idempotencyKey: 'key', requestHash: 'hash' },
    ...{ limitIn: () => undefined, cause: { ...CAUSE, actor: STAFF }, ...about },
  })

const ALL = [
  { sku: BOOK, quantity: 1 },
  { sku: SHIRT, quantity: 2 },
]

test('goods that were given back before are not given back once more: their parcel is settled', async () => {
  const order = await givenShipped()
  await order.paid({ status: 'captured', captured: 4180 })
  await order.shipment('lost')
  expect(await giveBack(order, { lines: ALL })).toMatchObject({ ok: true })
  expect(await resolve(order, 'refund')).toMatchObject({ ok: true })
  expect(order.outside.asked.refund).toMatchObject([{ amount: 3630 }])
  const after = await order.read()
  expect(after).toMatchObject({ status: 'returned' })
  expect(after).not.toHaveProperty('attention')
})

test('of goods of which some were given back the others are', async () => {
  const order = await givenShipped()
  await order.paid({ status: 'captured', captured: 4180 })
  await order.shipment('lost')
  await giveBack(order, { lines: [{ sku: BOOK, quantity: 1 }] })
  expect(await resolve(order, 'refund')).toMatchObject({ ok: true })
  expect(order.outside.asked.refund).toMatchObject([{ amount: 1650 }, { amount: 1980 }])
})

test('a parcel waits for the second person who decides about the refund of its goods', async () => {
  const order = await givenShipped()
  await order.paid({ status: 'captured', captured: 4180 })
  await order.shipment('lost')
  await giveBack(order, { lines: ALL, limitIn: () => 1_000 })
  expect(await resolve(order, 'refund')).toMatchObject({
    ...{ ok: false, code: 'not_resolvable', detail: expect.stringContaining('second person') },
  })
})

test('a parcel is given up though the gateway refuses to give the money back, and a person is told', async () => {
  const order = await givenShipped()
  await order.paid({ status: 'captured', captured: 4180 })
  await order.shipment('returned_to_sender')
  order.outside.refusesRefunds = true
  await resolve(order, 'refund')
  expect(await order.read()).toMatchObject({
    ...{ status: 'returned', refunding: [] },
    attention: { reason: expect.stringContaining('came to nothing') },
  })
})

test('an order that is delivered sends nothing once more', async () => {
  const order = await givenShipped()
  await order.shipment('delivered')
  expect((await order.read()).status).toBe('delivered')
  const damaged = [{ sku: BOOK, quantity: 1 }]
  expect(await resolve(order, 'reship', damaged)).toMatchObject({ ok: false, code: 'not_resolvable' })
  expect(order.outside.asked.reallocate).toEqual([])
})

test('damage that is made good on the way keeps nobody from waiting for the rest of the parcel', async () => {
  const order = await givenShipped()
  await order.shipment('in_transit')
  expect(await resolve(order, 'refund', [{ sku: SHIRT, quantity: 1 }])).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({ status: 'shipped', fulfillmentStatus: 'shipped' })
  await order.shipment('delivered')
  expect(await order.read()).toMatchObject({ status: 'delivered', fulfillmentStatus: 'delivered' })
})

test('sent once more: its goods are reserved again, and the order is delivered when they arrive', async () => {
  const order = await givenShipped()
  await order.shipment('lost')
  const lines = [
    { sku: BOOK, quantity: 1 },
    { sku: SHIRT, quantity: 2 },
  ]
  order.outside.reallocated = {
    outcome: 'reallocated',
    allocations: [{ locationId: OSAKA, lines }],
    short: [],
  }
  expect(await resolve(order, 'reship')).toMatchObject({ ok: true })
  expect(await order.told('order.reallocated')).toMatchObject({ reason: 'reship', key: `reship:${SHP}` })
  const again = {
    ful: fulfillmentOrderId.parse(`ful_${'r'.repeat(26)}`),
    shp: shipmentId.parse(`shp_${'r'.repeat(26)}`),
  }
  await order.work('open', { ...again, location: OSAKA })
  expect(await order.claim(again.ful, 1)).toEqual({ outcome: 'claimed' })
  await order.shipment('pre_transit', again)
  await order.work('handed_over', { ...again, location: OSAKA })
  expect(await order.read()).toMatchObject({ status: 'shipped', fulfillmentStatus: 'shipped' })
  await order.shipment('delivered', again)
  expect(await order.read()).toMatchObject({ status: 'delivered', fulfillmentStatus: 'delivered' })
})

test('what nobody has cannot be sent again; one decision excludes the other; damage is named', async () => {
  const order = await givenShipped()
  expect(await resolve(order, 'refund')).toMatchObject({ ok: false, code: 'not_resolvable' })
  expect(await resolve(order, 'refund', [{ sku: BOOK, quantity: 2 }])).toMatchObject({
    ok: false,
    code: 'impossible',
  })
  const book = { sku: BOOK, quantity: 1 }
  for (const action of ['refund', 'reship'] as const)
    expect(await resolve(order, action, [book, book])).toMatchObject({
      code: 'impossible',
      errors: [{ pointer: '/lines/0' }, { pointer: '/lines/1' }],
    })
  await order.shipment('lost')
  order.outside.reallocated = {
    outcome: 'reallocated',
    allocations: [],
    short: [{ sku: BOOK, requested: 1, available: 0 }],
  }
  expect(await resolve(order, 'reship')).toMatchObject({ ok: false, code: 'not_enough_stock' })
  expect(await resolve(order, 'claim')).toMatchObject({ ok: true })
  await resolve(order, 'refund')
  expect(await resolve(order, 'reship')).toMatchObject({ ok: false, code: 'not_resolvable' })
})

test('what was reserved to be sent once more is given back where the refund was quicker', async () => {
  const order = await givenShipped()
  await order.shipment('lost')
  const lines = [{ sku: BOOK, quantity: 1 }]
  const deps: typeof order.deps = {
    ...order.deps,
    reallocate: async () => {
      await resolve(order, 'refund')
      return { outcome: 'reallocated', allocations: [{ locationId: OSAKA, lines }], short: [] }
    },
  }
  expect(await resolve({ ...order, deps }, 'reship')).toMatchObject({ ok: false, code: 'not_resolvable' })
  expect(await order.told('order.stock_spared')).toMatchObject({
    key: `reship:${SHP}`,
    released: [{ locationId: OSAKA, lines }],
  })
})

test('goods to be sent once more are, though whoever asked died; once', async () => {
  const order = await givenShipped()
  await order.shipment('lost')
  const lines = [{ sku: BOOK, quantity: 1 }]
  const keys: string[] = []
  const deps: typeof order.deps = {
    ...order.deps,
    reallocate: async ({ key }) => {
      keys.push(key)
      throw new Error('it died')
    },
  }
  await expect(resolve({ ...order, deps }, 'reship', lines)).rejects.toThrow('it died')
  expect(await order.read()).toMatchObject({ reshipping: [{ shipmentId: SHP, lines }] })
  order.outside.reallocated = {
    outcome: 'reallocated',
    allocations: [{ locationId: OSAKA, lines }],
    short: [],
  }
  order.later(order.deps.deadlines.step)
  await order.ring()
  await order.ring()
  expect(keys).toEqual([`reship:${SHP}`])
  const { events } = await order.deps.orders.history(order.id, {})
  expect(events.find(({ type }) => type === 'order.parcel_resolved')).toMatchObject({ actor: STAFF })
  expect(await order.read()).toMatchObject({ resolved: [{ shipmentId: SHP, action: 'reship' }], changes: 1 })
  expect((await order.read()).reshipping).toEqual([])
})

test('whoever wants other goods of a parcel while the first are on their way gets those, and no more', async () => {
  const order = await givenShipped()
  await order.shipment('lost')
  const wanted: string[][] = []
  const deps: typeof order.deps = {
    ...order.deps,
    reallocate: async (asked) => {
      wanted.push(asked.wanted.map(({ sku }) => sku))
      if (wanted.length === 1) await resolve({ ...order, deps }, 'reship', [{ sku: SHIRT, quantity: 1 }])
      const allocations = [{ locationId: OSAKA, lines: [{ sku: BOOK, quantity: 1 }] }]
      return { outcome: 'reallocated', allocations, short: [] }
    },
  }
  await resolve({ ...order, deps }, 'reship', [{ sku: BOOK, quantity: 1 }])
  expect(wanted).toEqual([[BOOK], [BOOK]])
  expect(await order.read()).toMatchObject({ changes: 1, reshipping: [] })
})

test('what was reserved is given back where the rest of a parcel cannot be sent', async () => {
  const order = await givenShipped()
  await order.shipment('lost')
  const released = [{ locationId: OSAKA, lines: [{ sku: BOOK, quantity: 1 }] }]
  order.outside.reallocated = {
    outcome: 'reallocated',
    allocations: released,
    short: [{ sku: SHIRT, requested: 2, available: 1 }],
  }
  expect(await resolve(order, 'reship')).toMatchObject({ ok: false, code: 'not_enough_stock' })
  expect(await order.told('order.stock_spared')).toMatchObject({ key: `reship:${SHP}`, released })
})

test('what died on its way to be sent once more is given back where something else was decided', async () => {
  const order = await givenShipped()
  await order.shipment('lost')
  const deps: typeof order.deps = {
    ...order.deps,
    reallocate: () => Promise.reject(new Error('it died')),
  }
  await expect(resolve({ ...order, deps }, 'reship')).rejects.toThrow('it died')
  await resolve(order, 'refund')
  const released = [{ locationId: OSAKA, lines: [{ sku: BOOK, quantity: 1 }] }]
  order.outside.reallocated = { outcome: 'reallocated', allocations: released, short: [] }
  order.later(order.deps.deadlines.step)
  await order.ring()
  expect(await order.told('order.stock_spared')).toMatchObject({ key: `reship:${SHP}`, released })
  expect((await order.read()).timers?.['reship']).toBeUndefined()
})

test('nothing is decided about a parcel that has not left', async () => {
  const order = await givenConfirmed()
  await order.work('packed')
  await order.shipment('exception')
  const refused = await resolve(order, 'refund')
  expect(refused).toMatchObject({ code: 'not_resolvable', detail: expect.stringContaining('has not left') })
})

test('the customer hears of a delay before the promise has passed, each later date once', async () => {
  const order = await givenConfirmed({ quote: withLeavesBy('2026-11-24T06:00:00.000Z') })
  await order.work('open')
  order.later(days(1.25))
  await order.ring()
  await order.ring()
  expect(await order.told('order.delayed')).toMatchObject({
    promised: { latest: '2026-11-26' },
    promise: { latest: '2026-11-27' },
  })
  await order.shipment('pre_transit', { promise: '2026-11-27' })
  expect((await order.events()).filter((type) => type === 'order.delayed')).toHaveLength(1)
  await order.shipment('in_transit', { promise: '2026-11-30' })
  expect(await order.told('order.delayed')).toMatchObject({ promise: { latest: '2026-11-30' } })
})

const withLeavesBy = (leavesBy: string) => ({
  options: aQuote().options.map((option) => ({ ...option, leavesBy })),
})

const ANOTHER = shipmentId.parse(`shp_${'a'.repeat(26)}`)

async function givenCancelling() {
  const order = await givenConfirmed()
  await order.cancel()
  return order
}

async function givenCancelled() {
  const order = await givenCancelling()
  const voided = { outcome: 'voided' as const, payment: order.outside.knows({ status: 'voided' }) }
  await makeClose(order.deps)({ orderId: order.id, run: 1, voided })
  expect(await order.read()).toMatchObject({ status: 'cancelled' })
  return order
}

test('an address is asked for once, also behind a hold of staff', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  await makeHoldOrder(order.deps)({ id: order.id, reason: 'call first', cause: CAUSE })
  await order.shipment('exception', { problem: 'address' })
  await order.shipment('exception', { shp: ANOTHER, problem: 'address' })
  expect((await order.read()).holds).toMatchObject([{ reason: 'staff' }, { reason: 'address' }])
  expect((await order.events()).filter((type) => type === 'order.held')).toHaveLength(2)
})

test.each<[string, () => Promise<Order>]>([
  ['is ending', givenCancelling],
  ['was cancelled', givenCancelled],
  ['has left as a whole', givenShipped],
])('no address is asked for of an order that %s', async (_, given) => {
  const order = await given()
  const before = await order.events()
  await order.shipment('exception', { shp: ANOTHER, problem: 'address' })
  expect((await order.read()).holds).toEqual([])
  expect(await order.events()).toEqual(before)
})

const withdraw = (order: Order, email = 'Hanako@example.com', lines?: QuantityOf[]) =>
  makeWithdrawOrder(order.deps)({ id: order.id, email, lines, cause: CAUSE })

test('a link that was forwarded lets nobody else withdraw', async () => {
  const order = await givenConfirmed()
  expect(await withdraw(order, 'somebody@example.com')).toMatchObject({ ok: false, code: 'impossible' })
})

test('a withdrawal is acknowledged with its time, cancels what has not left, and is one, however often it is sent', async () => {
  const order = await givenConfirmed()
  const first = await withdraw(order)
  order.later(60_000)
  expect(await withdraw(order)).toEqual(first)
  expect(first).toMatchObject({ ok: true, value: { withdrawnAt: '2026-11-23T01:00:00.000Z' } })
  expect((await order.read()).status).toBe('cancelling')
})

test('who withdraws from a line, and days later from the rest, is answered, mailed and told of both times', async () => {
  const order = await givenShipped()
  await order.shipment('delivered')
  const first = await withdraw(order, undefined, [{ sku: BOOK, quantity: 1 }])
  expect(first).toMatchObject({ ok: true, value: { withdrawnAt: '2026-11-23T01:00:00.000Z' } })
  expect(actionsOf(await order.read())).toContain('withdraw')
  order.later(days(3))
  expect(await withdraw(order)).toMatchObject({ value: { withdrawnAt: '2026-11-26T01:00:00.000Z' } })
  expect(await order.told('order.withdrawn')).toMatchObject({ lines: [{ sku: SHIRT, quantity: 2 }] })
  expect((await order.events()).filter((type) => type === 'order.withdrawn')).toHaveLength(2)
  expect(actionsOf(await order.read())).not.toContain('withdraw')
})

test('of what has left staff are told; after 14 days it is too late', async () => {
  const order = await givenShipped()
  expect(await withdraw(order)).toMatchObject({ ok: true })
  expect((await order.read()).attention?.reason).toContain('withdrawn')
  const late = await givenShipped()
  await late.shipment('delivered')
  late.later(days(17))
  expect(await withdraw(late)).toMatchObject({ ok: false, code: 'not_withdrawable' })
})

const digitalLine = (index: number) =>
  ({ ...aQuote().lines[index], kind: 'digital' as const }) as ReturnType<typeof aQuote>['lines'][number]

test('what is digital alone is delivered with its confirmation, and paid for at once', async () => {
  const order = await givenPlaced({ quote: { lines: [digitalLine(0), digitalLine(1)] }, allocations: [] })
  await order.screen()
  expect(await order.confirm('authorized')).toEqual({ outcome: 'confirmed' })
  expect(await order.read()).toMatchObject({ status: 'delivered', fulfillmentStatus: 'delivered' })
  expect(await order.told('order.digital_delivered')).toMatchObject({
    lines: [{ sku: BOOK }, { sku: SHIRT }],
    expiresAt: '2026-11-30T01:00:00.000Z',
  })
  expect((await order.look()).outcome).toBe('capture')
})

test('gift cards alone are delivered with their confirmation, and nothing is downloaded', async () => {
  const card = { ...digitalLine(1), giftCard: true as const }
  const order = await givenPlaced({ quote: { lines: [card] }, allocations: [] })
  await order.screen()
  await order.confirm('authorized')
  expect(await order.events()).not.toContain('order.digital_delivered')
  expect((await order.look()).outcome).toBe('capture')
  await makeComplete(order.deps)({
    ...{ orderId: order.id, run: 1 },
    capture: { outcome: 'captured', payment: order.outside.knows({ status: 'captured', captured: 4180 }) },
  })
  expect(await order.told('order.gift_cards_bought')).toMatchObject({
    lines: [{ sku: SHIRT, quantity: 2, unitPrice: card.unitPrice }],
  })
})

test('a mixed order does both', async () => {
  const [, shirt] = aQuote().lines
  if (!shirt) throw new Error('the quote has two lines')
  const order = await givenPlaced({ quote: { lines: [digitalLine(0), shirt] } })
  await order.screen()
  await order.confirm('authorized')
  expect(await order.events()).toContain('order.digital_delivered')
  expect((await order.read()).status).toBe('confirmed')
})

test('of a mixed order whose goods are lost and given up the downloads are left: it is delivered, and they are charged', async () => {
  const [, shirt] = aQuote().lines
  if (!shirt) throw new Error('the quote has two lines')
  const sent = [{ sku: SHIRT, quantity: 2 }]
  const order = await givenConfirmed({
    quote: { lines: [digitalLine(0), shirt] },
    allocations: [{ locationId: TOKYO, lines: sent }],
  })
  await order.work('open', { lines: sent })
  await order.claim()
  await order.shipment('pre_transit')
  await order.work('handed_over', { lines: sent })
  await order.wait('delivery', 'token')
  await order.shipment('lost')
  expect(await resolve(order, 'refund')).toMatchObject({ ok: true })
  expect(order.workflow.resumed).toContain('token')
  expect(await order.read()).toMatchObject({ status: 'delivered', fulfillmentStatus: 'lost', total: 4180 })
  expect(await order.look()).toMatchObject({ outcome: 'capture', due: 2200 })
})
