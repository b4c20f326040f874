import { expect, test } from 'vitest'
import { days } from '#shared/clock.ts'
import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import { makeSweep } from './sweep.ts'
import { payment } from './testing.ts'
import { givenPlaced, givenShipped } from './testing-life.ts'
import { makeClose, makeComplete, makeLook } from './workflow-steps.ts'

test('the plain order goes from placed to completed, and each wait is ended once its fact is written', async () => {
  const order = await givenPlaced()
  expect(await order.screen()).toEqual({ outcome: 'passed' })
  expect(await order.confirm('authorized')).toEqual({ outcome: 'confirmed' })
  await order.wait('shipment', 'token-1')
  await order.work('open')
  await order.work('packed')
  await order.shipment('pre_transit')
  expect(await order.claim()).toEqual({ outcome: 'claimed' })
  expect(order.workflow.resumed).toEqual([])
  await order.work('handed_over')
  expect(order.workflow.resumed).toContain('token-1')
  await order.wait('delivery', 'token-2')
  await order.shipment('in_transit')
  expect(order.workflow.resumed).not.toContain('token-2')
  await order.shipment('delivered')
  expect(order.workflow.resumed).toContain('token-2')
  const capture = { outcome: 'captured' as const, payment: payment('captured', 2) }
  expect(await makeComplete(order.deps)({ orderId: order.id, run: 1, capture })).toEqual({
    outcome: 'completed',
  })
  expect(await order.events()).toEqual([
    'order.placed',
    'order.confirmed',
    'order.processing',
    'order.hand_over_claimed',
    'order.shipped',
    'order.delivered',
    'order.completed',
  ])
  const { deadline, deliveredAt, fulfillmentStatus, status } = await order.read()
  expect({ deadline, deliveredAt, fulfillmentStatus, status }).toEqual({
    deadline: undefined,
    deliveredAt: '2026-11-25T03:00:00.000Z',
    fulfillmentStatus: 'delivered',
    status: 'completed',
  })
})

test('reports may come in any order, twice, and late', async () => {
  const order = await givenPlaced()
  await order.screen()
  await order.confirm('authorized')
  await order.shipment('delivered', { at: 9 })
  await order.work('handed_over', {}, 8)
  await order.shipment('pre_transit', { at: 1 })
  await order.work('open', {}, 1)
  await order.work('handed_over', {}, 8)
  const { status } = await order.read()
  expect(status).toBe('delivered')
  expect((await order.events()).filter((type) => type === 'order.shipped')).toHaveLength(1)
})

test('a declined card waits for the payer until the deadline, then the order is rejected and undone', async () => {
  const order = await givenPlaced()
  await order.screen()
  const asked = await order.confirm('failed')
  expect(asked).toMatchObject({ outcome: 'payment_required', waitSeconds: 600, paymentSequence: 1 })
  expect(await order.confirm('failed')).toMatchObject({ outcome: 'payment_required' })
  order.later(600_000)
  expect(await makeLook(order.deps)({ orderId: order.id, run: 1 })).toMatchObject({ outcome: 'authorize' })
  expect(await order.confirm('failed')).toEqual({ outcome: 'compensate' })
  const voided = { outcome: 'voided' as const, payment: payment('voided', 2) }
  expect(await makeClose(order.deps)({ orderId: order.id, run: 1, voided })).toEqual({ outcome: 'closed' })
  expect(await order.read()).toMatchObject({ status: 'rejected', ending: { code: 'payment_declined' } })
  expect(await order.events()).toEqual([
    'order.placed',
    'order.payment_required',
    'order.rejecting',
    'order.rejected',
  ])
})

test('a payer who has paid in time is not rejected where nobody heard of it', async () => {
  const order = await givenPlaced()
  await order.screen()
  await order.confirm('requires_action')
  order.later(600_000)
  expect(await makeLook(order.deps)({ orderId: order.id, run: 1 })).toMatchObject({ outcome: 'authorize' })
  expect(await order.confirm('authorized', 2)).toEqual({ outcome: 'confirmed' })
})

test('a payer who has acted ends the wait; the same news again ends it again', async () => {
  const order = await givenPlaced()
  await order.screen()
  await order.confirm('requires_action')
  await order.wait('payment', 'token', 1)
  await order.paid(payment('authorized', 2))
  await order.paid(payment('authorized', 2))
  expect(order.workflow.resumed).toEqual(['token', 'token'])
  expect(await order.confirm('authorized', 2)).toEqual({ outcome: 'confirmed' })
})

test('cancel or ship, never both: of two at once exactly one wins', async () => {
  const outcomes: string[] = []
  for (let round = 0; round < 50; round += 1) {
    const order = await givenPlaced()
    await order.screen()
    await order.confirm('authorized')
    await order.work('open')
    const [claimed, cancelled] = await Promise.all(
      round % 2 === 0 ? [order.claim(), order.cancel()] : [order.cancel(), order.claim()].toReversed(),
    )
    const shipped = claimed && 'outcome' in claimed && claimed.outcome === 'claimed'
    const ended = cancelled && 'ok' in cancelled && cancelled.ok
    expect(shipped).not.toBe(ended)
    outcomes.push(shipped ? 'shipped' : 'cancelled')
  }
  expect(outcomes).toHaveLength(50)
})

test('a step of an old run changes nothing', async () => {
  const order = await givenPlaced()
  order.later(61_000)
  await makeSweep(order.deps)({ all: false })
  expect((await order.read()).run).toBe(2)
  expect(await order.screen()).toEqual({ outcome: 'superseded' })
  expect((await order.read()).status).toBe('placed')
})

test('the sweeper restarts a run that has ended, ten times, then asks for a person', async () => {
  const order = await givenPlaced()
  for (let sweep = 0; sweep < 12; sweep += 1) {
    order.later(61_000)
    await makeSweep(order.deps)({ all: false })
  }
  expect(await order.read()).toMatchObject({
    run: 10,
    attention: { reason: expect.stringContaining('10 times') },
  })
  const { items } = await order.deps.orders.attention({ limit: 10 })
  expect(items.map(({ orderId }): OrderId => orderId)).toEqual([order.id])
})

test('what the order was late with is settled when it is completed', async () => {
  const order = await givenShipped()
  order.workflow.running.add(`${order.id}-1`)
  order.later(days(30))
  await makeSweep(order.deps)({ all: false })
  expect((await order.read()).attention).toBeDefined()
  await order.shipment('delivered')
  const capture = { outcome: 'captured' as const, payment: payment('captured', 2) }
  await makeComplete(order.deps)({ orderId: order.id, run: 1, capture })
  const { status, attention } = await order.read()
  expect([status, attention]).toEqual(['completed', undefined])
})

test('the sweeper starts no run for an order that waits for a person to give its money back', async () => {
  const order = await givenPlaced()
  await order.screen()
  const paid = { status: 'captured', kind: 'delayed', captured: 4180 } as const
  await order.confirm('authorized', 1, paid)
  await order.cancel()
  const step = { orderId: order.id, run: 1 }
  const voided = { outcome: 'captured' as const, payment: order.outside.knows(paid) }
  expect(await makeClose(order.deps)({ ...step, voided })).toEqual({ outcome: 'needs_attention' })
  for (let sweep = 0; sweep < 3; sweep += 1) {
    order.later(days(1))
    await makeSweep(order.deps)({ all: false })
  }
  expect(await order.read()).toMatchObject({
    ...{ status: 'cancelling', run: 1 },
    attention: { reason: expect.stringContaining('give it back') },
  })
  await order.paid({ status: 'refunded', refunded: 4180 })
  const { run, attention } = await order.read()
  expect([run, attention], 'it goes on by itself').toEqual([2, undefined])
})

test('the sweeper ends a wait whose fact was written by someone who died before ending it', async () => {
  const order = await givenPlaced()
  await order.screen()
  await order.confirm('authorized')
  await order.work('open')
  await order.claim()
  await order.shipment('pre_transit')
  await order.work('handed_over')
  await order.wait('shipment', 'forgotten')
  order.workflow.running.add(`${order.id}-1`)
  order.later(61_000)
  await makeSweep(order.deps)({ all: false })
  expect(order.workflow.resumed).toContain('forgotten')
  expect((await order.read()).run).toBe(1)
})

test('an order that cannot be looked after keeps no timer from ringing, and the sweep fails all the same', async () => {
  const order = await givenPlaced({ policy: { holdRules: { amountAbove: { JPY: 1 } } } })
  await order.screen()
  await order.confirm('authorized')
  expect((await order.read()).holds).toMatchObject([{ reason: 'amount' }])
  order.later(days(30))
  const workflow = { ...order.deps.workflow, isRunning: () => Promise.reject(new Fault('no answer')) }
  await expect(makeSweep({ ...order.deps, workflow })({ all: false })).rejects.toThrow('no answer')
  expect(await order.read()).toMatchObject({ status: 'rejecting', ending: { code: 'review_declined' } })
})

test('a claim without its hand-over comes to attention; a hand-over in parts does not', async () => {
  const order = await givenPlaced()
  await order.screen()
  await order.confirm('authorized')
  await order.wait('shipment', 'token')
  await order.claim()
  order.workflow.running.add(`${order.id}-1`)
  order.later(299_000)
  await makeSweep(order.deps)({ all: false })
  expect((await order.read()).attention).toBeUndefined()
  order.later(2_000)
  await makeSweep(order.deps)({ all: false })
  expect((await order.read()).attention?.reason).toContain('hand-over was claimed')
})
