import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, IN_WORK, PLAIN_MAILS } from '#support/ends.ts'
import { carrierDelivers, fulfillmentOrdersOf, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import {
  givenLocation,
  givenProduct,
  givenQuote,
  givenStock,
  orderThatIs,
  placeOrder,
  unique,
} from '#support/shop.ts'

test('an order that no location holds whole is split into as few as will do, and told of per hand-over', async () => {
  const [book, shirt] = [unique('BOOK'), unique('SHIRT')]
  const [tokyo, osaka] = [unique('TOKYO'), unique('OSAKA')]
  await givenLocation(shop, tokyo, { priority: 1 })
  await givenLocation(shop, osaka, { priority: 2, name: '大阪倉庫' })
  for (const sku of [book, shirt]) await givenProduct(shop, sku)
  await givenStock(shop, tokyo, book, 3)
  await givenStock(shop, osaka, shirt, 3)
  const quote = await givenQuote(shop, {
    lines: [
      { sku: book, quantity: 1 },
      { sku: shirt, quantity: 2 },
    ],
    locale: 'zh-Hans',
  })
  const { id, totals } = await placeOrder(shop, quote)
  const works = await fulfillmentOrdersOf(shop, id, 2)
  expect(works.map(({ locationId }) => locationId).toSorted()).toEqual([tokyo, osaka].toSorted())

  await warehouseShips(shop, id, 2)
  await orderThatIs(shop, id, 'shipped')
  await carrierDelivers(shop, id, 2)
  const done = await orderThatIs(shop, id, 'completed')
  expect(done.shipments.map(({ status }) => status)).toEqual(['delivered', 'delivered'])
  const { amount } = totals.total
  const secondParcel = ['您的商品已发货（订单号 #）', '今日派送：您的包裹（订单号 #）']
  await expectEnd(
    shop,
    { id },
    {
      ...DELIVERED_AND_PAID,
      stock: { [book]: { onHand: 2 }, [shirt]: { onHand: 1 } },
      ledger: { authorized: amount, captured: amount },
      mails: { 'zh-Hans': [...PLAIN_MAILS['zh-Hans'], ...secondParcel] },
    },
  )
})

test('one location that holds everything ships everything, though another comes first', async () => {
  const [book, shirt] = [unique('BOOK'), unique('SHIRT')]
  const [near, full] = [unique('NEAR'), unique('FULL')]
  await givenLocation(shop, near, { priority: 1 })
  await givenLocation(shop, full, { priority: 9 })
  for (const sku of [book, shirt]) await givenProduct(shop, sku)
  await givenStock(shop, near, book, 1)
  for (const sku of [book, shirt]) await givenStock(shop, full, sku, 1)
  const quote = await givenQuote(shop, {
    lines: [
      { sku: book, quantity: 1 },
      { sku: shirt, quantity: 1 },
    ],
    locale: 'en',
  })
  const { id, totals } = await placeOrder(shop, quote)
  const works = await fulfillmentOrdersOf(shop, id)
  expect(works.map(({ locationId }) => locationId)).toEqual([full])
  await expectEnd(
    shop,
    { id },
    {
      ...IN_WORK,
      stock: { [book]: { onHand: 2, reserved: 1 }, [shirt]: { onHand: 1, reserved: 1 } },
      ledger: { authorized: totals.total.amount, liveAuthorizations: 1 },
      mails: { en: ['Your order # is confirmed'] },
    },
  )
})
