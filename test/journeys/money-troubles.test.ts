import { expect, test } from 'vitest'
import { eventually } from '#support/eventually.ts'
import {
  carrierDelivers,
  fulfillmentOrdersOf,
  gatewayLedger,
  labeled,
  messageOf,
  messagesTo,
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
  const { quote } = await givenGoods(shop)
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
  await orderThatIs(shop, order.id, 'completed')
  const ledger = await gatewayLedger(shop, order.id)
  expect(ledger.reduce((sum, { captured }) => sum + captured, 0)).toBe(order.totals.total.amount)
  expect(ledger.some(({ liveAuthorization }) => liveAuthorization)).toBe(false)
})

test('a refund that the bank sends back comes to attention, and its amount is free again', async () => {
  const { quote } = await givenGoods(shop)
  const order = await placeOrder(shop, quote, { paymentMethodId: 'pm_card_refundFail' })
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await orderThatIs(shop, order.id, 'completed')
  await orderThatIsPaid(shop, order.id)
  const asked = (await actOn(shop, order.id, 'refunds', { reason: 'torn', amount: 500 })).as(shapes.refund)
  await troubled(order.id, asked.id)
  const listed = (await shop.machine.get(`/orders/${order.id}/refunds`)).as(shapes.listOf(shapes.refund))
  expect(listed.items).toMatchObject([{ id: asked.id, status: 'failed' }])
  expect((await shop.machine.get(`/orders/${order.id}/payment`)).as(shapes.payment).refunded.amount).toBe(0)
})

test('a refund whose answer is lost is given once', async () => {
  const paymentMethodId = `pm_card_visa__${unique('x').slice(2)}`
  const order = await placeOrder(shop, (await givenGoods(shop)).quote, { paymentMethodId })
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
  expect(await gatewayLedger(shop, order.id)).toMatchObject([{ refunded: 400 }])
})

test('a payment that the gateway finds risky is held, in a word that does not say so', async () => {
  const { quote } = await givenGoods(shop)
  const customer = aCustomer()
  const paymentMethodId = 'pm_card_riskLevelElevated'
  const order = await placeOrder(shop, quote, { customer, paymentMethodId, ...waiting })
  expect(order.holds).toMatchObject([{ reason: 'risk', blocks: ['confirm'] }])
  const mail = await messageOf(shop, customer.email, 'checking')
  expect([mail.locale, mail.subject]).toEqual(['ja', expect.stringContaining(order.number)])
  await shop.guest.post(`/guest-orders/${order.orderToken}/cancel`, { body: { reason: 'too slow' } })
  await orderThatIs(shop, order.id, 'cancelled')
  expect(await gatewayLedger(shop, order.id)).toMatchObject([{ liveAuthorization: false, captured: 0 }])
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
  const { id } = placed.as(shapes.order)
  expect(await orderThatIs(shop, id, 'completed')).toMatchObject({ paymentStatus: 'not_required' })
  expect(await gatewayLedger(shop, id)).toEqual([])
})

test('a payer at the store is reminded once; what comes twice, or after the end, is told to staff', async () => {
  const store = { payment: { kind: 'delayed', method: 'store' }, ...waiting }
  const receive = async ({ nextAction, totals }: shapes.Order) => {
    const body = { reference: nextAction?.reference, amount: totals.total, transactionId: unique('store') }
    return (await shop.machine.post('/payments/received', { body })).status
  }
  const late = aCustomer()
  const unpaid = await placeOrder(shop, (await givenGoods(shop)).quote, { customer: late, ...store })
  const twice = await placeOrder(shop, (await givenGoods(shop)).quote, store)
  expect([await receive(twice), await receive(twice)]).toEqual([200, 200])
  await troubled(twice.id, 'paid twice')

  const reminder = await messageOf(shop, late.email, 'payment_reminder')
  expect([reminder.locale, reminder.subject]).toEqual(['ja', expect.stringContaining(unpaid.number)])
  await orderThatIs(shop, unpaid.id, 'rejected')
  expect((await messagesTo(shop, late.email)).filter(({ kind }) => kind === 'payment_reminder')).toHaveLength(
    1,
  )
  expect(await receive(unpaid)).toBe(200)
  await troubled(unpaid.id, 'after the order had ended')
})
