import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, fulfillmentOrdersOf, messageOf, pick, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  actOn,
  givenGoods,
  givenLocation,
  givenStock,
  orderThatIs,
  orderThatIsPaid,
  placeOrder,
  readOrder,
  readStock,
  unique,
} from '#support/shop.ts'

/** Three books of one order, in work at one location. */
async function givenThree(locale = 'ja') {
  const { sku, quote } = await givenGoods(shop, { quantity: 3, locale })
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer })
  const [work] = await fulfillmentOrdersOf(shop, order.id)
  if (!work) throw new Error('no work')
  await orderThatIs(shop, order.id, 'processing')
  return { sku, order, customer, work, total: order.totals.total.amount }
}

test('a line is cancelled: the stock is free, the warehouse sends less, less is charged, the customer knows', async () => {
  const { sku, order, total } = await givenThree()
  const answer = await actOn(shop, order.id, 'cancel', {
    reason: 'changed my mind',
    lines: [{ sku, quantity: 1 }],
  })
  const changed = answer.as(shapes.order)
  expect(changed).toMatchObject({ status: 'processing', lines: [{ sku, quantity: 3, cancelled: 1 }] })
  expect(changed.due.amount).toBe(total - 1650)
  await eventually('the stock is free', async () => (await readStock(shop, sku)).available === 1)
  await eventually('the warehouse knows', async () => {
    const [work] = await fulfillmentOrdersOf(shop, order.id)
    return work?.lines[0]?.quantity === 2
  })
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: total, captured: total - 1650 },
    mails: { ja: [...PLAIN_MAILS.ja, '一部の商品をお届けできません（注文番号 #）'] },
  })
})

test('a packed parcel is opened again: its label is given back, a new one is bought for what is left', async () => {
  const { sku, order, work, total } = await givenThree('zh-Hans')
  await pick(shop, work)
  const body = { parcels: [{ lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 1_500 }] }
  await shop.machine.post(`/fulfillment-orders/${work.id}/pack`, { body })
  await eventually('the label', async () => (await readOrder(shop, order.id)).shipments.length === 1)
  await actOn(shop, order.id, 'cancel', { reason: 'one too many', lines: [{ sku, quantity: 1 }] })
  await eventually('it is to be packed again', async () => {
    const [now] = await fulfillmentOrdersOf(shop, order.id)
    return now?.status === 'picked' && now.lines[0]?.quantity === 2
  })
  await shop.machine.post(`/fulfillment-orders/${work.id}/pack`, { body })
  await eventually('a new label', async () => {
    const { shipments } = await readOrder(shop, order.id)
    return shipments.filter(({ status }) => status === 'pre_transit').length === 1 && shipments.length === 2
  })
  await eventually('it may leave', async () => {
    const left = await shop.machine.post(`/fulfillment-orders/${work.id}/hand-over`)
    return left.status === 200
  })
  await carrierDelivers(shop, order.id)
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: total, captured: total - 1650 },
    mails: { 'zh-Hans': [...PLAIN_MAILS['zh-Hans'], '订单中的部分商品无法送达（订单号 #）'] },
  })
})

test('what the shelf does not have, another location sends', async () => {
  const { sku, order, work, total } = await givenThree('en')
  const osaka = unique('OSAKA')
  await givenLocation(shop, osaka, { priority: 2 })
  await givenStock(shop, osaka, sku, 5)
  const body = { lines: [{ sku, missing: 2 }], reason: 'empty shelf' }
  expect((await shop.machine.post(`/fulfillment-orders/${work.id}/short-pick`, { body })).status).toBe(200)
  const works = await fulfillmentOrdersOf(shop, order.id, 2)
  expect(works.find(({ locationId }) => locationId === osaka)?.lines).toMatchObject([{ sku, quantity: 2 }])
  await eventually('the first goes on', async () => {
    const [first] = (await fulfillmentOrdersOf(shop, order.id, 2)).filter(({ id }) => id === work.id)
    return first?.status === 'open' || first?.status === 'picking' ? first.lines[0]?.quantity === 1 : false
  })
  await warehouseShips(shop, order.id, 2)
  await carrierDelivers(shop, order.id, 2)
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: { onHand: 3 } },
    ledger: { authorized: total, captured: total },
    mails: {
      en: [
        ...PLAIN_MAILS.en,
        // The second parcel's.
        'On its way: your order #',
        'Out for delivery today: your order #',
      ],
    },
  })
})

test('what nobody has is not charged, and the customer is told', async () => {
  const { sku, order, customer, work, total } = await givenThree('en')
  const body = { lines: [{ sku, missing: 1 }], reason: 'empty shelf' }
  await shop.machine.post(`/fulfillment-orders/${work.id}/short-pick`, { body })
  await messageOf(shop, customer.email, 'lines_cancelled')
  expect((await readOrder(shop, order.id)).due.amount).toBe(total - 1650)
  await eventually('the warehouse goes on', async () => {
    const [now] = await fulfillmentOrdersOf(shop, order.id)
    return now?.status !== 'short_picked'
  })
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: total, captured: total - 1650 },
    mails: { en: [...PLAIN_MAILS.en, 'Some items of your order # will not come'] },
  })
})

test('refunds by line, of shipping, and of all that is left come to the capture; more is refused', async () => {
  const { sku, order, total } = await givenThree()
  const early = await actOn(shop, order.id, 'refunds', { reason: 'too early' })
  expect([early.status, early.body]).toMatchObject([409, { code: 'not_refundable' }])
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await orderThatIs(shop, order.id, 'completed')
  const { totals } = await orderThatIsPaid(shop, order.id)
  const refund = async (body: object) =>
    (await actOn(shop, order.id, 'refunds', { reason: 'torn cover', ...body })).as(shapes.refund)
  expect(await refund({ lines: [{ sku, quantity: 1 }] })).toMatchObject({
    status: 'succeeded',
    amount: { amount: 1650 },
  })
  expect(await refund({ shipping: true })).toMatchObject({ amount: { amount: totals.shipping.amount } })
  const tooMany = await actOn(shop, order.id, 'refunds', { reason: 'x', lines: [{ sku, quantity: 3 }] })
  expect([tooMany.status, tooMany.body]).toMatchObject([409, { code: 'not_refundable' }])
  const both = await Promise.all(
    [refund({ amount: 3_300 }), refund({ amount: 3_300 })].map((one) => one.catch(() => undefined)),
  )
  expect(both.filter(Boolean)).toHaveLength(1)
  const threeRefunds = Array(3).fill('返金のお知らせ（注文番号 #）')
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    paymentStatus: 'refunded',
    stock: { [sku]: {} },
    ledger: { authorized: total, captured: total, refunded: total },
    mails: { ja: [...PLAIN_MAILS.ja, ...threeRefunds] },
  })
})
