import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import {
  carrierDelivers,
  fulfillmentOrdersOf,
  gatewayLedger,
  handOver,
  labeled,
  messageOf,
  pack,
  pick,
} from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  actOn,
  givenGoods,
  givenQuote,
  orderThatIs,
  placeOrder,
  readOrder,
  readStock,
  unique,
} from '#support/shop.ts'

// Nearly all of these wait for a minute to pass, and so do it side by side.

const onlyWork = async ({ id }: shapes.Order): Promise<shapes.FulfillmentOrder> => {
  const [work] = await fulfillmentOrdersOf(shop, id)
  if (!work) throw new Error('no work')
  return work
}

test.concurrent('nobody reviews an order in time: it is not accepted, and costs nothing', async () => {
  const product = { prices: [{ amount: 1_200_000, currency: 'JPY' }] }
  const { sku, quote } = await givenGoods(shop, { product, locale: 'en' })
  const order = await placeOrder(shop, quote)
  await eventually('it is held', async () => (await readOrder(shop, order.id)).holds[0]?.reason === 'amount')
  expect((await readStock(shop, sku)).available).toBe(0)
  expect((await orderThatIs(shop, order.id, 'rejected')).rejection).toEqual({ code: 'review_declined' })
  await expectEnd(shop, order, {
    ...{ status: 'rejected', paymentStatus: 'voided', fulfillmentStatus: 'cancelled' },
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: order.totals.total.amount },
    mails: { en: ['We are checking your order #', 'We could not accept your order #'] },
  })
})

test.concurrent('an address that the customer does not correct in time comes to staff, who correct it', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer, address: { line1: 'UNDELIVERABLE 3-3' } })
  const work = await onlyWork(order)
  await pick(shop, work)
  await pack(shop, work)
  const shippingAddress = {
    ...{ name: '山田 花子', line1: '千代田1-1', city: '千代田区', region: '東京都' },
    ...{ postalCode: '100-0001', country: 'JP' },
  }
  const mail = await messageOf(shop, customer.email, 'address_wanted')
  const token = /\/correct\/([\w-]+)/.exec(mail.text)?.[1]
  const misspelt = { shippingAddress: { ...shippingAddress, postalCode: '12' } }
  const correct = () => shop.guest.post(`/guest-orders/${token}/address`, { body: misspelt })
  expect((await correct()).body).toMatchObject({ code: 'address_invalid' })
  await eventually('the link of the mail has ended', async () => (await correct()).status === 404)
  await eventually('staff are told', async () => (await readOrder(shop, order.id)).attention)
  expect((await actOn(shop, order.id, 'address', { shippingAddress })).status).toBe(200)
  await labeled(shop, work)
  await handOver(shop, work)
  await carrierDelivers(shop, order.id)
  const total = order.totals.total.amount
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: total, captured: total },
    mails: {
      en: [...PLAIN_MAILS.en, 'Please correct your address (order #)', 'Your address is corrected (order #)'],
    },
  })
})

test.concurrent('who does not come back from 3-D Secure is waited for until the deadline, and can pay no more after it', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const paymentMethodId = `pm_card_threeDSecure2Required__${unique('x').slice(2)}`
  const order = await placeOrder(shop, quote, { paymentMethodId })
  const asked = await orderThatIs(shop, order.id, 'payment_required')
  expect(asked.nextAction?.type).toBe('three_d_secure')
  expect((await readStock(shop, sku)).available).toBe(0)
  const rejected = await orderThatIs(shop, order.id, 'rejected')
  expect(rejected.rejection?.code).toBe('payment_abandoned')
  const [intent] = await gatewayLedger(shop, order.id)
  const late = await shop.stripe.post(`/_sandbox/payment_intents/${intent?.id}/authenticate`, {
    body: { outcome: 'succeed' },
  })
  expect(late.status).toBeGreaterThanOrEqual(400)
  await expectEnd(shop, order, {
    ...{ status: 'rejected', paymentStatus: 'voided', fulfillmentStatus: 'cancelled' },
    stock: { [sku]: { onHand: 1 } },
    ledger: {},
    mails: { en: ['Please confirm your payment (order #)', 'We could not accept your order #'] },
  })
})

/** A time of day in a zone, `HH:MM`, and whether warehouses work on that day. */
function clockIn(timeZone: string, at: number): { time: string; isWorkingDay: boolean } {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(at)
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(at)
  return { time, isWorkingDay: !['Sat', 'Sun'].includes(day) }
}

/** A zone where it is the same working day for two hours more: from 10:00 on Saturday to 10:00 on Sunday (UTC) there is none. */
const zoneAtWork = ['Asia/Singapore', 'Etc/GMT+12', 'Pacific/Kiritimati', 'UTC'].find((zone) => {
  const { time, isWorkingDay } = clockIn(zone, Date.now())
  return isWorkingDay && time < '22'
})
if (!zoneAtWork) console.warn('Skipped: it is the weekend everywhere, and no warehouse has a cut-off.')

/** Time enough to quote and to be confirmed before the cut-off, on a busy machine too: later, another day is promised. */
const BEFORE_THE_CUT_OFF_MS = 90_000
const MINUTE_MS = 60_000

test('the warehouse, or a hold that nobody settles, lets the cut-off pass: the customer hears it once, before the day that was promised', {
  concurrent: true,
  skip: !zoneAtWork,
  // Three minutes may pass until the cut-off, and one more until the sweeper comes.
  timeout: 10 * MINUTE_MS,
}, async () => {
  const timeZone = zoneAtWork ?? ''
  const cutOffAt = Math.ceil((Date.now() + BEFORE_THE_CUT_OFF_MS) / MINUTE_MS) * MINUTE_MS
  // Singapore: of its holidays no table is kept.
  const address = {
    ...{ name: 'Cartwright', line1: '10 Bayfront Avenue', city: 'Singapore' },
    ...{ postalCode: '018956', country: 'SG' },
  }
  const location = { address, timeZone, cutOff: clockIn(timeZone, cutOffAt).time }
  const given = async (locale: string) => {
    const { sku } = await givenGoods(shop, { location, locale })
    // As long as checkout has not heard of the new location's rates, another one's are quoted.
    const quote = await eventually('it is sent from Singapore', async () => {
      const asked = await givenQuote(shop, { lines: [{ sku, quantity: 1 }], locale })
      return asked.shippingOptions.some(({ service }) => service === 'INTERNATIONAL_ECONOMY') && asked
    })
    expect(Date.now()).toBeLessThan(cutOffAt)
    const customer = aCustomer()
    const order = await placeOrder(shop, quote, { customer })
    return { sku, customer, order, work: await onlyWork(order) }
  }
  const [slow, held] = await Promise.all([given('ja'), given('zh-Hans')])
  const inTenSeconds = new Date(Date.now() + 10_000).toISOString()
  const asked = await actOn(shop, held.order.id, 'holds', { reason: 'call first', deadline: inTenSeconds })
  const [hold] = asked.as(shapes.order).holds

  for (const { order, customer } of [slow, held]) {
    const mail = await messageOf(shop, customer.email, 'delayed')
    const { latest } = order.promise
    expect(mail.text).toContain(`${Number(latest.slice(5, 7))}月${Number(latest.slice(8))}日`)
    expect(new Date().toISOString().slice(0, 10) < latest).toBe(true)
  }
  await eventually('staff are told', async () => (await readOrder(shop, held.order.id)).attention)
  await Promise.all(
    [slow, held].map(async ({ work }) => {
      await pick(shop, work)
      await pack(shop, work)
      await labeled(shop, work)
    }),
  )
  const early = await shop.machine.post(`/fulfillment-orders/${held.work.id}/hand-over`)
  expect(early.body).toMatchObject({ code: 'not_shippable' })
  await actOn(shop, held.order.id, `holds/${hold?.id}/release`, { reason: 'called' })
  await Promise.all(
    [slow, held].map(async ({ order, work }) => {
      await handOver(shop, work)
      await carrierDelivers(shop, order.id)
    }),
  )
  const endOf = ({ sku, order }: typeof slow) => ({
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: order.totals.total.amount, captured: order.totals.total.amount },
  })
  await expectEnd(shop, slow.order, {
    ...endOf(slow),
    mails: { ja: [...PLAIN_MAILS.ja, 'お届けが遅れる見込みです（注文番号 #）'] },
  })
  await expectEnd(shop, held.order, {
    ...endOf(held),
    mails: {
      'zh-Hans': [
        ...PLAIN_MAILS['zh-Hans'],
        '我们正在核对您的订单（订单号 #）',
        '您的订单将延迟送达（订单号 #）',
      ],
    },
  })
})
