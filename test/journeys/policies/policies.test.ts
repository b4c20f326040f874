import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, IN_WORK } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import {
  carrierDelivers,
  fulfillmentOrdersOf,
  messageOf,
  messagesTo,
  pick,
  riderTakes,
  warehouseShips,
} from '#support/outside.ts'
import { outputs, shop } from '#support/running.ts'
import { aCustomer, actOn, givenGoods, orderThatIs, placeOrder } from '#support/shop.ts'
import { withOrderSettings, withVariable } from '#support/variables.ts'

const SECONDS_OF_A_DAY = 86_400
const waiting = { headers: { prefer: 'wait=20' } }

test('a time to change one’s mind: the warehouse may not begin before it is over', () =>
  withOrderSettings(outputs.awsEndpoint, { releaseGraceSeconds: 12 }, async () => {
    const { sku, quote } = await givenGoods(shop, { locale: 'en' })
    const order = await placeOrder(shop, quote, waiting)
    const [work] = await fulfillmentOrdersOf(shop, order.id)
    if (!work) throw new Error('no work')
    const scans = work.lines.map(({ sku, barcode, quantity }) => ({ code: barcode ?? sku, quantity }))
    const early = await shop.machine.post(`/fulfillment-orders/${work.id}/pick`, { body: { scans } })
    expect(early.status).toBe(409)
    await eventually('it may begin', async () => {
      await pick(shop, work)
      return true
    })
    await expectEnd(shop, order, {
      ...IN_WORK,
      stock: { [sku]: { onHand: 1, reserved: 1 } },
      ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
      mails: { en: ['Your order # is confirmed'] },
    })
  }))

test('the fourth order of an email within an hour is held, released by staff, and goes on', () =>
  withOrderSettings(outputs.awsEndpoint, { holdRules: { ordersPerHour: 3 } }, async () => {
    const customer = aCustomer()
    const { sku, quote } = await givenGoods(shop)
    const another = async () => placeOrder(shop, (await givenGoods(shop)).quote, { customer, ...waiting })
    for (const order of [await another(), await another(), await another()]) expect(order.holds).toEqual([])
    const fourth = await placeOrder(shop, quote, { customer, ...waiting })
    expect(fourth.holds).toMatchObject([{ reason: 'velocity', blocks: ['confirm'] }])
    const release = `holds/${fourth.holds[0]?.id}/release`
    expect((await actOn(shop, fourth.id, release, { reason: 'a school, for its classes' })).status).toBe(200)
    await expectEnd(shop, fourth, {
      ...IN_WORK,
      stock: { [sku]: { onHand: 1, reserved: 1 } },
      ledger: { authorized: fourth.totals.total.amount, liveAuthorizations: 1 },
      mails: { ja: ['ご注文内容を確認しております（注文番号 #）', 'ご注文を承りました（注文番号 #）'] },
    })
  }))

/** Captured a number of days after the goods have left, as nobody says that they have come. */
async function capturedLater() {
  const { sku, quote } = await givenGoods(shop, { locale: 'zh-Hans' })
  const order = await placeOrder(shop, quote)
  await warehouseShips(shop, order.id)
  const { amount } = order.totals.total
  await expectEnd(shop, order, {
    status: 'shipped',
    paymentStatus: 'captured',
    fulfillmentStatus: 'shipped',
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount },
    mails: { 'zh-Hans': ['您的订单已确认（订单号 #）', '您的商品已发货（订单号 #）'] },
  })
}

/** What no carrier scans counts as delivered a number of days after a rider took it. */
async function countsAsDelivered() {
  const address = { line1: 'UNDELIVERABLE 2-2' }
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const order = await placeOrder(shop, quote, { address })
  await riderTakes(shop, order.id)
  const { amount } = order.totals.total
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount },
    mails: {
      en: [
        'Your order # is confirmed',
        'Please correct your address (order #)',
        'On its way: your order #',
        'Delivered: your order #, with the receipt',
      ],
    },
  })
}

test('days that pass capture what has left, and deliver what nobody scans', () => {
  const fiveSeconds = 5 / SECONDS_OF_A_DAY
  return withOrderSettings(outputs.awsEndpoint, { captureAfterDays: fiveSeconds }, () =>
    withVariable(
      outputs.awsEndpoint,
      'DELIVERED_AFTER_DAYS',
      () => String(fiveSeconds),
      async () => {
        await Promise.all([capturedLater(), countsAsDelivered()])
      },
    ),
  )
})

/** Somebody whose parcel has come: who they are. */
async function givenSomebodyServed() {
  const customer = aCustomer({ phone: `+8190${String(Date.now()).slice(-8)}` })
  const order = await placeOrder(shop, (await givenGoods(shop)).quote, { customer })
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await orderThatIs(shop, order.id, 'completed')
  await messageOf(shop, customer.email, 'out_for_delivery')
  return customer
}

test('a phone does not ring at night, though a mail comes; by day it does', async () => {
  await withVariable(
    outputs.awsEndpoint,
    'QUIET_HOURS',
    () => '00:00-23:59',
    async () => {
      const asleep = await givenSomebodyServed()
      expect(await messagesTo(shop, asleep.phone)).toEqual([])
    },
  )
  const awake = await givenSomebodyServed()
  expect((await messageOf(shop, awake.phone, 'out_for_delivery')).channel).toBe('sms')
})
