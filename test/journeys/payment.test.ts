import { expect, test } from 'vitest'
import { eventually } from '#support/eventually.ts'
import { gatewayLedger, messageOf } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import { aCustomer, givenGoods, orderThatIs, placeOrder, readStock, unique } from '#support/shop.ts'

test('a declined card: the payer is asked, the stock kept; at the deadline all is undone', async () => {
  const { sku, quote } = await givenGoods(shop)
  const customer = aCustomer()
  const placed = await placeOrder(shop, quote, {
    customer,
    paymentMethodId: `pm_card_visa_chargeDeclined__${unique('x').slice(2)}`,
    headers: { prefer: 'wait=20' },
  })
  expect(placed).toMatchObject({ status: 'payment_required', nextAction: { type: 'pay_again' } })
  expect((await readStock(shop, sku)).available).toBe(0)
  await messageOf(shop, customer.email, 'payment_required')

  const rejected = await orderThatIs(shop, placed.id, 'rejected')
  expect(rejected.rejection?.code).toBe('payment_declined')
  expect((await readStock(shop, sku)).available).toBe(1)
  const ledger = await gatewayLedger(shop, placed.id)
  expect(ledger.filter(({ liveAuthorization, captured }) => liveAuthorization || captured > 0)).toEqual([])
  await messageOf(shop, customer.email, 'rejected')
})

test.each([
  ['succeed', 'processing', 'authorized'],
  ['fail', 'rejected', 'failed'],
])('3-D Secure that ends as "%s" leaves the order %s', async (outcome, status, paymentStatus) => {
  const { quote } = await givenGoods(shop)
  const placed = await placeOrder(shop, quote, {
    paymentMethodId: `pm_card_threeDSecure2Required__${unique('x').slice(2)}`,
    headers: { prefer: 'wait=20' },
  })
  expect(placed).toMatchObject({ status: 'payment_required', nextAction: { type: 'three_d_secure' } })
  const [intent] = await eventually('the payment intent', async () => {
    const found = await gatewayLedger(shop, placed.id)
    return found.length > 0 && found
  })
  await shop.stripe.post(`/_sandbox/payment_intents/${intent?.id}/authenticate`, { body: { outcome } })
  const order = await orderThatIs(shop, placed.id, status)
  expect(order.paymentStatus).toBe(paymentStatus)
})
