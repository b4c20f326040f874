import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ledger } from './switches/ledger.ts'
import { givenSandbox, held, refusalOf } from './testing.ts'

const DAY_MS = 24 * 60 * 60 * 1000

let clock = Date.parse('2026-11-22T03:00:00Z')
let sandbox: Awaited<ReturnType<typeof givenSandbox>>
let stripe: Stripe

beforeAll(async () => {
  sandbox = await givenSandbox({ now: () => clock })
  stripe = sandbox.stripe
})
afterAll(() => sandbox.close())

const authorizationsBy = async (paymentMethod: string) => {
  const { paymentIntents } = await sandbox.control<Ledger>(`ledger?payment_method=${paymentMethod}`)
  return paymentIntents.length
}

test('the same key with the same body does the work once, and gives the same answer', async () => {
  const options = { idempotencyKey: 'op-once' }
  const first = await stripe.paymentIntents.create(held('pm_card_visa__once'), options)
  const again = await stripe.paymentIntents.create(held('pm_card_visa__once'), options)
  expect(again.id).toBe(first.id)
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined()
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(again.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId)
  expect(await authorizationsBy('pm_card_visa__once')).toBe(1)
})

test('a replay is the answer of then, not the state of now', async () => {
  const options = { idempotencyKey: 'op-then' }
  const { id } = await stripe.paymentIntents.create(held(), options)
  await stripe.paymentIntents.capture(id)
  expect((await stripe.paymentIntents.create(held(), options)).status).toBe('requires_capture')
})

test('the same key with another body, or for another request, is refused', async () => {
  const options = { idempotencyKey: 'op-changed' }
  const { id } = await stripe.paymentIntents.create(held(), options)
  const mismatch = { statusCode: 400, type: 'StripeIdempotencyError' }
  expect(await refusalOf(stripe.paymentIntents.create({ ...held(), amount: 3301 }, options))).toMatchObject(
    mismatch,
  )
  expect(await refusalOf(stripe.paymentIntents.capture(id, {}, options))).toMatchObject(mismatch)
})

test('the same key while the first request is under way is refused with 409', async () => {
  const body = held('pm_card_visa__concurrent')
  await sandbox.control('faults', {
    delayMs: 200,
    times: 1,
    match: { payment_method: 'pm_card_visa__concurrent' },
  })
  const options = { idempotencyKey: 'op-concurrent' }
  const calls = await Promise.allSettled([
    stripe.paymentIntents.create(body, options),
    stripe.paymentIntents.create(body, options),
  ])
  expect(calls.map((call) => call.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(calls.find((call) => call.status === 'rejected')?.reason).toMatchObject({
    statusCode: 409,
    code: 'idempotency_key_in_use',
  })
  expect(await authorizationsBy('pm_card_visa__concurrent')).toBe(1)
})

test('a decline is remembered', async () => {
  const options = { idempotencyKey: 'op-declined' }
  const body = held('pm_card_visa_chargeDeclined')
  const first = await refusalOf(stripe.paymentIntents.create(body, options))
  const again = await refusalOf(stripe.paymentIntents.create(body, options))
  expect(again).toMatchObject({ statusCode: 402, payment_intent: { id: first.payment_intent?.id } })
})

test('a 500 that is stored is given again; what failed before the work began is not', async () => {
  const match = { payment_method: 'pm_card_visa__stored' }
  const body = held('pm_card_visa__stored')
  await sandbox.control('faults', { status: 500, stored: true, times: 1, match })
  const stored = { idempotencyKey: 'op-stored' }
  await refusalOf(stripe.paymentIntents.create(body, stored))
  const again = await refusalOf(stripe.paymentIntents.create(body, stored))
  expect(again).toMatchObject({ statusCode: 500, headers: { 'idempotent-replayed': 'true' } })

  await sandbox.control('faults', { status: 503, times: 1, match })
  const fresh = { idempotencyKey: 'op-fresh' }
  expect(await refusalOf(stripe.paymentIntents.create(body, fresh))).toMatchObject({ statusCode: 503 })
  expect((await stripe.paymentIntents.create(body, fresh)).status).toBe('requires_capture')
})

test('a gateway that is down gives no stored answers either', async () => {
  const body = held('pm_card_visa__down')
  const options = { idempotencyKey: 'op-down' }
  const { id } = await stripe.paymentIntents.create(body, options)
  await sandbox.control('faults', { status: 503, times: 1, match: { payment_method: 'pm_card_visa__down' } })
  expect(await refusalOf(stripe.paymentIntents.create(body, options))).toMatchObject({ statusCode: 503 })
  expect((await stripe.paymentIntents.create(body, options)).id).toBe(id)
})

test('a request whose parameters are wrong does not use its key up', async () => {
  const options = { idempotencyKey: 'op-corrected' }
  await refusalOf(stripe.paymentIntents.create({ ...held(), amount: -1 }, options))
  expect((await stripe.paymentIntents.create(held(), options)).amount).toBe(3300)
})

test('after 24 hours a key is forgotten, and the work is done again', async () => {
  const options = { idempotencyKey: 'op-old' }
  const first = await stripe.paymentIntents.create(held(), options)
  clock += DAY_MS
  const second = await stripe.paymentIntents.create(held(), options)
  expect(second.id).not.toBe(first.id)
})
