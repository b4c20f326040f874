import { expect, test } from 'vitest'
import { expectEnd } from '#support/ends.ts'
import { fulfillmentOrdersOf, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { givenGoods, placeOrder } from '#support/shop.ts'

async function givenOrder(locale: string) {
  const { sku, quote } = await givenGoods(shop, { locale })
  return { sku, order: await placeOrder(shop, quote) }
}

test('a guest cancels by the token of the 201: stock and money are given back, the warehouse stops', async () => {
  const { sku, order } = await givenOrder('zh-Hans')
  await fulfillmentOrdersOf(shop, order.id)
  const answer = await shop.guest.post(`/guest-orders/${order.orderToken}/cancel`, {
    body: { reason: 'changed my mind' },
  })
  expect(answer.as(shapes.order).status).toBe('cancelling')
  await expectEnd(shop, order, {
    status: 'cancelled',
    paymentStatus: 'voided',
    fulfillmentStatus: 'cancelled',
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: order.totals.total.amount },
    mails: { 'zh-Hans': ['您的订单已确认（订单号 #）', '您的订单已取消（订单号 #）'] },
  })
  const [work] = await fulfillmentOrdersOf(shop, order.id)
  expect(work?.status).toBe('cancelled')
})

test('after the hand-over it is too late', async () => {
  const { sku, order } = await givenOrder('en')
  await warehouseShips(shop, order.id)
  const answer = await shop.machine.post(`/orders/${order.id}/cancel`, { body: { reason: 'too late' } })
  expect([answer.status, answer.body]).toMatchObject([409, { code: 'not_cancellable' }])
  await expectEnd(shop, order, {
    status: 'shipped',
    paymentStatus: 'authorized',
    fulfillmentStatus: 'shipped',
    stock: { [sku]: {} },
    ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
    mails: { en: ['Your order # is confirmed', 'On its way: your order #'] },
  })
})
