import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { eventually } from '#support/eventually.ts'
import { outputs, shop } from '#support/running.ts'
import { aCustomer, givenGoods, orderThatIs, placeOrder, unique } from '#support/shop.ts'
import { staffApi } from '#support/staff-sign-in.ts'

const found = z.object({ items: z.array(z.object({ id: z.string() })), nextCursor: z.nullable(z.string()) })
const entries = z.object({ items: z.array(z.record(z.string(), z.unknown())) })
const job = z.object({
  id: z.string(),
  status: z.string(),
  counts: z.object({ done: z.int(), refused: z.int(), waiting: z.int() }),
  items: z.optional(z.array(z.record(z.string(), z.unknown()))),
})

async function givenOrder() {
  const { sku, quote } = await givenGoods(shop)
  const customer = aCustomer({ name: `鈴木 ${unique('太郎')}` })
  return { sku, customer, order: await placeOrder(shop, quote, { customer }) }
}

const search = async (query: Record<string, string>) => {
  const answer = await shop.machine.get(`/orders?${new URLSearchParams(query)}`)
  return answer.as(found).items.map(({ id }) => id)
}

test('staff find an order by what a customer tells them, and their reading is on record', async () => {
  const { sku, customer, order } = await givenOrder()
  const [support, admin] = [await staffApi(outputs, 'support'), await staffApi(outputs, 'admin')]
  await eventually('the order is findable', async () =>
    (await search({ q: customer.email })).includes(order.id),
  )
  const today = new Date().toISOString().slice(0, 10)
  for (const q of [order.number, customer.name, customer.name.replace(' ', ''), sku])
    expect(await search({ q }), q).toEqual([order.id])
  expect(await search({ q: today, from: today })).toContain(order.id)
  expect(await search({ q: customer.email, from: '2020-01-01', to: '2020-01-02' })).toEqual([])
  expect(await search({ q: unique('nobody') })).toEqual([])
  const read = (await support.get(`/orders/${order.id}/customer`)).as(z.object({ customer: z.unknown() }))
  expect(read.customer).toEqual(customer)
  expect((await support.get(`/orders/${order.id}/audit`)).status).toBe(403)
  const audit = (await admin.get(`/orders/${order.id}/audit`)).as(entries)
  expect(audit.items).toContainEqual(expect.objectContaining({ kind: 'reading', what: 'customer' }))
  const readings = (await admin.get(`/audit?date=${today}&limit=100`)).as(entries)
  expect(readings.items).toContainEqual(expect.objectContaining({ what: 'search', by: ['email'] }))
})

test('an order is noted and tagged; what is not as it should be is refused and changes nothing', async () => {
  const { order } = await givenOrder()
  const path = `/orders/${order.id}`
  const note = await shop.machine.post(`${path}/notes`, {
    body: { text: 'ご注意: 割れ物', visibility: 'internal' },
  })
  expect(note.status).toBe(201)
  const long = await shop.machine.post(`${path}/notes`, {
    body: { text: 'x'.repeat(100_000), visibility: 'internal' },
  })
  expect([long.status, long.body]).toMatchObject([400, { errors: [{ pointer: '/text' }] }])
  expect((await shop.machine.get(`${path}/notes`)).as(entries).items).toMatchObject([
    { text: 'ご注意: 割れ物' },
  ])
  const tag = unique('tag')
  expect((await shop.machine.put(`${path}/tags`, { body: { tags: [tag] } })).status).toBe(428)
  await eventually('the order stands still for long enough to be tagged', async () => {
    const etag = (await shop.machine.get(path)).headers.get('etag') ?? ''
    const put = await shop.machine.put(`${path}/tags`, {
      body: { tags: [tag] },
      headers: { 'if-match': etag },
    })
    return put.status === 200
  })
  expect(await search({ tag })).toEqual([order.id])
  const csv = await shop.machine.get(`/order-exports?from=${new Date().toISOString().slice(0, 10)}`)
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(csv.text).toContain(order.number)
  for (const q of ['', 'a%00b', 'x'.repeat(10_000)])
    expect((await shop.machine.get(`/orders?q=${q}`)).status).toBe(400)
})

test('one job cancels several orders, and says of each what became of it', async () => {
  const [one, other] = [await givenOrder(), await givenOrder()]
  await shop.machine.post(`/orders/${other.order.id}/cancel`, { body: { reason: 'before the job' } })
  const orderIds = [one.order.id, other.order.id]
  const asked = await shop.machine.post('/order-jobs', {
    body: { action: 'cancel', orderIds, reason: 'recalled' },
  })
  const { id } = asked.as(job)
  const done = await eventually('the job is done', async () => {
    const now = (await shop.machine.get(`/order-jobs/${id}`)).as(job)
    return now.status === 'done' && now
  })
  expect(done).toMatchObject({
    counts: { done: 1, refused: 1, waiting: 0 },
    items: [{ result: 'done' }, { result: 'refused', code: 'not_cancellable' }],
  })
  await orderThatIs(shop, one.order.id, 'cancelled')
})
