import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import {
  carrierDelivers,
  fulfillmentOrdersOf,
  messageOf,
  messagesTo,
  warehouseShips,
} from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  givenLocation,
  givenProduct,
  givenQuote,
  givenStock,
  orderThatIs,
  placeOrder,
  readHistory,
  readOrder,
  unique,
} from '#support/shop.ts'

test('a plain order goes from quote to completed, and everybody agrees at the end', async () => {
  const [sku, location] = [unique('BOOK'), unique('TOKYO')]
  await givenLocation(shop, location)
  await givenProduct(shop, sku, { barcode: unique('49') })
  await givenStock(shop, location, sku, 5)
  const customer = aCustomer()

  const quote = await givenQuote(shop, { lines: [{ sku, quantity: 2 }] })
  const placed = await placeOrder(shop, quote, { customer, headers: { prefer: 'wait=20' } })
  expect(placed).toMatchObject({
    status: expect.stringMatching(/confirmed|processing/),
    paymentStatus: 'authorized',
  })
  expect(placed.number).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
  expect(placed.totals.total).toEqual(quote.shippingOptions.find(({ level }) => level === 'standard')?.total)

  await warehouseShips(shop, placed.id)
  const shipped = await orderThatIs(shop, placed.id, 'shipped')
  await carrierDelivers(shop, placed.id)
  const total = placed.totals.total.amount
  await expectEnd(shop, placed, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: { onHand: 3 } },
    ledger: { authorized: total, captured: total },
    mails: { ja: PLAIN_MAILS.ja },
  })
  expect((await readOrder(shop, placed.id)).availableActions).toEqual(['refund', 'resolve_parcel'])
  expect((await readHistory(shop, placed.id)).map(({ type }) => type)).toEqual([
    'order.placed',
    'order.confirmed',
    'order.processing',
    'order.hand_over_claimed',
    'order.shipped',
    'order.delivered',
    'order.completed',
  ])

  const tracked = (await shop.guest.get(`/tracking/${placed.tracking.token}`)).as(shapes.tracking)
  expect(tracked).toMatchObject({ number: placed.number, firstName: '山田', city: '千代田区' })
  expect(tracked.steps.map(({ step, at }) => [step, at !== undefined])).toEqual(
    ['placed', 'validated', 'confirmed', 'processing', 'shipped', 'delivered', 'completed'].map((step) => [
      step,
      true,
    ]),
  )
  expect(tracked.shipments[0]?.status).toBe('delivered')
  expect(tracked.shipments[0]?.proof?.signedBy).toBeTruthy()

  const confirmation = await messageOf(shop, customer.email, 'confirmation')
  expect(confirmation.text).toContain(placed.tracking.token)
  const dispatch = await messageOf(shop, customer.email, 'shipped')
  expect(dispatch.text).toContain(shipped.shipments[0]?.trackingNumber)
  const texts = (await messagesTo(shop, customer.phone)).filter(({ text }) => text.includes(placed.number))
  expect(texts.map(({ kind }) => kind)).toEqual(['shipped', 'out_for_delivery'])
})

test('the warehouse is told of a wrong item, and that a label is not ready', async () => {
  const [sku, location] = [unique('SHIRT'), unique('TOKYO')]
  await givenLocation(shop, location)
  await givenProduct(shop, sku)
  await givenStock(shop, location, sku, 1)
  const quote = await givenQuote(shop, { lines: [{ sku, quantity: 1 }] })
  const { id } = await placeOrder(shop, quote)
  const [work] = await fulfillmentOrdersOf(shop, id)
  const wrong = await shop.machine.post(`/fulfillment-orders/${work?.id}/pick`, {
    body: { scans: [{ code: 'another-thing', quantity: 1 }] },
  })
  expect([wrong.status, wrong.body]).toMatchObject([
    422,
    { code: 'wrong_item', detail: expect.stringContaining(sku) },
  ])
  const early = await shop.machine.post(`/fulfillment-orders/${work?.id}/hand-over`)
  expect([early.status, early.body]).toMatchObject([409, { code: 'label_not_ready' }])
})

test('a label is a PDF and a ZPL with a barcode', async () => {
  const [sku, location] = [unique('MUG'), unique('TOKYO')]
  await givenLocation(shop, location)
  await givenProduct(shop, sku)
  await givenStock(shop, location, sku, 1)
  const { id } = await placeOrder(shop, await givenQuote(shop, { lines: [{ sku, quantity: 1 }] }))
  await warehouseShips(shop, id)
  const { shipments } = await orderThatIs(shop, id, 'shipped')
  const [shipment] = shipments
  const pdf = await shop.machine.get(`/shipments/${shipment?.id}/label?format=pdf`)
  expect([pdf.headers.get('content-type'), pdf.bytes.subarray(0, 5).toString()]).toEqual([
    'application/pdf',
    '%PDF-',
  ])
  const zpl = await shop.machine.get(`/shipments/${shipment?.id}/label?format=zpl`)
  expect(zpl.text).toMatch(/^\^XA[\s\S]*\^BC[\s\S]*\^XZ\s*$/)
  expect(zpl.text).toContain(shipment?.trackingNumber)
})
