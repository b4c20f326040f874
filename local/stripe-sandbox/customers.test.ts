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
