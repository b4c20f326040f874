import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenSandbox, held, refusalOf } from './testing.ts'

let sandbox: Awaited<ReturnType<typeof givenSandbox>>
let stripe: Stripe

beforeAll(async () => {
  sandbox = await givenSandbox()
  stripe = sandbox.stripe
})
afterAll(() => sandbox.close())

test('a customer is created, updated and read', async () => {
  const { id } = await stripe.customers.create({
    email: 'hanako@example.com',
    name: '山田 花子',
    metadata: { customerId: 'cus_1', note: 'x' },
  })
  await stripe.customers.update(id, { name: '佐藤 花子', metadata: { note: '' } })
  expect(await stripe.customers.retrieve(id)).toMatchObject({
    email: 'hanako@example.com',
    name: '佐藤 花子',
    metadata: { customerId: 'cus_1' },
  })
})

test('a payment method belongs to one customer until it is detached', async () => {
  const [one, other] = [await stripe.customers.create({}), await stripe.customers.create({})]
  const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: one.id })
  expect((await stripe.paymentMethods.list({ customer: one.id })).data.map(({ id }) => id)).toEqual([
    method.id,
  ])
  expect(await refusalOf(stripe.paymentMethods.attach(method.id, { customer: other.id }))).toMatchObject({
    code: 'payment_method_unexpected_state',
  })
  expect(await refusalOf(stripe.paymentIntents.create(held(method.id)))).toMatchObject({
    param: 'payment_method',
  })

  expect((await stripe.paymentMethods.detach(method.id)).customer).toBeNull()
  expect((await stripe.customers.listPaymentMethods(one.id)).data).toEqual([])
  const again = { code: 'payment_method_unexpected_state' }
  expect(await refusalOf(stripe.paymentMethods.attach(method.id, { customer: one.id }))).toMatchObject(again)
  expect(await refusalOf(stripe.paymentIntents.create(held(method.id)))).toMatchObject(again)
})

test('a deleted customer takes the payment methods along', async () => {
  const { id: customer } = await stripe.customers.create({})
  const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer })
  expect(await stripe.customers.del(customer)).toEqual({ id: customer, object: 'customer', deleted: true })
  expect(await refusalOf(stripe.customers.retrieve(customer))).toMatchObject({ code: 'resource_missing' })
  expect(await refusalOf(stripe.paymentIntents.create(held(id)))).toMatchObject({ param: 'payment_method' })
})

/** As Stripe.js confirms in a browser. */
async function confirmedByBrowser(
  setup: Stripe.SetupIntent,
  payment_method: string,
  secret = setup.client_secret,
) {
  const body = new URLSearchParams({ payment_method, ...(secret ? { client_secret: secret } : {}) })
  const headers = { authorization: 'Bearer pk_test_browser' }
  const url = `${sandbox.url}/v1/setup_intents/${setup.id}/confirm`
  const answer = await fetch(url, { method: 'POST', headers, body })
  return { status: answer.status, body: await answer.json() }
}

test('a browser saves a card with the secret of the SetupIntent, after 3-D Secure where the bank asks', async () => {
  const { id: customer } = await stripe.customers.create({})
  const plain = await stripe.setupIntents.create({ customer })
  expect((await confirmedByBrowser(plain, 'pm_card_visa')).body).toMatchObject({ status: 'succeeded' })

  const asked = await stripe.setupIntents.create({ customer })
  const waiting = await confirmedByBrowser(asked, 'pm_card_authenticationRequiredOnSetup')
  expect(waiting.body).toMatchObject({ status: 'requires_action' })
  expect((await stripe.customers.listPaymentMethods(customer)).data).toHaveLength(1)
  await sandbox.control(`setup_intents/${asked.id}/authenticate`, { outcome: 'succeed' })
  expect((await stripe.customers.listPaymentMethods(customer)).data).toHaveLength(2)
})

test('a browser without the right secret confirms nothing, and a payment method of another is not set up', async () => {
  const [one, other] = [await stripe.customers.create({}), await stripe.customers.create({})]
  const setup = await stripe.setupIntents.create({ customer: one.id })
  expect((await confirmedByBrowser(setup, 'pm_card_visa', null)).status).toBe(401)
  expect((await confirmedByBrowser(setup, 'pm_card_visa', 'seti_secret_of_nobody')).status).toBe(400)
  const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer: other.id })
  expect((await confirmedByBrowser(setup, id)).status).toBe(400)
  expect((await stripe.setupIntents.retrieve(setup.id)).status).toBe('requires_payment_method')
})

test('a card that is declined cannot be attached, except the one that fails only when it pays', async () => {
  const { id: customer } = await stripe.customers.create({})
  expect(
    await refusalOf(stripe.paymentMethods.attach('pm_card_visa_chargeDeclined', { customer })),
  ).toMatchObject({ statusCode: 402, decline_code: 'generic_decline' })

  const { id } = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer })
  expect(await refusalOf(stripe.paymentIntents.create({ ...held(id), customer }))).toMatchObject({
    decline_code: 'generic_decline',
  })
})

test('paying with setup_future_usage saves the card with the customer', async () => {
  const { id: customer } = await stripe.customers.create({})
  const { payment_method } = await stripe.paymentIntents.create({
    ...held(),
    customer,
    setup_future_usage: 'off_session',
  })
  const { data } = await stripe.paymentMethods.list({ customer })
  expect(data.map(({ id }) => id)).toEqual([payment_method])
})

test('a payment method is made from a token, never from a card number', async () => {
  const method = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_mastercard' } })
  expect(method.card?.brand).toBe('mastercard')
  const call = stripe.paymentMethods.create({ type: 'card', card: { number: '4242424242424242' } })
  expect(await refusalOf(call)).toMatchObject({ code: 'parameter_unknown', param: 'card[number]' })
})
