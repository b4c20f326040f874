import { createHmac, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, IN_WORK, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import {
  carrierDelivers,
  fulfillmentOrdersOf,
  messageOf,
  pack,
  pick,
  warehouseShips,
} from '#support/outside.ts'
import { outputs, shop } from '#support/running.ts'
import { aCustomer, givenGoods, placeOrder, readHistory, readOrder, unique } from '#support/shop.ts'

test('webhooks that come twice and out of order have one effect each', async () => {
  const [recipient, paymentMethodId] = [unique('花子'), `pm_card_visa__${unique('x').slice(2)}`]
  const often = { duplicate: true, reorder: true }
  await shop.stripe.post('/_sandbox/webhooks', {
    body: { ...often, match: { payment_method: paymentMethodId } },
  })
  await shop.carrier.post('/_sandbox/webhooks', { body: { ...often, match: { toName: recipient } } })
  const { sku, quote } = await givenGoods(shop)
  const { id, totals } = await placeOrder(shop, quote, { paymentMethodId, address: { name: recipient } })
  await warehouseShips(shop, id)
  await carrierDelivers(shop, id)
  const { amount } = totals.total
  await expectEnd(
    shop,
    { id },
    {
      ...DELIVERED_AND_PAID,
      stock: { [sku]: {} },
      ledger: { authorized: amount, captured: amount },
      mails: { ja: PLAIN_MAILS.ja },
    },
  )
  expect((await readHistory(shop, id)).map(({ type }) => type)).toEqual([
    'order.placed',
    'order.confirmed',
    'order.processing',
    'order.hand_over_claimed',
    'order.shipped',
    'order.delivered',
    'order.completed',
  ])
})

test('a scan that comes before its parcel is known is applied when the parcel comes', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const customer = aCustomer()
  const { id, totals } = await placeOrder(shop, quote, { customer, address: { line1: 'UNDELIVERABLE 1-1' } })
  const [work] = await fulfillmentOrdersOf(shop, id)
  if (!work) throw new Error('there is no work')
  const trackingNumber = unique('HAND')
  await announceScan(trackingNumber)
  await pick(shop, work)
  await pack(shop, work)
  await messageOf(shop, customer.email, 'address_wanted')
  await eventually('a label bought elsewhere is taken', async () => {
    const body = { carrier: 'FedEx', trackingNumber }
    const answer = await shop.machine.post(`/fulfillment-orders/${work.id}/label`, { body })
    return answer.status < 300
  })
  await eventually('the order knows the scan', async () => {
    const { shipments } = await readOrder(shop, id)
    return shipments.some((one) => one.trackingNumber === trackingNumber && one.status === 'in_transit')
  })
  await expectEnd(
    shop,
    { id },
    {
      ...IN_WORK,
      stock: { [sku]: { onHand: 1, reserved: 1 } },
      ledger: { authorized: totals.total.amount, liveAuthorizations: 1 },
      mails: { en: ['Your order # is confirmed', 'Please correct your address (order #)'] },
    },
  )
})

/** A signed webhook of EasyPost's shape, for a parcel that nobody here knows yet. */
async function announceScan(trackingNumber: string): Promise<void> {
  const detail = {
    object: 'TrackingDetail',
    message: 'Picked up',
    status: 'in_transit',
    datetime: new Date().toISOString(),
    tracking_location: { object: 'TrackingLocation', city: '江東区', state: null, country: 'JP', zip: null },
  }
  const result = {
    object: 'Tracker',
    id: `trk_${randomUUID().replaceAll('-', '')}`,
    tracking_code: trackingNumber,
    status: 'in_transit',
    carrier: 'FedEx',
    created_at: detail.datetime,
    updated_at: detail.datetime,
    tracking_details: [detail],
  }
  const body = JSON.stringify({
    object: 'Event',
    id: `evt_${randomUUID()}`,
    description: 'tracker.updated',
    mode: 'test',
    result,
  })
  const mac = createHmac('sha256', outputs.webhookSecrets.easypost.normalize('NFKD'))
    .update(body)
    .digest('hex')
  const answer = await shop.guest.post('/webhooks/easypost', {
    body,
    headers: { 'x-hmac-signature': `hmac-sha256-hex=${mac}` },
  })
  expect(answer.status).toBe(200)
}
