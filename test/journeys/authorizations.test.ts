import { test } from 'vitest'
import { expectEnd, IN_WORK } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { gatewayLedger, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import { givenGoods, placeOrder, readOrder } from '#support/shop.ts'

/** Authorized for a day and some seconds, where the stage acts a day before the end. */
const paymentMethodId = 'pm_card_shortAuthorization'
const waiting = { headers: { prefer: 'wait=20' } }

test.concurrent('before its end an authorization is renewed, if the payer agreed', async () => {
  const payment = { kind: 'card', paymentMethodId, renewable: true }
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const order = await placeOrder(shop, quote, { payment, ...waiting })
  const ledger = await eventually('a second authorization', async () => {
    const found = await gatewayLedger(shop, order.id)
    return (
      found.length > 1 && found.filter(({ liveAuthorization }) => liveAuthorization).length === 1 && found
    )
  })
  await eventually('it goes on', async () => (await readOrder(shop, order.id)).holds.length === 0)
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: ledger.length * order.totals.total.amount, liveAuthorizations: 1 },
    mails: { en: ['Your order # is confirmed'] },
  })
})

test.concurrent('before its end an authorization is held, and the payer asked, if they did not', async () => {
  const { sku, quote } = await givenGoods(shop)
  const order = await placeOrder(shop, quote, { paymentMethodId, ...waiting })
  await eventually('it is held', async () => (await readOrder(shop, order.id)).holds[0]?.reason === 'payment')
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
    mails: { ja: ['ご注文を承りました（注文番号 #）', 'お支払いのご確認をお願いいたします（注文番号 #）'] },
  })
})

test.concurrent('before its end an authorization is captured, if the goods have left', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'zh-Hans' })
  const order = await placeOrder(shop, quote, { paymentMethodId, ...waiting })
  await warehouseShips(shop, order.id)
  const { amount } = order.totals.total
  await expectEnd(shop, order, {
    status: 'shipped',
    paymentStatus: 'captured',
    fulfillmentStatus: 'shipped',
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount },
    mails: { 'zh-Hans': ['您的订单已确认（订单号 #）', '您的商品已发货（订单号 #）'] },
  })
})
