import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import {
  carrierDelivers,
  fulfillmentOrdersOf,
  gatewayLedger,
  labeled,
  messageOf,
  pack,
  pick,
  warehouseShips,
} from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  actOn,
  givenGoods,
  givenProduct,
  orderThatIs,
  orderThatIsPaid,
  placeOrder,
  readOrder,
  unique,
} from '#support/shop.ts'

const waiting = { headers: { prefer: 'wait=20' } }
const troubled = (id: string, what: string) =>
  eventually(`staff are told: ${what}`, async () => {
    const { attention } = await readOrder(shop, id)
    return attention?.reason.includes(what) && attention.reason
  })

test('an authorization ends early: nothing leaves until the customer has paid again, by the link of a mail', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer, ...waiting })
  const [work] = await fulfillmentOrdersOf(shop, order.id)
  if (!work) throw new Error('no work')
  await pick(shop, work)
  await pack(shop, work)
  await labeled(shop, work)
  const [intent] = await gatewayLedger(shop, order.id)
  await shop.stripe.post(`/_sandbox/payment_intents/${intent?.id}/expire`)
  await eventually('it is held', async () => (await readOrder(shop, order.id)).holds[0]?.reason === 'payment')
  const leave = () => shop.machine.post(`/fulfillment-orders/${work.id}/hand-over`)
  expect((await leave()).body).toMatchObject({ code: 'not_shippable' })
  const mail = await messageOf(shop, customer.email, 'payment_required')
  const token = /\/pay\/([\w-]+)/.exec(mail.text)?.[1]
  const payment = { kind: 'card', paymentMethodId: `pm_card_mastercard__${unique('x').slice(2)}` }
  const paid = (await shop.guest.post(`/guest-orders/${token}/payments`, { body: { payment } })).as(
    shapes.order,
  )
  expect(paid).toMatchObject({ holds: [], paymentStatus: 'authorized' })
  expect((await leave()).status).toBe(200)
  await carrierDelivers(shop, order.id)
  const { amount } = order.totals.total
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: 2 * amount, captured: amount },
    mails: { en: [...PLAIN_MAILS.en, 'Your payment needs your attention (order #)'] },
  })
})

test('a refund that the bank sends back comes to attention, and its amount is free again', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'zh-Hans' })
  const order = await placeOrder(shop, quote, { paymentMethodId: 'pm_card_refundFail' })
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await orderThatIs(shop, order.id, 'completed')
  await orderThatIsPaid(shop, order.id)
  const asked = (await actOn(shop, order.id, 'refunds', { reason: 'torn', amount: 500 })).as(shapes.refund)
  await troubled(order.id, asked.id)
  const listed = (await shop.machine.get(`/orders/${order.id}/refunds`)).as(shapes.listOf(shapes.refund))
  expect(listed.items).toMatchObject([{ id: asked.id, status: 'failed' }])
  const { amount } = order.totals.total
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount },
    mails: { 'zh-Hans': [...PLAIN_MAILS['zh-Hans'], '退款通知（订单号 #）'] },
  })
})

test('a refund whose answer is lost is given once', async () => {
  const paymentMethodId = `pm_card_visa__${unique('x').slice(2)}`
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const order = await placeOrder(shop, quote, { paymentMethodId })
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await orderThatIs(shop, order.id, 'completed')
  await orderThatIsPaid(shop, order.id)
  const match = { payment_method: paymentMethodId, path: '/v1/refunds' }
  await shop.stripe.post('/_sandbox/faults', { body: { loseReply: true, times: 2, match } })
  await actOn(shop, order.id, 'refunds', { reason: 'torn', amount: 400 })
  await eventually('it is settled', async () => {
    const answer = await shop.machine.get(`/orders/${order.id}/refunds`)
    return answer.as(shapes.listOf(shapes.refund)).items[0]?.status === 'succeeded'
  })
  const { amount } = order.totals.total
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    paymentStatus: 'partially_refunded',
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount, refunded: 400 },
    mails: { en: [...PLAIN_MAILS.en, 'Your refund (order #)'] },
  })
})

test('a payment that the gateway finds risky is held, in a word that does not say so', async () => {
  const { sku, quote } = await givenGoods(shop)
  const paymentMethodId = 'pm_card_riskLevelElevated'
  const order = await placeOrder(shop, quote, { paymentMethodId, ...waiting })
  expect(order.holds).toMatchObject([{ reason: 'risk', blocks: ['confirm'] }])
  await shop.guest.post(`/guest-orders/${order.orderToken}/cancel`, { body: { reason: 'too slow' } })
  await expectEnd(shop, order, {
    status: 'cancelled',
    paymentStatus: 'voided',
    fulfillmentStatus: 'cancelled',
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: order.totals.total.amount },
    mails: {
      ja: ['ご注文内容を確認しております（注文番号 #）', 'ご注文をキャンセルいたしました（注文番号 #）'],
    },
  })
})

test('what costs nothing needs no payment', async () => {
  const sku = unique('SAMPLE')
  const free = { kind: 'digital', prices: [{ amount: 0, currency: 'JPY' }] }
  await givenProduct(shop, sku, free)
  const body = {
    lines: [{ sku, quantity: 1 }],
    destination: { country: 'JP' },
    currency: 'JPY',
    locale: 'en',
  }
  const quote = await eventually('a quote', async () => {
    const answer = await shop.guest.post('/quotes', { body })
    return answer.status === 200 && answer.as(shapes.quote)
  })
  const order = { quote: quote.quote, shippingOptionId: quote.shippingOptions[0]?.id, customer: aCustomer() }
  const card = { kind: 'card', paymentMethodId: 'pm_card_visa' }
  const paid = await shop.guest.post('/orders', { body: { ...order, payment: card } })
  expect([paid.status, paid.body]).toMatchObject([422, { code: 'payment_kind_not_allowed' }])
  const placed = await shop.guest.post('/orders', { body: { ...order, payment: { kind: 'none' } } })
  await expectEnd(shop, placed.as(shapes.order), {
    status: 'completed',
    paymentStatus: 'not_required',
    fulfillmentStatus: 'delivered',
    stock: {},
    ledger: {},
    mails: {
      en: [
        'Your order # is confirmed',
        'Ready to download: your order #',
        'Delivered: your order #, with the receipt',
      ],
    },
  })
})

test('a payer at the store is reminded once; what comes twice, or after the end, is told to staff', async () => {
  const store = { payment: { kind: 'delayed', method: 'store' }, ...waiting }
  const receive = async ({ nextAction, totals }: shapes.Order) => {
    const body = { reference: nextAction?.reference, amount: totals.total, transactionId: unique('store') }
    return (await shop.machine.post('/payments/received', { body })).status
  }
  const [kept, sold] = [await givenGoods(shop), await givenGoods(shop, { locale: 'en' })]
  const unpaid = await placeOrder(shop, kept.quote, store)
  const twice = await placeOrder(shop, sold.quote, store)
  expect([await receive(twice), await receive(twice)]).toEqual([200, 200])
  await troubled(twice.id, 'paid twice')
  await expectEnd(shop, twice, {
    status: 'processing',
    paymentStatus: 'captured',
    fulfillmentStatus: 'in_progress',
    stock: { [sold.sku]: { onHand: 1, reserved: 1 } },
    ledger: {},
    recorded: { received: 2 * twice.totals.total.amount, captured: twice.totals.total.amount },
    mails: { en: ['How to pay for your order #', 'Your order # is confirmed'] },
  })

  await orderThatIs(shop, unpaid.id, 'rejected')
  expect(await receive(unpaid)).toBe(200)
  await troubled(unpaid.id, 'after the order had ended')
  await expectEnd(shop, unpaid, {
    status: 'rejected',
    paymentStatus: 'voided',
    fulfillmentStatus: 'cancelled',
    stock: { [kept.sku]: { onHand: 1 } },
    ledger: {},
    recorded: { received: unpaid.totals.total.amount },
    mails: {
      ja: [
        'お支払いのご案内（注文番号 #）',
        'お支払い期限が近づいております（注文番号 #）',
        'ご注文をお受けできませんでした（注文番号 #）',
      ],
    },
  })
})
