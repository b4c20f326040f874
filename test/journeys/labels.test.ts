import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, IN_WORK, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import {
  carrierDeliversOf,
  fulfillmentOrdersOf,
  handOver,
  labeled,
  pack,
  pick,
  riderTakes,
} from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  actOn,
  givenGoods,
  orderThatIs,
  orderThatIsPaid,
  placeOrder,
  readOrder,
} from '#support/shop.ts'

/** Two books of one order, picked at one location. */
async function givenPicked(locale: string) {
  const { sku, quote } = await givenGoods(shop, { quantity: 2, locale })
  const order = await placeOrder(shop, quote)
  const [work] = await fulfillmentOrdersOf(shop, order.id)
  if (!work) throw new Error('no work')
  await pick(shop, work)
  return { sku, order, work, total: order.totals.total.amount }
}

const parcelOf = (id: string, howMany = 1) =>
  eventually(`${howMany} parcels with their numbers`, async () => {
    const { shipments } = await readOrder(shop, id)
    const ready = shipments.filter(({ trackingNumber }) => trackingNumber)
    return ready.length === howMany && ready
  })

test('a label is voided, bought again, and printed; what was voided is printed no more', async () => {
  const { sku, order, work, total } = await givenPicked('en')
  await pack(shop, work)
  await labeled(shop, work)
  const [first] = await parcelOf(order.id)
  const path = `/shipments/${first?.id}`
  expect((await shop.machine.get(`${path}/label?format=pdf`)).status).toBe(200)
  expect((await shop.machine.post(`${path}/buy-label`, { body: {} })).body).toMatchObject({
    code: 'label_exists',
  })
  expect((await shop.machine.post(`${path}/void-label`, { body: { reason: 'wrong printer' } })).status).toBe(
    200,
  )
  expect((await shop.machine.get(`${path}/label?format=pdf`)).body).toMatchObject({ code: 'label_not_ready' })
  await eventually('it waits for a label again', async () => {
    const [now] = await fulfillmentOrdersOf(shop, order.id)
    return now?.status === 'packed'
  })
  expect((await shop.machine.post(`${path}/buy-label`, { body: {} })).status).toBe(200)
  await labeled(shop, work)
  const [second] = await parcelOf(order.id)
  expect(second?.trackingNumber).not.toBe(first?.trackingNumber)
  expect((await shop.machine.get(`${path}/label?format=zpl`)).status).toBe(200)
  await handOver(shop, work)
  await expectEnd(shop, order, {
    status: 'shipped',
    paymentStatus: 'authorized',
    fulfillmentStatus: 'shipped',
    stock: { [sku]: {} },
    ledger: { authorized: total, liveAuthorizations: 1 },
    mails: { en: ['Your order # is confirmed', 'On its way: your order #'] },
  })
})

test('several parcels of one location: delivered when the last one is; damage is made good by line', async () => {
  const { sku, order, work, total } = await givenPicked('ja')
  const box = { lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 600, lines: [{ sku, quantity: 1 }] }
  const packed = await shop.machine.post(`/fulfillment-orders/${work.id}/pack`, {
    body: { parcels: [box, box] },
  })
  expect(packed.status).toBe(200)
  await labeled(shop, work)
  const [one, two] = await parcelOf(order.id, 2)
  await shop.machine.post(`/fulfillment-orders/${work.id}/hand-over`)
  await carrierDeliversOf(shop, order.id, [one?.trackingNumber ?? ''])
  await eventually('one has arrived', async () => {
    const { fulfillmentStatus } = await readOrder(shop, order.id)
    return fulfillmentStatus === 'partially_delivered'
  })
  await carrierDeliversOf(shop, order.id, [two?.trackingNumber ?? ''])
  await orderThatIs(shop, order.id, 'completed')
  await orderThatIsPaid(shop, order.id)
  const damage = { action: 'refund', reason: 'torn cover' }
  const path = `parcels/${two?.id}/resolution`
  expect((await actOn(shop, order.id, path, damage)).body).toMatchObject({ code: 'not_resolvable' })
  const named = { ...damage, lines: [{ sku, quantity: 1 }] }
  expect((await actOn(shop, order.id, path, named)).status).toBe(200)
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    paymentStatus: 'partially_refunded',
    stock: { [sku]: {} },
    ledger: { authorized: total, captured: total, refunded: 1650 },
    mails: {
      ja: [
        ...PLAIN_MAILS.ja,
        // The second parcel's.
        '本日お届け予定です（注文番号 #）',
        '返金のお知らせ（注文番号 #）',
      ],
    },
  })
})

test('a carrier by hand: the number is typed in, and staff say that it has arrived', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'zh-Hans' })
  const order = await placeOrder(shop, quote, { address: { line1: 'UNDELIVERABLE 2-2' } })
  await riderTakes(shop, order.id)
  await orderThatIs(shop, order.id, 'shipped')
  const [parcel] = (await readOrder(shop, order.id)).shipments
  const arrived = { status: 'delivered', signedBy: 'HANAKO' }
  expect((await shop.machine.post(`/shipments/${parcel?.id}/scans`, { body: arrived })).status).toBe(200)
  const { amount } = order.totals.total
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount },
    mails: {
      'zh-Hans': [
        '您的订单已确认（订单号 #）',
        '请更正您的收货地址（订单号 #）',
        '您的商品已发货（订单号 #）',
        '您的订单已送达，附收据（订单号 #）',
      ],
    },
  })
})

test('an address that its country does not know is refused at once', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const body = {
    ...{ quote: quote.quote, shippingOptionId: quote.shippingOptions[0]?.id, customer: aCustomer() },
    payment: { kind: 'card', paymentMethodId: 'pm_card_visa' },
    shippingAddress: {
      ...{ name: 'A', line1: 'B', city: 'Springfield', postalCode: '1234', country: 'US' },
    },
  }
  const answer = await shop.guest.post('/orders', { body })
  expect(answer.status).toBe(422)
  expect(shapes.problem.parse(answer.body).errors?.[0]?.pointer).toMatch(/^\/shippingAddress\//)
  const order = await placeOrder(shop, quote)
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
    mails: { en: ['Your order # is confirmed'] },
  })
})
