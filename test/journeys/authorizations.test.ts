import { expect, test } from 'vitest'
import { eventually } from '#support/eventually.ts'
import { gatewayLedger, messageOf, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import { aCustomer, givenGoods, orderThatIs, orderThatIsPaid, placeOrder, readOrder } from '#support/shop.ts'

/** Authorized for a day and some seconds, where the stage acts a day before the end. */
const paymentMethodId = 'pm_card_shortAuthorization'
const waiting = { headers: { prefer: 'wait=20' } }

test.concurrent('before its end an authorization is renewed, if the payer agreed', async () => {
  const payment = { kind: 'card', paymentMethodId, renewable: true }
  const order = await placeOrder(shop, (await givenGoods(shop)).quote, { payment, ...waiting })
  const ledger = await eventually('a second authorization', async () => {
    const found = await gatewayLedger(shop, order.id)
    return (
      found.length > 1 && found.filter(({ liveAuthorization }) => liveAuthorization).length === 1 && found
    )
  })
  expect(ledger.reduce((sum, { captured }) => sum + captured, 0)).toBe(0)
  await eventually('it goes on', async () => (await readOrder(shop, order.id)).holds.length === 0)
})

test.concurrent('before its end an authorization is held, and the payer asked, if they did not', async () => {
  const customer = aCustomer()
  const { quote } = await givenGoods(shop)
  const order = await placeOrder(shop, quote, { customer, paymentMethodId, ...waiting })
  await eventually('it is held', async () => (await readOrder(shop, order.id)).holds[0]?.reason === 'payment')
  const mail = await messageOf(shop, customer.email, 'payment_required')
  expect([mail.locale, mail.subject]).toEqual(['ja', expect.stringContaining(order.number)])
  expect(await gatewayLedger(shop, order.id)).toMatchObject([{ captured: 0 }])
})

test.concurrent('before its end an authorization is captured, if the goods have left', async () => {
  const { quote } = await givenGoods(shop)
  const order = await placeOrder(shop, quote, { paymentMethodId, ...waiting })
  await warehouseShips(shop, order.id)
  await orderThatIs(shop, order.id, 'shipped')
  expect((await orderThatIsPaid(shop, order.id)).status).toBe('shipped')
  expect(await gatewayLedger(shop, order.id)).toMatchObject([{ captured: order.totals.total.amount }])
})
