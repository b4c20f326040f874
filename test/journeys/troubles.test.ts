import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, IN_WORK, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import {
  carrierBrings,
  carrierDelivers,
  carrierDeliversOf,
  fulfillmentOrdersOf,
  labeled,
  mailBounces,
  messageOf,
  pack,
  pick,
  trackingNumbersOf,
  warehouseShips,
} from '#support/outside.ts'
import { outputs, shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  actOn,
  givenGoods,
  givenProduct,
  givenStock,
  type OrderWish,
  orderThatIs,
  orderThatIsPaid,
  placeOrder,
  readOrder,
  readStock,
  unique,
} from '#support/shop.ts'
import { staffApi } from '#support/staff-sign-in.ts'

/** One book on its way, with its parcel. */
async function givenOnItsWay({
  wish = {},
  ...goods
}: {
  wish?: OrderWish
  locale?: string
  product?: object
}) {
  const { sku, location, quote } = await givenGoods(shop, goods)
  const order = await placeOrder(shop, quote, wish)
  await warehouseShips(shop, order.id)
  const { shipments } = await orderThatIs(shop, order.id, 'shipped')
  const [parcel] = shipments
  if (!parcel) throw new Error('no parcel')
  return { sku, location, order, parcel, total: order.totals.total.amount }
}

const troubled = (id: string) =>
  eventually('staff are told', async () => (await readOrder(shop, id)).attention?.reason)

test('a parcel comes back: staff give the money up, stock returns by inspection alone', async () => {
  const { sku, order, parcel, total } = await givenOnItsWay({ locale: 'en' })
  await carrierBrings(shop, parcel.trackingNumber, 'return_to_sender')
  expect(await troubled(order.id)).toContain(parcel.trackingNumber)
  const resolve = (action: string) =>
    actOn(shop, order.id, `parcels/${parcel.id}/resolution`, { action, reason: 'refused at the door' })
  expect((await resolve('refund')).status).toBe(200)
  await orderThatIs(shop, order.id, 'returned')
  expect((await resolve('reship')).body).toMatchObject({ code: 'not_resolvable' })

  expect((await readStock(shop, sku)).locations).toMatchObject([{ onHand: 0 }])
  const inspect = (quantity: number) =>
    shop.machine.post(`/shipments/${parcel.id}/inspection`, {
      body: { lines: [{ sku, quantity, disposition: 'restock' }], reason: 'unopened' },
    })
  expect((await inspect(2)).status).toBeGreaterThanOrEqual(400)
  expect((await inspect(1)).status).toBeLessThan(300)
  await expectEnd(shop, order, {
    status: 'returned',
    paymentStatus: 'voided',
    fulfillmentStatus: 'returned_to_sender',
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: total },
    mails: {
      en: ['Your order # is confirmed', 'On its way: your order #', 'We could not deliver your order #'],
    },
  })
})

test('a lost parcel is sent once more, paid for once, and the order is completed', async () => {
  const { sku, location, order, parcel, total } = await givenOnItsWay({ locale: 'zh-Hans' })
  const lost = { status: 'lost', correction: true }
  expect((await shop.machine.post(`/shipments/${parcel.id}/scans`, { body: lost })).status).toBeLessThan(300)
  await troubled(order.id)
  const again = () =>
    actOn(shop, order.id, `parcels/${parcel.id}/resolution`, { action: 'reship', reason: 'no scan for days' })
  expect((await again()).body).toMatchObject({ code: 'not_enough_stock' })
  await givenStock(shop, location, sku, 1)
  expect((await again()).status).toBe(200)
  const works = await fulfillmentOrdersOf(shop, order.id, 2)
  const second = works.find(({ status }) => status !== 'handed_over')
  if (!second) throw new Error('no second work')
  await pick(shop, second)
  await pack(shop, second)
  await labeled(shop, second)
  await eventually('it leaves', async () => {
    const answer = await shop.machine.post(`/fulfillment-orders/${second.id}/hand-over`)
    return answer.status === 200
  })
  const numbers = await eventually('two parcels', async () => {
    const found = await trackingNumbersOf(shop, order.id)
    return found.length === 2 && found
  })
  const fresh = numbers.filter((number) => number !== parcel.trackingNumber)
  await carrierDeliversOf(shop, order.id, fresh)
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: total, captured: total },
    mails: {
      'zh-Hans': [
        ...PLAIN_MAILS['zh-Hans'],
        // The parcel that was lost.
        '您的商品已发货（订单号 #）',
      ],
    },
  })
})

test('an address that no carrier serves: the customer corrects it by the link of a mail; after the label it is too late', async () => {
  const { sku, quote } = await givenGoods(shop)
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer, address: { line1: 'UNDELIVERABLE 1-1' } })
  const [work] = await fulfillmentOrdersOf(shop, order.id)
  if (!work) throw new Error('no work')
  await pick(shop, work)
  await pack(shop, work)
  const mail = await messageOf(shop, customer.email, 'address_wanted')
  const token = /\/correct\/([\w-]+)/.exec(mail.text)?.[1]
  const correct = (shippingAddress: object) =>
    shop.guest.post(`/guest-orders/${token}/address`, { body: { shippingAddress } })
  const good = {
    ...{ name: '山田 花子', line1: '千代田1-1', city: '千代田区', region: '東京都' },
    ...{ postalCode: '100-0001', country: 'JP' },
  }
  expect((await correct({ ...good, postalCode: '12' })).body).toMatchObject({ code: 'address_invalid' })
  expect((await correct({ ...good, region: '大阪府' })).body).toMatchObject({ code: 'quote_needed' })
  expect((await correct(good)).status).toBe(200)
  await labeled(shop, work)
  const late = await correct({ ...good, line1: '丸の内1-1' })
  expect([late.status, late.body]).toMatchObject([409, { code: 'label_exists' }])
  expect((await readOrder(shop, order.id)).holds).toEqual([])
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
    mails: {
      ja: [
        'ご注文を承りました（注文番号 #）',
        'お届け先住所のご確認をお願いいたします（注文番号 #）',
        'お届け先住所を変更しました（注文番号 #）',
      ],
    },
  })
})

test('the customer withdraws: a mail says when, what has not left is cancelled', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer })
  await fulfillmentOrdersOf(shop, order.id)
  const tracking = await shop.guest.get(`/tracking/${order.tracking.token}`)
  const [, token] = /\/withdraw\/([\w-]+)/.exec(tracking.text) ?? []
  const withdraw = (email: string) =>
    shop.guest.post(`/guest-orders/${token}/withdrawal`, { body: { name: customer.name, email } })
  expect((await withdraw('somebody@example.com')).status).toBe(422)
  const answer = await withdraw(customer.email)
  expect(answer.body).toMatchObject({ number: order.number, withdrawnAt: expect.any(String) })
  expect((await withdraw(customer.email)).body).toEqual(answer.body)
  await expectEnd(shop, order, {
    status: 'cancelled',
    paymentStatus: 'voided',
    fulfillmentStatus: 'cancelled',
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: order.totals.total.amount },
    mails: {
      en: [
        'Your order # is confirmed',
        'We have received your withdrawal (order #)',
        'Your order # is cancelled',
      ],
    },
  })
})

test('what is digital is delivered by a mail with a link, needs no address, and is paid for', async () => {
  const sku = unique('SONG')
  await givenProduct(shop, sku, {
    kind: 'digital',
    download: { url: 'https://files.example.com/song.zip', fileName: 'song.zip' },
  })
  const quote = await givenQuoteOfDigital(sku)
  const customer = aCustomer()
  const placed = await shop.guest.post('/orders', {
    body: {
      quote: quote.quote,
      shippingOptionId: quote.shippingOptions[0]?.id,
      customer,
      payment: { kind: 'card', paymentMethodId: 'pm_card_visa' },
    },
  })
  const order = placed.as(shapes.order)
  const mail = await messageOf(shop, customer.email, 'digital_delivered')
  const link = /(http\S*\/download\/[\w-]+)/.exec(mail.text)?.[1] ?? ''
  const page = await fetch(link)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('song.zip')])
  const file = await fetch(`${link}/${sku}`, { redirect: 'manual' })
  expect([file.status, file.headers.get('location')]).toEqual([302, 'https://files.example.com/song.zip'])
  const { amount } = order.totals.total
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: {},
    ledger: { authorized: amount, captured: amount },
    mails: {
      ja: [
        'ご注文を承りました（注文番号 #）',
        'ダウンロードのご用意ができました（注文番号 #）',
        'お届けが完了しました・領収書（注文番号 #）',
      ],
    },
  })
})

const givenQuoteOfDigital = (sku: string): Promise<shapes.Quote> =>
  eventually('a quote', async () => {
    const body = {
      lines: [{ sku, quantity: 1 }],
      destination: { country: 'JP' },
      currency: 'JPY',
      locale: 'ja',
    }
    const answer = await shop.guest.post('/quotes', { body })
    return answer.status === 200 && answer.as(shapes.quote)
  })

test('a disputed payment is on record with the day until which evidence is taken', async () => {
  const wish = { paymentMethodId: 'pm_card_createDispute' }
  const { sku, order, total } = await givenOnItsWay({ wish, locale: 'en' })
  await carrierDelivers(shop, order.id)
  await orderThatIs(shop, order.id, 'completed')
  const payment = await eventually('the dispute', async () => {
    const found = (await shop.machine.get(`/orders/${order.id}/payment`)).as(shapes.payment)
    return found.dispute && found
  })
  expect(payment).toMatchObject({
    status: 'disputed',
    dispute: { status: 'open', evidenceDueBy: expect.any(String) },
  })
  expect(await troubled(order.id)).toContain(payment.dispute?.evidenceDueBy)
  const refund = await actOn(shop, order.id, 'refunds', { reason: 'to make up' })
  expect([refund.status, refund.body]).toMatchObject([409, { code: 'not_refundable' }])
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    paymentStatus: 'disputed',
    stock: { [sku]: {} },
    ledger: { authorized: total, captured: total },
    mails: { en: PLAIN_MAILS.en },
  })
})

test('a refund above the limit of a person waits for a second one', async () => {
  // One that costs more than support may give back alone.
  const product = { prices: [{ amount: 90_000, currency: 'JPY' }] }
  const { sku, order, total } = await givenOnItsWay({ product, locale: 'zh-Hans' })
  await carrierDelivers(shop, order.id)
  await orderThatIs(shop, order.id, 'completed')
  await orderThatIsPaid(shop, order.id)
  const [support, finance] = [staffApi(outputs, 'support'), staffApi(outputs, 'finance')]
  const asked = await support.post(`/orders/${order.id}/refunds`, { body: { reason: 'never worked' } })
  const refund = asked.as(shapes.refund)
  expect(refund.status).toBe('awaiting_approval')
  expect(await troubled(order.id)).toContain(refund.id)
  const approve = (by: typeof support) => by.post(`/orders/${order.id}/refunds/${refund.id}/approve`)
  expect((await approve(support)).body).toMatchObject({ status: 403, code: 'self_approval' })
  expect((await approve(finance)).as(shapes.refund).status).toBe('succeeded')
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    paymentStatus: 'refunded',
    stock: { [sku]: {} },
    ledger: { authorized: total, captured: total, refunded: total },
    mails: { 'zh-Hans': [...PLAIN_MAILS['zh-Hans'], '退款通知（订单号 #）'] },
  })
})

test('cash on delivery: nothing is asked of a gateway; the money is written down when it comes', async () => {
  const wish = { payment: { kind: 'offline', method: 'cash_on_delivery' } }
  const { sku, order, total } = await givenOnItsWay({ wish })
  await carrierDelivers(shop, order.id)
  expect((await orderThatIs(shop, order.id, 'completed')).paymentStatus).toBe('pending')
  const body = { amount: order.totals.total, transactionId: unique('cod') }
  expect((await shop.machine.post(`/orders/${order.id}/payments/received`, { body })).status).toBe(200)
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: {},
    recorded: { received: total, captured: total },
    mails: { ja: PLAIN_MAILS.ja },
  })
})

test('a mail that bounces comes to the attention of staff', async () => {
  const { quote } = await givenGoods(shop)
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer })
  await messageOf(shop, customer.email, 'confirmation')
  await mailBounces(shop, customer.email)
  expect(await troubled(order.id)).toContain('confirmation')
})

test('a hold of staff keeps goods here until it is released; a late parcel is told before its day', async () => {
  const { sku, quote } = await givenGoods(shop)
  const order = await placeOrder(shop, quote)
  const [work] = await fulfillmentOrdersOf(shop, order.id)
  if (!work) throw new Error('no work')
  await pick(shop, work)
  await pack(shop, work)
  await labeled(shop, work)
  const held = (await actOn(shop, order.id, 'holds', { reason: 'call first' })).as(shapes.order)
  const handOver = () => shop.machine.post(`/fulfillment-orders/${work.id}/hand-over`)
  expect((await handOver()).body).toMatchObject({ code: 'not_shippable' })
  await actOn(shop, order.id, `holds/${held.holds[0]?.id}/release`, { reason: 'called' })
  expect((await handOver()).status).toBe(200)
  await orderThatIs(shop, order.id, 'shipped')
  const [number = ''] = await trackingNumbersOf(shop, order.id)
  const late = { to: 'in_transit', hoursLater: 24 * 9 }
  await shop.carrier.post(`/_sandbox/trackers/${number}/advance`, { body: late })
  await carrierDelivers(shop, order.id)
  const { amount } = order.totals.total
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount },
    mails: {
      ja: [
        ...PLAIN_MAILS.ja,
        'ご注文内容を確認しております（注文番号 #）',
        'お届けが遅れる見込みです（注文番号 #）',
      ],
    },
  })
})
