import { expect, test } from 'vitest'
import { fulfillmentOrdersOf, gatewayLedger, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { givenGoods, orderThatIs, placeOrder, readStock } from '#support/shop.ts'

async function givenOrder() {
  const { sku, quote } = await givenGoods(shop)
  return { sku, order: await placeOrder(shop, quote) }
}

test('a guest cancels by the token of the 201: stock and money are given back, the warehouse stops', async () => {
  const { sku, order } = await givenOrder()
  await fulfillmentOrdersOf(shop, order.id)
  const answer = await shop.guest.post(`/guest-orders/${order.orderToken}/cancel`, {
    body: { reason: 'changed my mind' },
  })
  expect(answer.as(shapes.order).status).toBe('cancelling')
  await orderThatIs(shop, order.id, 'cancelled')
  expect((await readStock(shop, sku)).locations).toMatchObject([{ onHand: 1, reserved: 0 }])
  const ledger = await gatewayLedger(shop, order.id)
  expect(ledger).toMatchObject([{ captured: 0, liveAuthorization: false }])
  const [work] = await fulfillmentOrdersOf(shop, order.id)
  expect(work?.status).toBe('cancelled')
})

test('after the hand-over it is too late', async () => {
  const { order } = await givenOrder()
  await warehouseShips(shop, order.id)
  const answer = await shop.machine.post(`/orders/${order.id}/cancel`, { body: { reason: 'too late' } })
  expect([answer.status, answer.body]).toMatchObject([409, { code: 'not_cancellable' }])
})
