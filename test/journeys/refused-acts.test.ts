import { createHmac, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { expectEnd, IN_WORK } from '#support/ends.ts'
import { warehouseShips } from '#support/outside.ts'
import { outputs, shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { actOn, givenGoods, orderThatIs, placeOrder, readHistory, readOrder } from '#support/shop.ts'

/** An act that is refused changes nothing of its order. */
async function refused(id: string, act: string, body: object): Promise<shapes.Problem> {
  const before = await readOrder(shop, id)
  const answer = await actOn(shop, id, act, body)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(await readOrder(shop, id)).toEqual(before)
  return shapes.problem.parse(answer.body)
}

test('money is taken once, of goods that have left; what leaves is not cancelled; what is paid is not paid again', async () => {
  const { sku, quote } = await givenGoods(shop, { quantity: 2, locale: 'en' })
  const order = await placeOrder(shop, quote, { headers: { prefer: 'wait=20' } })
  await orderThatIs(shop, order.id, 'processing')
  const card = { kind: 'card', paymentMethodId: 'pm_card_visa' }
  const why = { reason: 'to try it' }
  expect((await refused(order.id, 'captures', why)).code).toBe('not_capturable')
  expect((await refused(order.id, 'refunds', why)).code).toBe('not_refundable')
  expect((await refused(order.id, 'payments', { payment: card })).code).toBe('not_payable')
  expect((await refused(order.id, 'holds/hld_gone/release', why)).code).toBe('hold_gone')
  const three = { ...why, lines: [{ sku, quantity: 3 }] }
  expect((await refused(order.id, 'cancel', three)).errors).toMatchObject([{ pointer: '/lines/0/quantity' }])
  const strange = { ...why, lines: [{ sku: 'NOT-ORDERED', quantity: 1 }] }
  expect((await refused(order.id, 'cancel', strange)).code).toBe('unknown_sku')

  await warehouseShips(shop, order.id)
  await orderThatIs(shop, order.id, 'shipped')
  const one = { ...why, lines: [{ sku, quantity: 1 }] }
  expect((await refused(order.id, 'cancel', one)).code).toBe('not_cancellable')
  const address = {
    name: 'A',
    line1: 'B',
    city: '千代田区',
    region: '東京都',
    postalCode: '100-0001',
    country: 'JP',
  }
  expect((await refused(order.id, 'address', { shippingAddress: address })).code).toBe('conflict')
  expect((await actOn(shop, order.id, 'captures', why)).status).toBe(200)
  expect((await refused(order.id, 'captures', why)).code).toBe('not_capturable')
  const { amount } = order.totals.total
  expect((await refused(order.id, 'refunds', { ...why, amount: amount + 1 })).code).toBe('not_refundable')
  await expectEnd(shop, order, {
    status: 'shipped',
    paymentStatus: 'captured',
    fulfillmentStatus: 'shipped',
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount },
    mails: { en: ['Your order # is confirmed', 'On its way: your order #'] },
  })
})

test('501 orders are too many for a job', async () => {
  const orderIds = Array.from({ length: 501 }, () => `ord_${'0'.repeat(26)}`)
  const answer = await shop.machine.post('/order-jobs', {
    body: { action: 'cancel', orderIds, reason: 'all' },
  })
  expect([answer.status, answer.body]).toMatchObject([400, { errors: [{ pointer: '/orderIds' }] }])
})

test('what the gateway tells of a payment that is not ours is taken, and changes nothing', async () => {
  const { sku, quote } = await givenGoods(shop)
  const order = await placeOrder(shop, quote, { headers: { prefer: 'wait=20' } })
  await orderThatIs(shop, order.id, 'processing')
  const before = (await readHistory(shop, order.id)).length
  const intent = {
    ...{
      id: 'pi_of_somebody_else',
      object: 'payment_intent',
      status: 'canceled',
      amount: 1,
      amount_received: 0,
    },
    ...{ metadata: {}, currency: 'jpy', latest_charge: null },
  }
  const body = JSON.stringify({
    ...{ id: `evt_${randomUUID()}`, object: 'event', type: 'payment_intent.canceled' },
    data: { object: intent },
  })
  const t = Math.floor(Date.now() / 1_000)
  const v1 = createHmac('sha256', outputs.webhookSecrets.stripe).update(`${t}.${body}`).digest('hex')
  const headers = { 'stripe-signature': `t=${t},v1=${v1}` }
  expect((await shop.guest.post('/webhooks/stripe', { body, headers })).status).toBe(200)
  expect((await readHistory(shop, order.id)).length).toBe(before)
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
    mails: { ja: ['ご注文を承りました（注文番号 #）'] },
  })
})
