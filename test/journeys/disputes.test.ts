import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, gatewayLedger, messagesTo, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  actOn,
  giftCardBalance,
  givenGoods,
  givenProduct,
  givenQuote,
  orderThatIs,
  placeOrder,
  readOrder,
  unique,
} from '#support/shop.ts'

const paymentOf = async (id: string) => (await shop.machine.get(`/orders/${id}/payment`)).as(shapes.payment)

/** A delivered order whose payer turns to their bank. */
async function givenDisputed(paymentMethodId: string) {
  const { sku, quote } = await givenGoods(shop, { locale: 'zh-Hans' })
  const order = await placeOrder(shop, quote, { paymentMethodId })
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await orderThatIs(shop, order.id, 'completed')
  const dispute = await eventually('the dispute', async () => (await paymentOf(order.id)).dispute)
  return { sku, order, dispute, total: order.totals.total.amount }
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
  const { sku, order, dispute, total } = await givenDisputed('pm_card_createDispute')
  await atTheGateway(dispute.id, { 'evidence[uncategorized_text]': 'winning_evidence', submit: 'true' })
  expect((await decided(order.id, 'won')).status).toBe('captured')
  await eventually(
    'the order has heard',
    async () => (await readOrder(shop, order.id)).paymentStatus === 'captured',
  )
  const refund = (await actOn(shop, order.id, 'refunds', { reason: 'torn', amount: 300 })).as(shapes.refund)
  expect(refund.status).toBe('succeeded')
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    paymentStatus: 'partially_refunded',
    stock: { [sku]: {} },
    ledger: { authorized: total, captured: total, refunded: 300 },
    mails: { 'zh-Hans': [...PLAIN_MAILS['zh-Hans'], '退款通知（订单号 #）'] },
  })
})

test('a dispute that is lost has taken the money: there is none to give back', async () => {
  const { sku, order, dispute, total } = await givenDisputed('pm_card_createDisputeProductNotReceived')
  await atTheGateway(`${dispute.id}/close`)
  expect((await decided(order.id, 'lost')).status).toBe('disputed')
  await eventually(
    'the order has heard',
    async () => (await readOrder(shop, order.id)).paymentStatus === 'disputed',
  )
  const refund = await actOn(shop, order.id, 'refunds', { reason: 'to make up' })
  expect([refund.status, refund.body]).toMatchObject([409, { code: 'not_refundable' }])
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    paymentStatus: 'disputed',
    stock: { [sku]: {} },
    ledger: { authorized: total, captured: total },
    mails: { 'zh-Hans': PLAIN_MAILS['zh-Hans'] },
  })
})

test('a dispute that is lost voids the gift cards that were bought with the money', async () => {
  const [card, customer] = [unique('CARD'), aCustomer()]
  const prices = [{ amount: 3_000, currency: 'JPY' }]
  await givenProduct(shop, card, { kind: 'digital', giftCard: true, prices })
  const quote = await givenQuote(shop, { lines: [{ sku: card, quantity: 1 }], locale: 'en' })
  const paymentMethodId = 'pm_card_createDispute'
  const { id } = await placeOrder(shop, quote, { customer, paymentMethodId })
  const code = await eventually('the gift card is in the mail', async () => {
    const mail = (await messagesTo(shop, customer.email)).find(({ kind }) => kind === 'gift_card')
    return mail && /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){4}/.exec(mail.text)?.[0]
  })
  expect(await giftCardBalance(shop, code)).toMatchObject({ status: 'active' })
  const dispute = await eventually('the dispute', async () => (await paymentOf(id)).dispute)
  await atTheGateway(`${dispute.id}/close`)
  await eventually('the card is void', async () => (await giftCardBalance(shop, code)).status === 'voided')
})

test('a bank that only asks is on the attention list; a refund answers it', async () => {
  const { sku, order, total } = await givenDisputed('pm_card_createDisputeInquiry')
  await eventually('staff are told', async () => (await readOrder(shop, order.id)).attention)
  const refund = (await actOn(shop, order.id, 'refunds', { reason: 'never arrived' })).as(shapes.refund)
  expect(refund).toMatchObject({ status: 'succeeded', amount: order.totals.total })
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    paymentStatus: 'refunded',
    stock: { [sku]: {} },
    ledger: { authorized: total, captured: total, refunded: total },
    mails: { 'zh-Hans': [...PLAIN_MAILS['zh-Hans'], '退款通知（订单号 #）'] },
  })
})

test('what was given back already and is disputed all the same goes to staff, and moves no money', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const order = await placeOrder(shop, quote)
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
  const { amount } = order.totals.total
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    paymentStatus: 'refunded',
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount, refunded: amount },
    mails: { en: [...PLAIN_MAILS.en, 'Your refund (order #)'] },
  })
})
