import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, warehouseShips } from '#support/outside.ts'
import { outputs, shop } from '#support/running.ts'
import { actOn, givenGoods, orderThatIs, placeOrder, readOrder } from '#support/shop.ts'
import { withVariable } from '#support/variables.ts'

const SECONDS_OF_A_DAY = 86_400
const LOST_AFTER_SECONDS = 3

/** A parcel that its carrier has picked up, as it says on the phone, and of which nothing is heard any more. */
async function givenSilent() {
  const { sku, quote } = await givenGoods(shop)
  const order = await placeOrder(shop, quote)
  await warehouseShips(shop, order.id)
  const [parcel] = (await orderThatIs(shop, order.id, 'shipped')).shipments
  if (!parcel) throw new Error('no parcel')
  const scan = { status: 'in_transit', correction: true }
  expect((await shop.machine.post(`/shipments/${parcel.id}/scans`, { body: scan })).status).toBe(200)
  return { sku, order, parcel, total: order.totals.total.amount }
}
type Silent = Awaited<ReturnType<typeof givenSilent>>

const isLost = ({ order, parcel }: Silent) =>
  eventually(`${parcel.trackingNumber} is lost`, async () => {
    const { attention, fulfillmentStatus } = await readOrder(shop, order.id)
    return fulfillmentStatus === 'lost' && attention?.reason.includes(`${parcel.trackingNumber} is lost`)
  })

const resolve = ({ order, parcel }: Silent, action: string) =>
  actOn(shop, order.id, `parcels/${parcel.id}/resolution`, { action, reason: 'no scan for days' })

test('a parcel without a scan for so many days is lost: claimed from its carrier it is found, or given up', async () => {
  const [found, gone] = await Promise.all([givenSilent(), givenSilent()])
  await withVariable(
    outputs.awsEndpoint,
    'LOST_AFTER_DAYS',
    () => String(LOST_AFTER_SECONDS / SECONDS_OF_A_DAY),
    async () => {
      await Promise.all([found, gone].map(isLost))
    },
  )
  for (const one of [found, gone]) {
    expect((await resolve(one, 'claim')).status).toBe(200)
    const claimed = await readOrder(shop, one.order.id)
    expect([claimed.status, claimed.attention]).toEqual(['shipped', undefined])
  }

  await carrierDelivers(shop, found.order.id)
  await expectEnd(shop, found.order, {
    ...DELIVERED_AND_PAID,
    stock: { [found.sku]: {} },
    ledger: { authorized: found.total, captured: found.total },
    mails: { ja: PLAIN_MAILS.ja },
  })

  expect((await resolve(gone, 'refund')).status).toBe(200)
  expect((await resolve(gone, 'reship')).body).toMatchObject({ code: 'not_resolvable' })
  await expectEnd(shop, gone.order, {
    ...{ status: 'returned', paymentStatus: 'voided', fulfillmentStatus: 'lost' },
    stock: { [gone.sku]: {} },
    ledger: { authorized: gone.total },
    mails: {
      ja: [
        'ご注文を承りました（注文番号 #）',
        '商品を発送しました（注文番号 #）',
        'ご注文の商品をお届けできませんでした（注文番号 #）',
      ],
    },
  })
})
