import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, messageOf, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import type * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  actOn,
  givenGoods,
  givenProduct,
  givenQuote,
  orderThatIs,
  placeOrder,
  readHistory,
  readOrder,
  unique,
} from '#support/shop.ts'

/** A book that is sent, and a song that is downloaded, in one order of somebody who reads Chinese. */
async function givenBookAndSong() {
  const { sku: book } = await givenGoods(shop)
  const song = unique('SONG')
  await givenProduct(shop, song, {
    kind: 'digital',
    download: { url: 'https://files.example.com/song.zip', fileName: 'song.zip' },
  })
  const lines = [book, song].map((sku) => ({ sku, quantity: 1 }))
  const quote = await givenQuote(shop, { lines, locale: 'zh-Hans' })
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer })
  return { book, song, customer, order }
}

const READY = '您的商品可以下载了（订单号 #）'
const typesOf = async (order: shapes.Order) => (await readHistory(shop, order.id)).map(({ type }) => type)

test('an order of goods and downloads: the download comes at once, the money is taken when the goods are there', async () => {
  const { book, song, customer, order } = await givenBookAndSong()
  const mail = await messageOf(shop, customer.email, 'digital_delivered')
  const link = /(http\S*\/download\/[\w-]+)/.exec(mail.text)?.[1] ?? ''
  const file = await fetch(`${link}/${song}`, { redirect: 'manual' })
  expect([file.status, file.headers.get('location')]).toEqual([302, 'https://files.example.com/song.zip'])
  expect((await fetch(`${link}/${book}`, { redirect: 'manual' })).status).toBe(404)
  const early = await actOn(shop, order.id, 'captures', { reason: 'impatient' })
  expect([early.status, early.body]).toMatchObject([409, { code: 'not_capturable' }])

  await warehouseShips(shop, order.id)
  expect(await orderThatIs(shop, order.id, 'shipped')).toMatchObject({ paymentStatus: 'authorized' })
  await carrierDelivers(shop, order.id)
  const total = order.totals.total.amount
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [book]: {} },
    ledger: { authorized: total, captured: total },
    mails: { 'zh-Hans': [...PLAIN_MAILS['zh-Hans'], READY] },
  })
  const types = await typesOf(order)
  for (const once of ['order.digital_delivered', 'order.delivered', 'order.completed'])
    expect(types.filter((type) => type === once)).toHaveLength(1)
})

test('of an order whose goods are lost and given up the downloads are left, and paid for alone', async () => {
  const { book, order } = await givenBookAndSong()
  await warehouseShips(shop, order.id)
  const [parcel] = (await orderThatIs(shop, order.id, 'shipped')).shipments
  const lost = { status: 'lost', correction: true }
  expect((await shop.machine.post(`/shipments/${parcel?.id}/scans`, { body: lost })).status).toBe(200)
  await eventually('it is lost', async () => (await readOrder(shop, order.id)).fulfillmentStatus === 'lost')
  const refund = { action: 'refund', reason: 'never came' }
  expect((await actOn(shop, order.id, `parcels/${parcel?.id}/resolution`, refund)).status).toBe(200)
  const { due } = await orderThatIs(shop, order.id, 'completed')
  expect(due.amount).toBe(order.totals.total.amount - 1650)
  await expectEnd(shop, order, {
    ...{ status: 'completed', paymentStatus: 'captured', fulfillmentStatus: 'lost' },
    stock: { [book]: {} },
    ledger: { authorized: order.totals.total.amount, captured: due.amount },
    mails: {
      'zh-Hans': [
        '您的订单已确认（订单号 #）',
        READY,
        '您的商品已发货（订单号 #）',
        '订单中的部分商品无法送达（订单号 #）',
        '您的订单已送达，附收据（订单号 #）',
      ],
    },
  })
})

test('of an order whose goods are cancelled the downloads are left, and paid for alone', async () => {
  const { book, customer, order } = await givenBookAndSong()
  await messageOf(shop, customer.email, 'digital_delivered')
  const lines = [{ sku: book, quantity: 1 }]
  await orderThatIs(shop, order.id, 'processing')
  expect((await actOn(shop, order.id, 'cancel', { reason: 'the song will do', lines })).status).toBe(200)
  await orderThatIs(shop, order.id, 'completed')
  const { due, totals } = await readOrder(shop, order.id)
  expect(due.amount).toBeLessThan(totals.total.amount)
  await expectEnd(shop, order, {
    ...{ status: 'completed', paymentStatus: 'captured', fulfillmentStatus: 'cancelled' },
    stock: { [book]: { onHand: 1 } },
    ledger: { authorized: totals.total.amount, captured: due.amount },
    mails: {
      'zh-Hans': [
        '您的订单已确认（订单号 #）',
        READY,
        '订单中的部分商品无法送达（订单号 #）',
        '您的订单已送达，附收据（订单号 #）',
      ],
    },
  })
})
