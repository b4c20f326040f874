import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, trackingNumbersOf, warehouseShips } from '#support/outside.ts'
import { outputs, shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { aCustomer, givenGoods, orderThatIs, placeOrder, unique } from '#support/shop.ts'
import { staffApi } from '#support/staff-sign-in.ts'

const support = staffApi(outputs, 'support')
const today = () => new Date().toISOString().slice(0, 10)

const found = shapes.listOf(z.object({ id: z.string(), status: z.string() }))
const search = async (query: Record<string, string>) =>
  (await support.get(`/orders?${new URLSearchParams({ limit: '100', ...query })}`)).as(found).items
const idsOf = async (q: string) => (await search({ q })).map(({ id }) => id)

test('staff find an order by whatever they are told of it, and that they asked is on record', async () => {
  const { sku, quote } = await givenGoods(shop)
  const digits = String(randomInt(10_000_000, 100_000_000))
  const customer = aCustomer({ name: `鈴木 ${unique('太郎')}`, phone: `+8190${digits}` })
  const order = await placeOrder(shop, quote, { customer })
  await eventually('the order is findable', async () => (await idsOf(customer.email)).includes(order.id))

  const names = [customer.name, customer.name.replace(' ', '')]
  const phones = [customer.phone, `090${digits}`, `090-${digits.slice(0, 4)}-${digits.slice(4)}`]
  for (const q of [order.number, order.number.toLowerCase(), sku, ...names, ...phones])
    expect(await idsOf(q), q).toEqual([order.id])
  expect(await idsOf(today())).toContain(order.id)
  expect(await search({ q: customer.email, from: '2020-01-01', to: '2020-01-02' })).toEqual([])
  expect(await idsOf(unique('nobody'))).toEqual([])
  for (const q of ['', 'a%00b', 'x'.repeat(10_000)])
    expect((await support.get(`/orders?q=${q}`)).status).toBe(400)

  const tag = unique('gift')
  const path = `/orders/${order.id}/tags`
  expect((await support.put(path, { body: { tags: [tag] } })).status).toBe(428)
  await eventually('the order stands still for long enough to be tagged', async () => {
    const etag = (await support.get(`/orders/${order.id}`)).headers.get('etag') ?? ''
    const put = await support.put(path, { body: { tags: [tag] }, headers: { 'if-match': etag } })
    return put.status === 200
  })
  expect(await idsOf(tag)).toEqual([order.id])
  expect(await search({ tag, q: sku })).toHaveLength(1)

  await warehouseShips(shop, order.id)
  await orderThatIs(shop, order.id, 'shipped')
  const [trackingNumber = ''] = await trackingNumbersOf(shop, order.id)
  await eventually('its parcel is findable', async () =>
    (await idsOf(trackingNumber.toLowerCase())).includes(order.id),
  )
  const shipped = await search({ q: 'shipped' })
  expect(shipped.map(({ id }) => id)).toContain(order.id)
  expect(new Set(shipped.map(({ status }) => status))).toEqual(new Set(['shipped']))
  await carrierDelivers(shop, order.id)
  await orderThatIs(shop, order.id, 'completed')
  expect(await idsOf('shipped')).not.toContain(order.id)
  expect(await search({ status: 'completed', tag })).toMatchObject([{ id: order.id }])

  const { amount } = order.totals.total
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount },
    mails: { ja: PLAIN_MAILS.ja },
  })
})
