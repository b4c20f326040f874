import { expect, test } from 'vitest'
import { CANCELLED, DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, mailBounces, messageOf, warehouseShips } from '#support/outside.ts'
import { outputs, shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { aCustomer, givenGoods, placeOrder, readHistory, unique } from '#support/shop.ts'
import { staffApi } from '#support/staff-sign-in.ts'

const [support, admin] = [staffApi(outputs, 'support'), staffApi(outputs, 'admin')]

const onTheList = async (id: string) => {
  const { items } = (await support.get('/attention?limit=100')).as(shapes.listOf(shapes.attention))
  return items.find(({ orderId }) => orderId === id)
}
const troubled = (id: string) => eventually(`${id} is on the attention list`, () => onTheList(id))

/** An order whose payments the gateway fails to take, until it is `back`; staff are told so by now. */
async function givenGatewayDown() {
  const { sku, quote } = await givenGoods(shop)
  const paymentMethodId = `pm_card_visa__${unique('x').slice(2)}`
  const fail = (times: number) =>
    shop.stripe.post('/_sandbox/faults', {
      body: { status: 500, times, match: { payment_method: paymentMethodId } },
    })
  await fail(1_000)
  const order = await placeOrder(shop, quote, { paymentMethodId })
  expect(await troubled(order.id)).toMatchObject({ actions: ['retry', 'skip', 'compensate'] })
  return { sku, order, amount: order.totals.total.amount, back: () => fail(0) }
}

/** Staff who may repair do it; it stands in the order's history, as they say it, and the order is off the list. */
async function repair(id: string, action: string, reason: string, told: readonly string[]) {
  const path = `/orders/${id}/repair`
  const body = { action, reason }
  expect((await support.post(path, { body })).status).toBe(403)
  expect((await admin.post(path, { body })).status).toBe(200)
  expect(await onTheList(id)).toBeUndefined()
  const acts = (await readHistory(shop, id)).filter(({ actor }) => actor.kind === 'staff')
  expect(acts).toMatchObject(
    told.map((type) => ({ type, actor: { id: expect.any(String) }, data: { reason } })),
  )
}

test.concurrent('retry: the gateway is back, and the order goes on from where it was', async () => {
  const { sku, order, amount, back } = await givenGatewayDown()
  await back()
  await repair(order.id, 'retry', 'the gateway is back', ['order.restarted', 'order.attention_settled'])
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount },
    mails: { ja: PLAIN_MAILS.ja },
  })
})

test.concurrent('compensate: the order is undone, and what the gateway may have held is let go once it answers', async () => {
  const { sku, order, amount, back } = await givenGatewayDown()
  await repair(order.id, 'compensate', 'they bought it elsewhere', [
    'order.cancelling',
    'order.restarted',
    'order.attention_settled',
  ])
  await back()
  await expectEnd(shop, order, {
    ...CANCELLED,
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: amount },
    mails: { ja: ['ご注文をキャンセルいたしました（注文番号 #）'] },
  })
})

test.concurrent('skip: the customer was told by phone, and the order goes on', async () => {
  const { sku, quote } = await givenGoods(shop)
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer })
  await messageOf(shop, customer.email, 'confirmation')
  await mailBounces(shop, customer.email)
  expect((await troubled(order.id)).reason).toContain('confirmation')
  await repair(order.id, 'skip', 'told by phone', ['order.attention_settled'])
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  const { amount } = order.totals.total
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount },
    mails: { ja: PLAIN_MAILS.ja },
  })
})
