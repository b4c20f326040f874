import { expect, test } from 'vitest'
import type { PaymentChoice } from '#contexts/payments/contract/types.ts'
import { days } from '#shared/clock.ts'
import { makeCaptureOrder } from './capture-order.ts'
import { makeChoosePayment } from './choose-payment.ts'
import { CAUSE } from './testing.ts'
import { givenConfirmed, givenPlaced, givenShipped, SHIRT } from './testing-life.ts'
import { makeClose } from './workflow-steps.ts'

const card = (paymentMethodId: string) => ({ kind: 'card', paymentMethodId }) as const
const MASTERCARD = card('pm_card_mastercard')

type Order = Awaited<ReturnType<typeof givenPlaced>>
let requests = 0
const newKey = () => `key-of-the-payer-${++requests}`
const choose = (order: Order, choice: PaymentChoice = MASTERCARD, idempotencyKey = newKey()) =>
  makeChoosePayment(order.deps)({
    ...{ id: order.id, choice, cause: CAUSE },
    ...{ idempotencyKey, requestHash: JSON.stringify(choice) },
  })
const captureFor = (order: Order, reason: string, idempotencyKey = newKey()) =>
  makeCaptureOrder(order.deps)({
    ...{ id: order.id, reason, cause: CAUSE },
    ...{ idempotencyKey, requestHash: reason },
  })

async function givenDeclined() {
  const order = await givenPlaced()
  await order.screen()
  await order.confirm('failed')
  await order.wait('payment', 'token', 1)
  return order
}

test('another card after a decline: the wait ends, the workflow tries it, the order is confirmed', async () => {
  const order = await givenDeclined()
  expect(await choose(order)).toMatchObject({ ok: true })
  expect(order.workflow.resumed).toContain('token')
  expect(await order.look()).toMatchObject({ outcome: 'authorize', payment: MASTERCARD, due: 4180 })
  expect(await order.confirm('authorized', 2, { tried: MASTERCARD })).toEqual({ outcome: 'confirmed' })
  expect(await order.read()).toMatchObject({ status: 'confirmed', paymentChoice: MASTERCARD })
  expect((await order.read()).choosing).toBeUndefined()
})

test('another card that is declined too is asked for again', async () => {
  const order = await givenDeclined()
  await choose(order)
  await order.paid({ status: 'failed', sequence: 2 })
  expect(await order.confirm('failed', 2, { tried: MASTERCARD })).toMatchObject({
    outcome: 'payment_required',
  })
  expect((await order.events()).filter((type) => type === 'order.payment_required')).toHaveLength(2)
  expect(await choose(order, card('pm_card_jcb'))).toMatchObject({ ok: true })
})

test('a second choice while one is tried is refused, and changes nothing', async () => {
  const order = await givenDeclined()
  await choose(order)
  const before = await order.read()
  expect(await choose(order, card('pm_card_jcb'))).toMatchObject({ ok: false, code: 'payment_pending' })
  expect(await order.read()).toEqual(before)
})

test('a choice that is sent again has its answer again, also once it was tried, and its key is of no other', async () => {
  const order = await givenDeclined()
  expect(await choose(order, MASTERCARD, 'first')).toEqual({ ok: true, value: order.id })
  const before = await order.read()
  expect(await choose(order, MASTERCARD, 'first')).toEqual({ ok: true, value: order.id })
  expect(await choose(order, card('pm_card_jcb'), 'first')).toMatchObject({ code: 'idempotency_key_reused' })
  expect(await order.read()).toEqual(before)
  await order.confirm('authorized', 2, { tried: MASTERCARD })
  expect(await choose(order, MASTERCARD, 'first')).toEqual({ ok: true, value: order.id })
  expect(await choose(order, MASTERCARD, 'second')).toMatchObject({ ok: false, code: 'not_payable' })
})

test('the same choice sent five times at once is taken once, and each is told so', async () => {
  const order = await givenDeclined()
  const answers = await Promise.all(Array.from({ length: 5 }, () => choose(order, MASTERCARD, 'one-key')))
  expect(answers).toEqual(answers.map(() => ({ ok: true, value: order.id })))
  const version = (await order.read()).version
  await choose(order, MASTERCARD, 'one-key')
  expect((await order.read()).version).toBe(version)
})

test('a choice that was refused is not remembered: what is sent again is looked at anew', async () => {
  const order = await givenDeclined()
  await choose(order, MASTERCARD, 'first')
  expect(await choose(order, card('pm_card_jcb'), 'early')).toMatchObject({ code: 'payment_pending' })
  await order.paid({ status: 'failed', sequence: 2 })
  await order.confirm('failed', 2, { tried: MASTERCARD })
  expect(await choose(order, card('pm_card_jcb'), 'early')).toMatchObject({ ok: true })
})

test.each([
  ['the card that was declined', card('pm_card_visa'), 'payment_method_declined'],
  ['nothing to pay', { kind: 'none' }, 'payment_kind_not_allowed'],
  ['what the shop does not offer', { kind: 'delayed', method: 'store' }, 'payment_kind_not_allowed'],
] as const)('%s is refused', async (_, choice, code) => {
  const order = await givenDeclined()
  expect(await choose(order, choice)).toMatchObject({ ok: false, code })
})

test('an order that is paid for takes no other payment', async () => {
  const order = await givenConfirmed()
  expect(await choose(order)).toMatchObject({ ok: false, code: 'not_payable' })
})

test('a choice against the deadline: started together 50 times, exactly one wins', async () => {
  const wins = new Set<string>()
  for (let round = 0; round < 50; round += 1) {
    const order = await givenDeclined()
    // Half of the rounds the payer is a moment before the deadline, half a moment after it.
    order.later(round % 2 === 0 ? 599_999 : 600_000)
    const lastTry = order.look().then(() => order.confirm('failed'))
    const [chosen, tried] = await Promise.all([choose(order), lastTry])
    const after = await order.read()
    expect(after.status === 'rejecting').toBe(!chosen.ok)
    if (chosen.ok) expect((await order.look()).outcome).toBe('authorize')
    else expect(tried.outcome).toBe('compensate')
    wins.add(chosen.ok ? 'payer' : 'deadline')
  }
  expect([...wins].sort()).toEqual(['deadline', 'payer'])
})

test('a delayed payment waits by its reference, is reminded once, and goes on when the money comes', async () => {
  const choice = { kind: 'delayed', method: 'store' } as const
  const order = await givenPlaced({ policy: { offered: ['store'] }, payment: choice })
  await order.screen()
  await order.confirm('requires_action', 1, { tried: choice, kind: 'delayed', reference: '1234567897' })
  expect(await order.told('order.payment_required')).toMatchObject({
    action: 'pay_by_reference',
    method: 'store',
    reference: '1234567897',
    deadline: '2026-11-26T01:00:00.000Z',
  })
  order.later(days(2))
  await order.ring()
  await order.ring()
  expect((await order.events()).filter((type) => type === 'order.payment_reminder')).toHaveLength(1)
  await order.paid({ status: 'captured', captured: 4180, kind: 'delayed' })
  expect((await order.look()).outcome).toBe('authorize')
  expect(await order.confirm('authorized', 4, { kind: 'delayed', captured: 4180 })).toEqual({
    outcome: 'confirmed',
  })
})

test('an order without a way to pay yet asks its customer to choose', async () => {
  const order = await givenPlaced({ payment: { kind: 'link' } })
  await order.screen()
  const { makeConfirm } = await import('./workflow-steps.ts')
  const asked = await makeConfirm(order.deps)({
    ...{ orderId: order.id, run: 1, tried: { kind: 'link' } },
    authorization: { outcome: 'method_wanted', payment: order.outside.payment },
  })
  expect(asked).toMatchObject({ outcome: 'payment_required', deadline: '2026-11-26T01:00:00.000Z' })
  expect(await order.told('order.payment_required')).toMatchObject({ action: 'choose' })
  expect(await choose(order)).toMatchObject({ ok: true })
})

const WEEK = { captureBefore: '2026-11-30T01:00:00.000Z' }

test('an authorization that ends is captured where the goods have left', async () => {
  const order = await givenShipped()
  await order.paid({ status: 'authorized', authorized: 4180, ...WEEK })
  order.later(days(6))
  await order.ring()
  expect(order.outside.asked.captured).toEqual([4180])
  expect((await order.read()).payment.captured).toBe(4180)
})

test('before goods have left it is renewed, where the payer agreed', async () => {
  const renewable = { ...card('pm_card_visa'), renewable: true }
  const order = await givenConfirmed({ payment: renewable }, WEEK)
  order.outside.captureBefore = '2026-12-06T01:00:00.000Z'
  order.later(days(6))
  await order.ring()
  expect(await order.read()).toMatchObject({
    holds: [],
    payment: { captureBefore: '2026-12-06T01:00:00.000Z' },
  })
})

test('else the order is held, its payer asked, and a new card lets it go on', async () => {
  const order = await givenConfirmed({}, WEEK)
  await order.work('open')
  order.later(days(6))
  await order.ring()
  expect(await order.read()).toMatchObject({
    status: 'processing',
    holds: [{ reason: 'payment', blocks: ['hand_over'] }],
  })
  expect(await order.told('order.payment_required')).toMatchObject({ action: 'pay_again' })
  expect(await order.claim()).toMatchObject({ outcome: 'refused' })
  order.outside.captureBefore = '2026-12-06T01:00:00.000Z'
  const { renew } = order.deps
  Object.assign(order.deps, { renew: () => Promise.reject(new Error('no answer')) })
  await expect(choose(order, MASTERCARD, 'lost')).rejects.toThrow('no answer')
  expect(await order.claim()).toMatchObject({ outcome: 'refused' })
  Object.assign(order.deps, { renew })
  expect(await choose(order, MASTERCARD, 'lost')).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({ holds: [], payment: { status: 'authorized' } })
  expect(await order.claim()).toEqual({ outcome: 'claimed' })
})

test('an authorization that ends early stops what has not left', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  await order.paid({ status: 'voided' })
  expect(await order.read()).toMatchObject({ holds: [{ reason: 'payment' }] })
  expect(await order.claim()).toMatchObject({ outcome: 'refused' })
})

test('20 days of delay on an authorization of 7 days: never shipped unpaid, never charged for what did not leave', async () => {
  const order = await givenConfirmed({}, WEEK)
  await order.work('open')
  const isPaid = async () => {
    const { status, captureBefore = '' } = (await order.read()).payment
    return status === 'authorized' && captureBefore > order.deps.clock.now().toISOString()
  }
  for (let day = 1; day < 20; day += 1) {
    order.later(days(1))
    // The gateway ends the authorization after 7 days; on day 15 the customer pays anew.
    if (day === 7) await order.paid({ status: 'voided' })
    if (day === 15) {
      order.outside.captureBefore = '2026-12-15T01:00:00.000Z'
      expect(await choose(order)).toMatchObject({ ok: true })
    }
    await order.ring()
    const isHeld = (await order.read()).holds.some(({ blocks }) => blocks.includes('hand_over'))
    expect(isHeld).toBe(day >= 6 && day < 15)
    expect(await isPaid()).toBe(day < 7 || day >= 15)
    expect(order.outside.asked.captured).toEqual([])
  }
  order.later(days(1))
  expect(await order.claim()).toEqual({ outcome: 'claimed' })
  await order.shipment('pre_transit')
  await order.work('handed_over')
  order.later(days(1.5))
  await order.ring()
  expect(order.outside.asked.captured).toEqual([4180])
})

test('a capture by staff needs goods that have left, and is one', async () => {
  const order = await givenConfirmed()
  const capture = () => captureFor(order, 'they asked')
  expect(await capture()).toMatchObject({ ok: false, code: 'not_capturable' })
  await order.work('open')
  await order.claim()
  await order.shipment('pre_transit')
  await order.work('handed_over')
  expect(await capture()).toMatchObject({ ok: true })
  expect(await capture()).toMatchObject({ ok: false, code: 'not_capturable' })
  expect(order.outside.asked.captured).toEqual([4180])
  expect((await order.events()).filter((type) => type === 'order.capture_asked')).toHaveLength(1)
  expect(await order.told('order.capture_asked')).toMatchObject({ reason: 'they asked' })
})

test('a capture that is sent again has its answer again, and its key is of no other', async () => {
  const order = await givenShipped()
  expect(await captureFor(order, 'they asked', 'key')).toEqual({ ok: true, value: order.id })
  const before = await order.read()
  expect(await captureFor(order, 'they asked', 'key')).toEqual({ ok: true, value: order.id })
  expect(await captureFor(order, 'once more', 'key')).toMatchObject({ code: 'idempotency_key_reused' })
  expect(await order.read()).toEqual(before)
  expect(order.outside.asked.captured).toEqual([4180])
})

test('a capture whose answer was lost is asked for on by its repeat', async () => {
  const order = await givenShipped()
  const { capture } = order.deps
  Object.assign(order.deps, { capture: () => Promise.reject(new Error('no answer')) })
  await expect(captureFor(order, 'they asked', 'key')).rejects.toThrow('no answer')
  Object.assign(order.deps, { capture })
  expect(await captureFor(order, 'they asked', 'key')).toEqual({ ok: true, value: order.id })
  expect(order.outside.asked.captured).toEqual([4180])
  expect((await order.events()).filter((type) => type === 'order.capture_asked')).toHaveLength(1)
})

test('where the shop says so, the money is taken some days after the hand-over', async () => {
  const order = await givenShipped({ policy: { captureAfter: days(3) } })
  order.later(days(2.9))
  await order.ring()
  expect(order.outside.asked.captured).toEqual([])
  order.later(days(0.1))
  await order.ring()
  expect(order.outside.asked.captured).toEqual([4180])
})

test('the goods are disputed: what is here stays, staff know until when, and a dispute that is won lets go', async () => {
  const order = await givenConfirmed({}, { kind: 'delayed' })
  await order.work('open')
  const dispute = {
    id: 'dp_1',
    reason: 'fraudulent',
    amount: 4180,
    evidenceDueBy: '2026-12-01T00:00:00.000Z',
  }
  await order.paid({ status: 'disputed', captured: 4180, dispute: { ...dispute, status: 'open' } })
  expect(await order.read()).toMatchObject({
    holds: [{ reason: 'dispute', deadline: dispute.evidenceDueBy }],
    attention: { reason: expect.stringContaining(dispute.evidenceDueBy) },
  })
  expect(await order.claim()).toMatchObject({ outcome: 'refused' })
  await order.paid({ status: 'captured', dispute: { ...dispute, status: 'won' } })
  expect(await order.claim()).toEqual({ outcome: 'claimed' })
})

test('while an authorization is renewed nothing leaves; a renewal whose answer is lost is asked for again', async () => {
  const renewable = { ...card('pm_card_visa'), renewable: true }
  const order = await givenConfirmed({ payment: renewable }, WEEK)
  await order.work('open')
  const { renew } = order.deps
  const claims: string[] = []
  Object.assign(order.deps, {
    renew: async () => {
      claims.push((await order.claim()).outcome)
      throw new Error('no answer')
    },
  })
  order.later(days(6))
  await expect(order.ring()).rejects.toThrow('no answer')
  expect(claims).toEqual(['refused'])
  order.outside.captureBefore = '2026-12-06T01:00:00.000Z'
  Object.assign(order.deps, { renew })
  await order.ring()
  expect(await order.claim()).toEqual({ outcome: 'claimed' })
})

test('an ending order that kept money goes on to its end once all of it is given back', async () => {
  const order = await givenConfirmed({}, { kind: 'delayed' })
  await order.paid({ status: 'captured', captured: 4180 })
  await order.cancel()
  const kept = { outcome: 'captured' as const, payment: order.outside.payment }
  await makeClose(order.deps)({ orderId: order.id, run: 1, voided: kept })
  await order.paid({ status: 'refunded', refunded: 4180 })
  expect(await order.read()).toMatchObject({ status: 'cancelling', run: 2 })
  expect((await order.read()).attention).toBeUndefined()
  const voided = { outcome: 'voided' as const, payment: order.outside.payment }
  expect(await makeClose(order.deps)({ orderId: order.id, run: 2, voided })).toEqual({ outcome: 'closed' })
})

test('a capture of more than is due comes to attention', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  await order.cancelLines({ sku: SHIRT, quantity: 1 })
  await order.paid({ status: 'captured', captured: 4180 })
  expect((await order.read()).attention?.reason).toContain('3190 are due')
})
