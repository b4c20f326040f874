import { expect, test } from 'vitest'
import { orderId } from '#shared/ids.ts'
import { orderCancelling, orderHeld, orderPlaced, orderRejecting } from '../contract/events.ts'
import { makeCancelOrder } from './cancel-order.ts'
import { makeDeclineHold, makeHoldOrder } from './hold-order.ts'
import { makeListReadings, makeReadOrderAudit } from './read-audit.ts'
import { makeReadCustomer } from './read-customer.ts'
import { CAUSE } from './testing.ts'
import { givenDesk, STAFF } from './testing-desk.ts'

const OTHER = { kind: 'staff' as const, id: 'ken@shop.example' }
const NOBODYS = orderId.parse(`ord_${'9'.repeat(26)}`)

function givenAudit() {
  const desk = givenDesk()
  return {
    ...desk,
    readCustomer: makeReadCustomer(desk.deps),
    audit: makeReadOrderAudit(desk.deps),
    readings: makeListReadings(desk.deps),
  }
}

test('staff read who ordered, and that they did is on record', async () => {
  const desk = givenAudit()
  const id = await desk.place()
  expect(await desk.readCustomer(id, STAFF)).toMatchObject({
    value: { orderId: id, customer: { email: 'hanako@example.com' }, shippingAddress: { city: '千代田区' } },
  })
  const { items } = await desk.readings({ date: '2026-11-23', limit: 20 })
  expect(items).toEqual([{ at: '2026-11-23T01:00:01.000Z', actor: STAFF, what: 'customer', orderId: id }])
})

test('what cannot be recorded is not read', async () => {
  const desk = givenAudit()
  const id = await desk.place()
  const opened: string[] = []
  const read = makeReadCustomer({
    ...desk.deps,
    personal: {
      ...desk.deps.personal,
      open: (box, schema) => {
        opened.push(box.subjectId)
        return desk.deps.personal.open(box, schema)
      },
    },
    accessLog: {
      ...desk.deps.accessLog,
      record: async () => {
        throw new Error('the store is away')
      },
    },
  })
  await expect(read(id, STAFF)).rejects.toThrow('away')
  expect(opened).toEqual([])
})

test('a cursor that is none of ours is refused', async () => {
  const desk = givenAudit()
  const id = await desk.place()
  expect(await desk.audit(id, { limit: 20 })).toMatchObject({ ok: true })
  await expect(desk.audit(id, { limit: 20, cursor: '\u0002\u001e' })).rejects.toThrow('none of this list')
})

test('an order that is not there is refused, and leaves no record', async () => {
  const desk = givenAudit()
  expect(await desk.readCustomer(NOBODYS, STAFF)).toMatchObject({ code: 'not_found' })
  expect(await desk.audit(NOBODYS, { limit: 20 })).toMatchObject({ code: 'not_found' })
  expect((await desk.readings({ date: '2026-11-23', limit: 20 })).items).toEqual([])
})

test('the audit of an order has acts and readings, newest first, page by page', async () => {
  const desk = givenAudit()
  const id = await desk.place()
  desk.later(1_000)
  await desk.readCustomer(id, OTHER)
  desk.later(1_000)
  await makeCancelOrder(desk.deps)({ id, reason: 'ordered twice', cause: { ...CAUSE, actor: STAFF } })
  desk.later(1_000)
  await desk.readCustomer(id, STAFF)
  const seen = []
  let cursor: string | null = null
  do {
    const page = await desk.audit(id, { limit: 1, ...(cursor ? { cursor } : {}) })
    if (!page.ok) throw new Error(page.detail)
    seen.push(...page.value.items)
    cursor = page.value.nextCursor
  } while (cursor)
  expect(seen).toMatchObject([
    { kind: 'reading', what: 'customer', actor: STAFF },
    { kind: 'act', type: orderCancelling.type, actor: STAFF, reason: 'ordered twice' },
    { kind: 'reading', what: 'customer', actor: OTHER },
    { kind: 'act', type: orderPlaced.type },
  ])
})

test('the readings of a day are listed by actor, and no other day has them', async () => {
  const desk = givenAudit()
  const id = await desk.place()
  for (const actor of [STAFF, OTHER, STAFF]) await desk.readCustomer(id, actor)
  const of = async (date: string, actor?: string) =>
    (await desk.readings({ date, actor, limit: 20 })).items.map((one) => one.actor.id)
  expect(await of('2026-11-23')).toHaveLength(3)
  expect(await of('2026-11-23', OTHER.id)).toEqual([OTHER.id])
  expect(await of('2026-11-23', 'nobody')).toEqual([])
  expect(await of('2026-11-24')).toEqual([])
  const first = await desk.readings({ date: '2026-11-23', limit: 2 })
  const rest = await desk.readings({ date: '2026-11-23', limit: 2, cursor: first.nextCursor ?? '' })
  expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, null])
})

test('what staff wrote to a hold, and to a decision against an order, stands in its audit trail', async () => {
  const desk = givenAudit()
  const id = await desk.place()
  const cause = { ...CAUSE, actor: STAFF }
  await makeHoldOrder(desk.deps)({ id, reason: 'call first', cause })
  const [hold] = (await desk.read(id)).holds
  await makeDeclineHold(desk.deps)({ id, holdId: hold?.id ?? '', reason: 'nobody there', cause })
  expect(await desk.audit(id, { limit: 2 })).toMatchObject({
    value: {
      items: [
        { type: orderRejecting.type, actor: STAFF, reason: 'nobody there' },
        { type: orderHeld.type, actor: STAFF, reason: 'call first' },
      ],
    },
  })
})
