import { expect, test } from 'vitest'
import { eventually } from '#support/eventually.ts'
import {
  carrierBrings,
  fulfillmentOrdersOf,
  gatewayLedger,
  labeled,
  messageOf,
  pack,
  pick,
  riderTakes,
  warehouseShips,
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
async function givenPicked(wish: object = {}) {
  const { sku, quote } = await givenGoods(shop, { quantity: 2 })
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer, ...wish })
  const [work] = await fulfillmentOrdersOf(shop, order.id)
  if (!work) throw new Error('no work')
  await pick(shop, work)
  return { sku, order, customer, work }
}

const parcelOf = (id: string, howMany = 1) =>
  eventually(`${howMany} parcels with their numbers`, async () => {
    const { shipments } = await readOrder(shop, id)
    const ready = shipments.filter(({ trackingNumber }) => trackingNumber)
    return ready.length === howMany && ready
  })

test('a label is voided, bought again, and printed; what was voided is printed no more', async () => {
  const { order, work } = await givenPicked()
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
})

test('several parcels of one location: delivered when the last one is; damage is made good by line', async () => {
  const { sku, order, customer, work } = await givenPicked()
  const box = { lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 600, lines: [{ sku, quantity: 1 }] }
  const packed = await shop.machine.post(`/fulfillment-orders/${work.id}/pack`, {
    body: { parcels: [box, box] },
  })
  expect(packed.status).toBe(200)
  await labeled(shop, work)
  const [one, two] = await parcelOf(order.id, 2)
  await shop.machine.post(`/fulfillment-orders/${work.id}/hand-over`)
  await carrierBrings(shop, one?.trackingNumber ?? '', 'delivered')
  await eventually('one has arrived', async () => {
    const { fulfillmentStatus } = await readOrder(shop, order.id)
    return fulfillmentStatus === 'partially_delivered'
  })
  await carrierBrings(shop, two?.trackingNumber ?? '', 'delivered')
  await orderThatIs(shop, order.id, 'completed')
  await orderThatIsPaid(shop, order.id)
  const damage = { action: 'refund', reason: 'torn cover' }
  const path = `parcels/${two?.id}/resolution`
  expect((await actOn(shop, order.id, path, damage)).body).toMatchObject({ code: 'not_resolvable' })
  const named = { ...damage, lines: [{ sku, quantity: 1 }] }
  expect((await actOn(shop, order.id, path, named)).status).toBe(200)
  expect(await gatewayLedger(shop, order.id)).toMatchObject([{ refunded: 1650 }])
  expect((await messageOf(shop, customer.email, 'refunded')).subject).toContain(order.number)
})

test('a carrier by hand: the number is typed in, and staff say that it has arrived', async () => {
  const { quote } = await givenGoods(shop)
  const order = await placeOrder(shop, quote, { address: { line1: 'UNDELIVERABLE 2-2' } })
  await riderTakes(shop, order.id)
  await orderThatIs(shop, order.id, 'shipped')
  const [parcel] = (await readOrder(shop, order.id)).shipments
  const arrived = { status: 'delivered', signedBy: 'HANAKO' }
  expect((await shop.machine.post(`/shipments/${parcel?.id}/scans`, { body: arrived })).status).toBe(200)
  await orderThatIs(shop, order.id, 'completed')
})

test('an address that its country does not know is refused at once', async () => {
  const { quote } = await givenGoods(shop)
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
  await warehouseShips(shop, (await placeOrder(shop, quote)).id)
})
