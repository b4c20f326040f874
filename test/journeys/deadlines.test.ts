import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import {
  carrierDelivers,
  fulfillmentOrdersOf,
  gatewayLedger,
  handOver,
  labeled,
  messageOf,
  pack,
  pick,
} from '#support/outside.ts'
import { shop } from '#support/running.ts'
import type * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  actOn,
  givenGoods,
  orderThatIs,
  placeOrder,
  readOrder,
  readStock,
  unique,
} from '#support/shop.ts'

// Nearly all of these wait for a minute to pass, and so do it side by side.

const onlyWork = async ({ id }: shapes.Order): Promise<shapes.FulfillmentOrder> => {
  const [work] = await fulfillmentOrdersOf(shop, id)
  if (!work) throw new Error('no work')
  return work
}

test.concurrent('nobody reviews an order in time: it is not accepted, and costs nothing', async () => {
  const product = { prices: [{ amount: 1_200_000, currency: 'JPY' }] }
  const { sku, quote } = await givenGoods(shop, { product, locale: 'en' })
  const order = await placeOrder(shop, quote)
  await eventually('it is held', async () => (await readOrder(shop, order.id)).holds[0]?.reason === 'amount')
  expect((await readStock(shop, sku)).available).toBe(0)
  expect((await orderThatIs(shop, order.id, 'rejected')).rejection).toEqual({ code: 'review_declined' })
  await expectEnd(shop, order, {
    ...{ status: 'rejected', paymentStatus: 'voided', fulfillmentStatus: 'cancelled' },
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: order.totals.total.amount },
    mails: { en: ['We are checking your order #', 'We could not accept your order #'] },
  })
})

test.concurrent('an address that the customer does not correct in time comes to staff, who correct it', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer, address: { line1: 'UNDELIVERABLE 3-3' } })
  const work = await onlyWork(order)
  await pick(shop, work)
  await pack(shop, work)
  const shippingAddress = {
    ...{ name: '山田 花子', line1: '千代田1-1', city: '千代田区', region: '東京都' },
    ...{ postalCode: '100-0001', country: 'JP' },
  }
  const mail = await messageOf(shop, customer.email, 'address_wanted')
  const token = /\/correct\/([\w-]+)/.exec(mail.text)?.[1]
  const misspelt = { shippingAddress: { ...shippingAddress, postalCode: '12' } }
  const correct = () => shop.guest.post(`/guest-orders/${token}/address`, { body: misspelt })
  expect((await correct()).body).toMatchObject({ code: 'address_invalid' })
  await eventually('the link of the mail has ended', async () => (await correct()).status === 404)
  await eventually('staff are told', async () => (await readOrder(shop, order.id)).attention)
  expect((await actOn(shop, order.id, 'address', { shippingAddress })).status).toBe(200)
  await labeled(shop, work)
  await handOver(shop, work)
  await carrierDelivers(shop, order.id)
  const total = order.totals.total.amount
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: total, captured: total },
    mails: {
      en: [...PLAIN_MAILS.en, 'Please correct your address (order #)', 'Your address is corrected (order #)'],
    },
  })
})

test.concurrent('who does not come back from 3-D Secure is waited for until the deadline, and can pay no more after it', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const paymentMethodId = `pm_card_threeDSecure2Required__${unique('x').slice(2)}`
  const order = await placeOrder(shop, quote, { paymentMethodId })
  const asked = await orderThatIs(shop, order.id, 'payment_required')
  expect(asked.nextAction?.type).toBe('three_d_secure')
  expect((await readStock(shop, sku)).available).toBe(0)
  const rejected = await orderThatIs(shop, order.id, 'rejected')
  expect(rejected.rejection?.code).toBe('payment_abandoned')
  const [intent] = await gatewayLedger(shop, order.id)
  const late = await shop.stripe.post(`/_sandbox/payment_intents/${intent?.id}/authenticate`, {
    body: { outcome: 'succeed' },
  })
  expect(late.status).toBeGreaterThanOrEqual(400)
  await expectEnd(shop, order, {
    ...{ status: 'rejected', paymentStatus: 'voided', fulfillmentStatus: 'cancelled' },
    stock: { [sku]: { onHand: 1 } },
    ledger: {},
    mails: { en: ['Please confirm your payment (order #)', 'We could not accept your order #'] },
  })
})
