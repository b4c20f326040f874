import Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ledger } from './switches/ledger.ts'
import { givenSandbox, held, refusalOf } from './testing.ts'

let sandbox: Awaited<ReturnType<typeof givenSandbox>>
let stripe: Stripe

beforeAll(async () => {
  sandbox = await givenSandbox()
  stripe = sandbox.stripe
})
afterAll(() => sandbox.close())

const ledger = (paymentMethod: string) => sandbox.control<Ledger>(`ledger?payment_method=${paymentMethod}`)

test('a failing status comes so many times, without effect, and then no more', async () => {
  await sandbox.control('faults', { status: 503, times: 2 })
  expect(await refusalOf(stripe.paymentIntents.create(held('pm_card_visa__twice')))).toMatchObject({
    statusCode: 503,
    type: 'StripeAPIError',
  })
  await refusalOf(stripe.paymentIntents.create(held('pm_card_visa__twice')))
  expect((await stripe.paymentIntents.create(held('pm_card_visa__twice'))).status).toBe('requires_capture')
  expect((await ledger('pm_card_visa__twice')).paymentIntents).toHaveLength(1)
})

test("the SDK's own retries get over a gateway that fails twice", async () => {
  const match = { payment_method: 'pm_card_visa__retried' }
  await sandbox.control('faults', { status: 500, times: 2, match })
  const intent = await stripe.paymentIntents.create(held('pm_card_visa__retried'), { maxNetworkRetries: 2 })
  expect(intent.status).toBe('requires_capture')
})

test('too many requests are refused as Stripe refuses them', async () => {
  await sandbox.control('faults', { status: 429, times: 1, match: { path: '/v1/customers' } })
  expect(await refusalOf(stripe.customers.create({}))).toMatchObject({
    type: 'StripeRateLimitError',
    code: 'rate_limit',
  })
})

test('a lost reply had its effect, which the same key then shows', async () => {
  const match = { payment_method: 'pm_card_visa__lost' }
  await sandbox.control('faults', { loseReply: true, times: 1, match })
  const create = () =>
    fetch(`${sandbox.url}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_sandbox', 'idempotency-key': 'op-lost' },
      body: new URLSearchParams({
        amount: '3300',
        currency: 'jpy',
        payment_method: 'pm_card_visa__lost',
        capture_method: 'manual',
        confirm: 'true',
        return_url: 'https://shop.test/back',
      }),
    })
  await expect(create()).rejects.toThrow('fetch failed')
  expect((await ledger('pm_card_visa__lost')).liveAuthorizations).toBe(1)

  const again = await create()
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true'])
  expect((await ledger('pm_card_visa__lost')).liveAuthorizations).toBe(1)
})

test('the SDK asks once more by itself when a reply is lost, even if told not to retry', async () => {
  const match = { payment_method: 'pm_card_visa__asked' }
  await sandbox.control('faults', { loseReply: true, times: 2, match })
  const create = () =>
    stripe.paymentIntents.create(held('pm_card_visa__asked'), { idempotencyKey: 'op-asked' })
  expect(await refusalOf(create())).toBeInstanceOf(Stripe.errors.StripeConnectionError)
  expect((await create()).lastResponse.headers['idempotent-replayed']).toBe('true')
  expect((await ledger('pm_card_visa__asked')).liveAuthorizations).toBe(1)
})

test('a fault can be scoped to one act on one payment', async () => {
  const mine = await stripe.paymentIntents.create(held('pm_card_visa__scoped'))
  const other = await stripe.paymentIntents.create(held())
  const match = { payment_method: 'pm_card_visa__scoped', path: '*/capture' }
  await sandbox.control('faults', { status: 500, times: 1, match })

  expect((await stripe.paymentIntents.capture(other.id)).status).toBe('succeeded')
  expect((await stripe.paymentIntents.retrieve(mine.id)).status).toBe('requires_capture')
  expect(await refusalOf(stripe.paymentIntents.capture(mine.id))).toMatchObject({ statusCode: 500 })
  expect((await stripe.paymentIntents.capture(mine.id)).status).toBe('succeeded')
})

test('a fault reaches refunds by the metadata of the payment they give back', async () => {
  const { id } = await stripe.paymentIntents.create({
    ...held(),
    capture_method: 'automatic',
    metadata: { orderId: 'ord_refund' },
  })
  const match = { 'metadata.orderId': 'ord_refund', method: 'POST' }
  await sandbox.control('faults', { status: 502, times: 1, match })
  expect(await refusalOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({ statusCode: 502 })
})

test('times 0 takes a fault away', async () => {
  const match = { payment_method: 'pm_card_visa__spared' }
  await sandbox.control('faults', { status: 500, times: 9, match })
  await sandbox.control('faults', { times: 0, match })
  expect((await stripe.paymentIntents.create(held('pm_card_visa__spared'))).status).toBe('requires_capture')
})
