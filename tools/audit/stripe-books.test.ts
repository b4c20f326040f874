import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenSandbox, held } from '#local/stripe-sandbox/testing.ts'
import { makeIds, type OrderId } from '#shared/ids.ts'
import { makeStripeBooks } from './stripe-books.ts'

const ids = makeIds()
let sandbox: Awaited<ReturnType<typeof givenSandbox>>
beforeAll(async () => {
  sandbox = await givenSandbox()
})
afterAll(() => sandbox.close())

const books = (stage = 'prod') =>
  makeStripeBooks({ stage, apiKey: async () => 'sk_test_sandbox', apiUrl: sandbox.url })

/** A payment of 3,300 yen that is held for an order. */
async function heldFor(orderId: OrderId, stage = 'prod'): Promise<string> {
  const metadata = { orderId, operationId: 'op_1', stage }
  return (await sandbox.stripe.paymentIntents.create({ ...held(), metadata })).id
}

test('what is held, captured in part, given back or let go is told as it is', async () => {
  const [holding, partly, gone] = [ids.order(), ids.order(), ids.order()]
  await heldFor(holding)
  const captured = await heldFor(partly)
  await sandbox.stripe.paymentIntents.capture(captured, { amount_to_capture: 2_000 })
  await sandbox.stripe.refunds.create({ payment_intent: captured, amount: 500 })
  await sandbox.stripe.paymentIntents.cancel(await heldFor(gone))
  const { ofOrder } = books()
  expect(await ofOrder(holding)).toMatchObject([{ state: 'authorized', captured: 0, refunded: 0 }])
  expect(await ofOrder(partly)).toMatchObject([{ state: 'captured', captured: 2_000, refunded: 500 }])
  expect(await ofOrder(gone)).toMatchObject([{ state: 'voided', captured: 0, refunded: 0 }])
})

test('what Stripe counts in other units is told in ours', async () => {
  const order = ids.order()
  const metadata = { orderId: order, operationId: 'op_1', stage: 'prod' }
  const { id } = await sandbox.stripe.paymentIntents.create({
    ...held(),
    ...{ metadata, currency: 'isk', amount: 500_000 },
  })
  await sandbox.stripe.paymentIntents.capture(id, { amount_to_capture: 200_000 })
  await sandbox.stripe.refunds.create({ payment_intent: id, amount: 50_000 })
  expect(await books().ofOrder(order)).toMatchObject([{ amount: 5_000, captured: 2_000, refunded: 500 }])
})

test('asked again of an order, the gateway is asked anew', async () => {
  const order = ids.order()
  const payment = await heldFor(order)
  const { ofOrder } = books()
  expect(await ofOrder(order)).toMatchObject([{ state: 'authorized' }])
  await sandbox.stripe.paymentIntents.cancel(payment)
  expect(await ofOrder(order)).toMatchObject([{ state: 'voided' }])
})

test('the rest is what nobody has asked for, of this stage alone', async () => {
  const [asked, unasked] = [ids.order(), ids.order()]
  for (const order of [asked, unasked]) await heldFor(order, 'dev')
  const { ofOrder, rest } = books('dev')
  await ofOrder(asked)
  expect((await rest()).map(({ orderId }) => orderId)).toEqual([unasked])
})
