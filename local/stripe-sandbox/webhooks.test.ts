import Stripe from 'stripe'
import { afterEach, expect, test } from 'vitest'
import { type Delivery, givenEndpoint, givenSandbox, held, refusalOf, WEBHOOK_SECRET } from './testing.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

async function givenWebhooks(answer?: (delivery: Delivery) => number) {
  const endpoint = await givenEndpoint(answer)
  const sandbox = await givenSandbox({ webhookUrl: endpoint.url, webhookRetryMs: 1, refundSettlementMs: 1 })
  open.push(endpoint, sandbox)
  return { endpoint, ...sandbox }
}

const about = (id: string) => (delivery: Delivery) => JSON.stringify(delivery.event.data).includes(id)

test('the life of a payment is told in events that the SDK accepts as signed', async () => {
  const { endpoint, stripe } = await givenWebhooks()
  const { id } = await stripe.paymentIntents.create(
    { ...held(), metadata: { orderId: 'ord_told' } },
    { idempotencyKey: 'op-told' },
  )
  await stripe.paymentIntents.capture(id, { amount_to_capture: 3000 })
  await stripe.refunds.create({ payment_intent: id, amount: 100 })
  const told = [
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.amount_capturable_updated',
    'charge.captured',
    'payment_intent.succeeded',
    'refund.created',
    'charge.refunded',
  ]
  await endpoint.until((deliveries) => deliveries.length === told.length)
  expect(endpoint.types().sort()).toEqual(told.sort())

  for (const { body, signature } of endpoint.deliveries) {
    const event = stripe.webhooks.constructEvent(body, signature, WEBHOOK_SECRET)
    expect(event).toMatchObject({ object: 'event', livemode: false, api_version: Stripe.API_VERSION })
    expect(() => stripe.webhooks.constructEvent(`${body} `, signature, WEBHOOK_SECRET)).toThrow()
  }
  const created = endpoint.deliveries.find(({ event }) => event.type === 'payment_intent.created')
  expect(created?.event).toMatchObject({
    data: { object: { id, metadata: { orderId: 'ord_told' } } },
    request: { idempotency_key: 'op-told' },
  })
})

test.each([
  ['pm_card_visa_chargeDeclined', 'payment_intent.payment_failed'],
  ['pm_card_visa_chargeDeclined', 'charge.failed'],
  ['pm_card_authenticationRequired', 'payment_intent.requires_action'],
])('%s is told as %s', async (paymentMethod, type) => {
  const { endpoint, stripe } = await givenWebhooks()
  await stripe.paymentIntents.create(held(paymentMethod)).catch(() => undefined)
  await endpoint.until((deliveries) => deliveries.some(({ event }) => event.type === type))
})

test('letting money go is told as canceled, disputing it as a dispute', async () => {
  const { endpoint, stripe } = await givenWebhooks()
  const { id } = await stripe.paymentIntents.create(held())
  await stripe.paymentIntents.cancel(id)
  await endpoint.until(() => endpoint.types().includes('payment_intent.canceled'))

  await stripe.paymentIntents.create({ ...held('pm_card_createDispute'), capture_method: 'automatic' })
  await endpoint.until(() => endpoint.types().includes('charge.dispute.created'))
})

test('what is not accepted is delivered again, with the same id', async () => {
  const seen = new Map<string, number>()
  const { endpoint, stripe } = await givenWebhooks(({ event }) => {
    seen.set(event.id, (seen.get(event.id) ?? 0) + 1)
    return (seen.get(event.id) ?? 0) < 3 ? 503 : 200
  })
  await stripe.paymentIntents.create({ amount: 100, currency: 'usd' })
  await endpoint.until((deliveries) => deliveries.length === 3)
  expect(new Set(endpoint.deliveries.map(({ event }) => event.id)).size).toBe(1)
})

test('after eight tries it is given up', async () => {
  const { endpoint, stripe } = await givenWebhooks(({ event }) =>
    event.type === 'payment_intent.created' ? 500 : 200,
  )
  await stripe.paymentIntents.create({ amount: 100, currency: 'usd' })
  await endpoint.until((deliveries) => deliveries.length === 8)
  const settled = async () => (await stripe.events.list()).data[0]?.pending_webhooks === 0
  await expect.poll(settled).toBe(true)
  expect(endpoint.deliveries).toHaveLength(8)
})

test('switches duplicate and drop, each for the payments it matches', async () => {
  const { endpoint, stripe, control } = await givenWebhooks()
  await control('webhooks', { drop: true, match: { payment_method: 'pm_card_visa__dropped' } })
  await control('webhooks', { duplicate: true, match: { 'metadata.orderId': 'ord_twice' } })

  const dropped = await stripe.paymentIntents.create(held('pm_card_visa__dropped'))
  const twice = await stripe.paymentIntents.create({ ...held(), metadata: { orderId: 'ord_twice' } })
  const once = await stripe.paymentIntents.create(held())
  await endpoint.until((deliveries) => deliveries.filter(about(once.id)).length === 3)
  await endpoint.until((deliveries) => deliveries.filter(about(twice.id)).length === 6)
  expect(endpoint.deliveries.filter(about(dropped.id))).toEqual([])

  const { data } = await stripe.events.list({ type: 'payment_intent.amount_capturable_updated' })
  expect(data.map(({ data }) => Reflect.get(data.object, 'id'))).toContain(dropped.id)
  const missed = await stripe.events.list({ delivery_success: false })
  expect(missed.data.map(({ data }) => Reflect.get(data.object, 'id'))).toContain(dropped.id)
})

test('a switch holds until it is set again', async () => {
  const { endpoint, stripe, control } = await givenWebhooks()
  await control('webhooks', { drop: true })
  const unheard = await stripe.paymentIntents.create({ amount: 100, currency: 'usd' })
  await control('webhooks', {})
  const heard = await stripe.paymentIntents.create({ amount: 100, currency: 'usd' })
  await endpoint.until((deliveries) => deliveries.some(about(heard.id)))
  expect(endpoint.deliveries.some(about(unheard.id))).toBe(false)
})

test('reorder delivers the newest first', async () => {
  const { endpoint, stripe, control } = await givenWebhooks()
  await control('webhooks', { reorder: true })
  await stripe.paymentIntents.create(held())
  await endpoint.until((deliveries) => deliveries.length === 3)
  expect(endpoint.types()[0]).toBe('payment_intent.amount_capturable_updated')
})

test('a switch that does not exist is refused with what is allowed', async () => {
  const { control } = await givenWebhooks()
  await expect(control('webhooks', { lose: true })).rejects.toThrow('lose')
  await expect(control('faults', { status: 200, times: 1 })).rejects.toThrow('status')
})

test('expiry of an authorization is told as canceled for the reason automatic', async () => {
  const { endpoint, stripe, control } = await givenWebhooks()
  const { id } = await stripe.paymentIntents.create(held())
  await control(`payment_intents/${id}/expire`, {})
  await endpoint.until(() => endpoint.types().includes('charge.expired'))
  expect(await refusalOf(stripe.paymentIntents.capture(id))).toMatchObject({
    payment_intent: { cancellation_reason: 'automatic' },
  })
})
