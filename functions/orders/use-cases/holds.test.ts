import { expect, test } from 'vitest'
import { days } from '#shared/clock.ts'
import { makeDeclineHold, makeHoldOrder, makeReleaseHold, makeReleaseHolds } from './hold-order.ts'
import { CAUSE } from './testing.ts'
import { givenConfirmed, givenPlaced, givenShipped } from './testing-life.ts'

type Order = Awaited<ReturnType<typeof givenPlaced>>
const hold = (order: Order) => makeHoldOrder(order.deps)({ id: order.id, reason: 'call first', cause: CAUSE })
const release = async (order: Order, holdId?: string) =>
  makeReleaseHold(order.deps)({
    id: order.id,
    holdId: holdId ?? (await order.read()).holds[0]?.id ?? '',
    reason: 'looks good',
    cause: CAUSE,
  })

async function givenHeld(rules = { amountAbove: { JPY: 4_000 } }) {
  const order = await givenPlaced({ policy: { holdRules: rules } })
  await order.screen()
  return { ...order, confirmed: await order.confirm('authorized') }
}

test('an order above the amount waits for a person; its customer hears a neutral word', async () => {
  const order = await givenHeld()
  expect(order.confirmed).toEqual({ outcome: 'held' })
  expect(await order.read()).toMatchObject({
    status: 'placed',
    held: true,
    holds: [{ reason: 'amount', blocks: ['confirm'], placedBy: 'rule' }],
    payment: { status: 'authorized' },
  })
  expect(await order.told('order.held')).toMatchObject({ reason: 'amount' })
  expect((await order.look()).outcome).toBe('await_review')
})

test('released, it goes on, and is not held again', async () => {
  const order = await givenHeld()
  await order.wait('review', 'token')
  expect(await release(order)).toMatchObject({ ok: true })
  expect(order.workflow.resumed).toContain('token')
  expect((await order.look()).outcome).toBe('authorize')
  expect(await order.confirm('authorized')).toEqual({ outcome: 'confirmed' })
})

test('declined, it is rejected in words of ours', async () => {
  const order = await givenHeld()
  const [held] = (await order.read()).holds
  const asked = { id: order.id, holdId: held?.id ?? '', reason: 'stolen card', cause: CAUSE }
  expect(await makeDeclineHold(order.deps)(asked)).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({
    status: 'rejecting',
    ending: { code: 'review_declined' },
    holds: [],
  })
})

test('not reviewed in time, it is rejected before its authorization ends', async () => {
  const order = await givenPlaced({ policy: { holdRules: { amountAbove: { JPY: 1 } } } })
  await order.screen()
  await order.confirm('authorized', 1, { captureBefore: '2026-11-25T13:00:00.000Z' })
  expect((await order.read()).holds[0]?.deadline).toBe('2026-11-24T13:00:00.000Z')
  order.later(days(1.5))
  await order.ring()
  expect(await order.read()).toMatchObject({ status: 'rejecting', ending: { code: 'review_declined' } })
})

test.each([
  [{ riskLevels: ['elevated'] }, { riskLevel: 'elevated' }, 0, ['risk']],
  [{ riskLevels: ['highest'] }, { riskLevel: 'elevated' }, 0, []],
  [{ ordersPerHour: 3 }, {}, 4, ['velocity']],
  [{ ordersPerHour: 3 }, {}, 3, []],
  [{ amountAbove: { USD: 1 } }, {}, 0, []],
] as const)('rules %j with %j and %i orders hold for %j', async (rules, known, orders, reasons) => {
  const order = await givenPlaced({ policy: { holdRules: rules } })
  order.outside.ordersWithinAnHour = orders
  Object.assign(order.deps, { ordersWithinAnHour: async () => orders })
  await order.screen()
  await order.confirm('authorized', 1, known)
  expect((await order.read()).holds.map(({ reason }) => reason)).toEqual(reasons)
})

test('staff hold what is confirmed: it does not leave until they release it', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  expect(await hold(order)).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({
    holds: [{ reason: 'staff', note: 'call first', blocks: ['hand_over'] }],
  })
  expect(await order.claim()).toMatchObject({ outcome: 'refused' })
  expect(await makeReleaseHolds(order.deps)({ id: order.id, reason: 'ok', cause: CAUSE })).toMatchObject({
    ok: true,
  })
  expect(await order.claim()).toEqual({ outcome: 'claimed' })
})

test('a hold cannot end before it begins', async () => {
  const order = await givenConfirmed()
  const asked = { id: order.id, reason: 'call first', deadline: '1999-01-01T00:00:00.000Z', cause: CAUSE }
  expect(await makeHoldOrder(order.deps)(asked)).toMatchObject({ ok: false, code: 'impossible' })
})

test('a hold of staff that nobody settles comes to attention, once', async () => {
  const order = await givenConfirmed()
  await hold(order)
  order.later(days(2))
  await order.ring()
  const { attention } = await order.read()
  order.later(days(1))
  await order.ring()
  expect(attention?.reason).toContain('staff')
  expect((await order.read()).attention).toEqual(attention)
})

test('what has left, or a hold that is gone, cannot be held or released', async () => {
  const order = await givenShipped()
  expect(await hold(order)).toMatchObject({ ok: false, code: 'not_holdable' })
  expect(await release(order, 'hld_gone')).toMatchObject({ ok: false, code: 'hold_gone' })
})

test('goods whose payer tried again in vain stay here, also when the hold is released', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  await order.paid({ status: 'voided' })
  await order.paid({ status: 'failed' })
  await makeReleaseHolds(order.deps)({ id: order.id, reason: 'ok', cause: CAUSE })
  expect(await order.claim()).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('not paid'),
  })
})
