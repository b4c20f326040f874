import { expect, test } from 'vitest'
import {
  carrierDelivers,
  fulfillmentOrdersOf,
  gatewayLedger,
  messagesTo,
  warehouseShips,
} from '#support/outside.ts'
import { shop } from '#support/running.ts'
import {
  aCustomer,
  givenLocation,
  givenProduct,
  givenQuote,
  givenStock,
  orderThatIs,
  placeOrder,
  readStock,
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
  const customer = aCustomer()
  const quote = await givenQuote(shop, {
    lines: [
      { sku: book, quantity: 1 },
      { sku: shirt, quantity: 2 },
    ],
  })
  const { id, totals } = await placeOrder(shop, quote, { customer })
  const works = await fulfillmentOrdersOf(shop, id, 2)
  expect(works.map(({ locationId }) => locationId).toSorted()).toEqual([tokyo, osaka].toSorted())

  await warehouseShips(shop, id, 2)
  await orderThatIs(shop, id, 'shipped')
  await carrierDelivers(shop, id, 2)
  const done = await orderThatIs(shop, id, 'completed')
  expect(done.shipments.map(({ status }) => status)).toEqual(['delivered', 'delivered'])
  expect(await gatewayLedger(shop, id)).toMatchObject([
    { captured: totals.total.amount, liveAuthorization: false },
  ])
  expect((await readStock(shop, shirt)).locations).toMatchObject([{ onHand: 1, reserved: 0 }])
  const shippedMails = (await messagesTo(shop, customer.email)).filter(({ kind }) => kind === 'shipped')
  expect(shippedMails).toHaveLength(2)
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
  })
  const { id } = await placeOrder(shop, quote)
  const works = await fulfillmentOrdersOf(shop, id)
  expect(works.map(({ locationId }) => locationId)).toEqual([full])
})
