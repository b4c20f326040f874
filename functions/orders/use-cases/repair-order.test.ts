import { expect, test } from 'vitest'
import { paymentNeedsAttention } from '#contexts/payments/contract/events.ts'
import { days } from '#shared/clock.ts'
import { makeHeard } from '#shared/testing-events.ts'
import { makeNoteTrouble } from './note-events.ts'
import { makeReadAttention } from './read-attention.ts'
import { makeRepairOrder, type Repair } from './repair-order.ts'
import { makeSweep } from './sweep.ts'
import { CAUSE } from './testing.ts'
import { givenConfirmed } from './testing-life.ts'
import { makeClose, makeScreen } from './workflow-steps.ts'

const heard = makeHeard({ sequence: 1, ...CAUSE })
const STAFF = { kind: 'staff' as const, id: 'operator-1' }
const REASON = 'the gateway is down'

/** An order that waits longer than it may: it is on the attention list since its deadline. */
async function givenLate() {
  const order = await givenConfirmed()
  await order.wait('shipment', 'an old token')
  order.workflow.running.add(`${order.id}-1`)
  order.later(days(2))
  await makeSweep(order.deps)({ all: false })
  const repair = (action: Repair['action']) =>
    makeRepairOrder(order.deps)({ id: order.id, action, reason: REASON, cause: { ...CAUSE, actor: STAFF } })
  const attention = async () => (await makeReadAttention(order.deps)({ limit: 20 })).items
  const lastEvents = async (count: number) => {
    const { events } = await order.deps.orders.history(order.id, {})
    return events.slice(-count).map(({ type, actor, data }) => ({ type, actor, data }))
  }
  const moneyComesLate = () => {
    const data = { orderId: order.id, reason: 'money_late' as const }
    return makeNoteTrouble(order.deps)(heard(paymentNeedsAttention, data))
  }
  return { ...order, repair, attention, lastEvents, moneyComesLate }
}

const byStaff = (type: string) => ({ type, actor: STAFF, data: { reason: REASON } })

test('retry starts a new run, and takes the order off the list', async () => {
  const order = await givenLate()
  expect(await order.attention()).toHaveLength(1)
  expect(await order.repair('retry')).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({ status: 'confirmed', run: 2 })
  expect(await order.deps.orders.loadWaiting(order.id)).toBeUndefined()
  expect(await order.attention()).toEqual([])
  expect(await order.lastEvents(2)).toMatchObject([
    byStaff('order.restarted'),
    byStaff('order.attention_settled'),
  ])
})

test('skip takes it off the list alone, once', async () => {
  const order = await givenLate()
  expect(await order.repair('skip')).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({ status: 'confirmed', run: 1 })
  expect(await order.attention()).toEqual([])
  expect(await order.lastEvents(1)).toMatchObject([byStaff('order.attention_settled')])
  expect(await order.repair('skip')).toMatchObject({ ok: false, code: 'not_repairable' })
})

test('compensate cancels it by a new run, as the one before may be stuck; then nothing is left to do', async () => {
  const order = await givenLate()
  expect(await order.repair('compensate')).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({ status: 'cancelling', run: 2 })
  expect(await order.attention()).toEqual([])
  expect(order.workflow.resumed, 'the old run is not asked').toEqual([])
  expect(await order.lastEvents(3)).toMatchObject([
    byStaff('order.cancelling'),
    byStaff('order.restarted'),
    byStaff('order.attention_settled'),
  ])
  const step = { orderId: order.id, run: 2 }
  const reservation = { outcome: 'already_released' as const }
  expect(await makeScreen(order.deps)({ ...step, reservation })).toEqual({ outcome: 'compensate' })
  const voided = { outcome: 'voided' as const, payment: order.outside.knows({ status: 'voided' }) }
  expect(await makeClose(order.deps)({ ...step, voided })).toEqual({ outcome: 'closed' })
  for (const action of ['retry', 'compensate', 'skip'] as const)
    expect(await order.repair(action)).toMatchObject({ ok: false, code: 'not_repairable' })

  await order.moneyComesLate()
  expect(await order.attention()).toMatchObject([{ actions: ['skip'] }])
  expect(await order.repair('skip')).toMatchObject({ ok: true })
})

test('compensate is refused, and changes nothing, once goods may have left', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  await order.claim()
  const before = await order.read()
  const cause = { ...CAUSE, actor: STAFF }
  const refused = await makeRepairOrder(order.deps)({
    id: order.id,
    action: 'compensate',
    reason: 'x',
    cause,
  })
  expect(refused).toMatchObject({ ok: false, code: 'not_cancellable' })
  expect(await order.read()).toEqual(before)
})
