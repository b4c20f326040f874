import { expect, test } from 'vitest'
import { eventually } from '#support/eventually.ts'
import {
  carrierBrings,
  carrierDelivers,
  fulfillmentOrdersOf,
  gatewayLedger,
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
  orderThatIs,
  orderThatIsPaid,
  placeOrder,
  readOrder,
  readStock,
  unique,
} from '#support/shop.ts'
import { staffApi } from '#support/staff-sign-in.ts'

/** One book on its way, with its parcel. */
async function givenOnItsWay(wish: object = {}) {
  const { sku, location, quote } = await givenGoods(shop)
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer, ...wish })
  await warehouseShips(shop, order.id)
  const { shipments } = await orderThatIs(shop, order.id, 'shipped')
  const [parcel] = shipments
  if (!parcel) throw new Error('no parcel')
  return { sku, location, order, customer, parcel }
}

const troubled = (id: string) =>
  eventually('staff are told', async () => (await readOrder(shop, id)).attention?.reason)

test('a parcel comes back: staff give the money up, stock returns by inspection alone', async () => {
  const { sku, order, parcel } = await givenOnItsWay()
  await carrierBrings(shop, parcel.trackingNumber, 'return_to_sender')
  expect(await troubled(order.id)).toContain(parcel.trackingNumber)
  const resolve = (action: string) =>
    actOn(shop, order.id, `parcels/${parcel.id}/resolution`, { action, reason: 'refused at the door' })
  expect((await resolve('refund')).status).toBe(200)
  await orderThatIs(shop, order.id, 'returned')
  expect(await gatewayLedger(shop, order.id)).toMatchObject([{ captured: 0, liveAuthorization: false }])
  expect((await resolve('reship')).body).toMatchObject({ code: 'not_resolvable' })

  expect((await readStock(shop, sku)).locations).toMatchObject([{ onHand: 0 }])
  const inspect = (quantity: number) =>
    shop.machine.post(`/shipments/${parcel.id}/inspection`, {
      body: { lines: [{ sku, quantity, disposition: 'restock' }], reason: 'unopened' },
    })
  expect((await inspect(2)).status).toBeGreaterThanOrEqual(400)
  expect((await inspect(1)).status).toBeLessThan(300)
  await eventually('it is in stock again', async () => (await readStock(shop, sku)).available === 1)
})

test('a lost parcel is sent once more, paid for once, and the order is completed', async () => {
  const { sku, location, order, parcel } = await givenOnItsWay()
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
  const fresh = numbers.find((number) => number !== parcel.trackingNumber) ?? ''
  await carrierBrings(shop, fresh, 'delivered')
  await orderThatIs(shop, order.id, 'completed')
  expect(await gatewayLedger(shop, order.id)).toMatchObject([{ captured: order.totals.total.amount }])
})

test('an address that no carrier serves: the customer corrects it by the link of a mail; after the label it is too late', async () => {
  const { quote } = await givenGoods(shop)
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer, address: { line1: 'UNDELIVERABLE 1-1' } })
  const [work] = await fulfillmentOrdersOf(shop, order.id)
  if (!work) throw new Error('no work')
  await pick(shop, work)
  await pack(shop, work)
  const mail = await messageOf(shop, customer.email, 'address_wanted')
  expect([mail.locale, mail.subject]).toEqual(['ja', expect.stringContaining(order.number)])
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
})

test('the customer withdraws: a mail says when, what has not left is cancelled', async () => {
  const { quote } = await givenGoods(shop)
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
  const mail = await messageOf(shop, customer.email, 'withdrawn')
  expect(mail.subject).toContain(order.number)
  await orderThatIs(shop, order.id, 'cancelled')
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
  const completed = await orderThatIs(shop, order.id, 'completed')
  expect(completed).toMatchObject({ paymentStatus: 'captured', fulfillmentStatus: 'delivered' })
  const mail = await messageOf(shop, customer.email, 'digital_delivered')
  const link = /(http\S*\/download\/[\w-]+)/.exec(mail.text)?.[1] ?? ''
  const page = await fetch(link)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('song.zip')])
  const file = await fetch(`${link}/${sku}`, { redirect: 'manual' })
  expect([file.status, file.headers.get('location')]).toEqual([302, 'https://files.example.com/song.zip'])
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
  const { order, parcel } = await givenOnItsWay({ paymentMethodId: 'pm_card_createDispute' })
  await carrierBrings(shop, parcel.trackingNumber, 'delivered')
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
})

test('a refund above the limit of a person waits for a second one', async () => {
  const { order, parcel } = await givenOnItsWayDear()
  await carrierBrings(shop, parcel.trackingNumber, 'delivered')
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
  expect(await gatewayLedger(shop, order.id)).toMatchObject([{ refunded: refund.amount.amount }])
})

/** One that costs more than support may give back alone. */
async function givenOnItsWayDear() {
  const { quote } = await givenGoods(shop, { product: { prices: [{ amount: 90_000, currency: 'JPY' }] } })
  const order = await placeOrder(shop, quote)
  await warehouseShips(shop, order.id)
  const [parcel] = (await orderThatIs(shop, order.id, 'shipped')).shipments
  if (!parcel) throw new Error('no parcel')
  return { order, parcel }
}

test('cash on delivery: nothing is asked of a gateway; the money is written down when it comes', async () => {
  const { order, parcel } = await givenOnItsWay({ payment: { kind: 'offline', method: 'cash_on_delivery' } })
  await carrierBrings(shop, parcel.trackingNumber, 'delivered')
  expect((await orderThatIs(shop, order.id, 'completed')).paymentStatus).toBe('pending')
  const body = { amount: order.totals.total, transactionId: unique('cod') }
  expect((await shop.machine.post(`/orders/${order.id}/payments/received`, { body })).status).toBe(200)
  await eventually('it is paid', async () => (await readOrder(shop, order.id)).paymentStatus === 'captured')
  expect(await gatewayLedger(shop, order.id)).toEqual([])
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
  const { quote } = await givenGoods(shop)
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer })
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
  const mail = await messageOf(shop, customer.email, 'delayed')
  expect([mail.locale, mail.subject]).toEqual(['ja', expect.stringContaining(order.number)])
  await carrierDelivers(shop, order.id)
})
