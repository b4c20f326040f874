import { expect, test } from 'vitest'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, gatewayLedger, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { actOn, givenGoods, orderThatIs, placeOrder, readOrder } from '#support/shop.ts'

const paymentOf = async (id: string) => (await shop.machine.get(`/orders/${id}/payment`)).as(shapes.payment)

/** A delivered order whose payer turns to their bank. */
async function givenDisputed(paymentMethodId: string) {
  const { quote } = await givenGoods(shop)
  const order = await placeOrder(shop, quote, { paymentMethodId })
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await orderThatIs(shop, order.id, 'completed')
  const dispute = await eventually('the dispute', async () => (await paymentOf(order.id)).dispute)
  return { order, dispute }
}

/** What finance does on the gateway's own site. */
const atTheGateway = (path: string, form: Record<string, string> = {}) =>
  shop.stripe.post(`/v1/disputes/${path}`, {
    body: String(new URLSearchParams(form)),
    headers: {
      authorization: 'Bearer sk_test_sandbox',
      'content-type': 'application/x-www-form-urlencoded',
    },
  })

const decided = (id: string, verdict: string) =>
  eventually(`the dispute is ${verdict}`, async () => {
    const payment = await paymentOf(id)
    return payment.dispute?.status === verdict && payment
  })

test('a dispute that is won leaves the money with us, to be given back as ever', async () => {
  const { order, dispute } = await givenDisputed('pm_card_createDispute')
  await atTheGateway(dispute.id, { 'evidence[uncategorized_text]': 'winning_evidence', submit: 'true' })
  expect((await decided(order.id, 'won')).status).toBe('captured')
  const refund = (await actOn(shop, order.id, 'refunds', { reason: 'torn', amount: 300 })).as(shapes.refund)
  expect(refund.status).toBe('succeeded')
  expect(await gatewayLedger(shop, order.id)).toMatchObject([{ refunded: 300 }])
})

test('a dispute that is lost has taken the money: there is none to give back', async () => {
  const { order, dispute } = await givenDisputed('pm_card_createDisputeProductNotReceived')
  await atTheGateway(`${dispute.id}/close`)
  expect((await decided(order.id, 'lost')).status).toBe('disputed')
  const refund = await actOn(shop, order.id, 'refunds', { reason: 'to make up' })
  expect([refund.status, refund.body]).toMatchObject([409, { code: 'not_refundable' }])
  expect(await gatewayLedger(shop, order.id)).toMatchObject([{ refunded: 0 }])
})

test('a bank that only asks is on the attention list; a refund answers it', async () => {
  const { order } = await givenDisputed('pm_card_createDisputeInquiry')
  await eventually('staff are told', async () => (await readOrder(shop, order.id)).attention)
  const refund = (await actOn(shop, order.id, 'refunds', { reason: 'never arrived' })).as(shapes.refund)
  expect(refund).toMatchObject({ status: 'succeeded', amount: order.totals.total })
  expect(await gatewayLedger(shop, order.id)).toMatchObject([{ refunded: order.totals.total.amount }])
})

test('what was given back already and is disputed all the same goes to staff, and moves no money', async () => {
  const order = await placeOrder(shop, (await givenGoods(shop)).quote)
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await orderThatIs(shop, order.id, 'completed')
  await eventually('captured', async () => (await paymentOf(order.id)).status === 'captured')
  await actOn(shop, order.id, 'refunds', { reason: 'never arrived' })
  await eventually('refunded', async () => (await paymentOf(order.id)).status === 'refunded')
  const [intent] = await gatewayLedger(shop, order.id)
  await shop.stripe.post(`/_sandbox/payment_intents/${intent?.id}/dispute`, {
    body: { grounds: 'product_not_received' },
  })
  await eventually('staff are told', async () => (await readOrder(shop, order.id)).attention)
  expect((await paymentOf(order.id)).status).toBe('refunded')
  expect(await gatewayLedger(shop, order.id)).toMatchObject([{ refunded: order.totals.total.amount }])
})
