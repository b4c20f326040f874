import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { CANCELLED, expectEnd } from '#support/ends.ts'
import { outputs, shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { aCustomer, givenGoods, orderThatIs, placeOrder } from '#support/shop.ts'
import { staffApi } from '#support/staff-sign-in.ts'

const [support, admin] = [staffApi(outputs, 'support'), staffApi(outputs, 'admin')]

const person = z.object({ kind: z.literal('staff'), id: z.string() })
const notes = shapes.listOf(z.object({ text: z.string(), visibility: z.string(), by: person }))
const seenByCustomer = z.object({ notes: z.optional(z.array(z.object({ text: z.string() }))) })
const audit = shapes.listOf(
  z.object({
    kind: z.string(),
    what: z.optional(z.string()),
    type: z.optional(z.string()),
    reason: z.optional(z.string()),
    actor: z.object({ kind: z.string(), id: z.optional(z.string()) }),
  }),
)
const readings = shapes.listOf(
  z.object({ what: z.string(), by: z.optional(z.array(z.string())), orderId: z.optional(z.string()) }),
)

test('what staff write for themselves and for the customer; what they did and read is on record for an admin alone', async () => {
  const { sku, quote } = await givenGoods(shop)
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, { customer, headers: { prefer: 'wait=20' } })
  await orderThatIs(shop, order.id, 'processing')
  const path = `/orders/${order.id}`
  const write = (text: string, visibility: string) =>
    support.post(`${path}/notes`, { body: { text, visibility } })
  expect((await write('ご注意: 割れ物', 'internal')).status).toBe(201)
  expect((await write('包装を二重にいたしました', 'customer')).status).toBe(201)
  const long = await write('x'.repeat(100_000), 'internal')
  expect([long.status, long.body]).toMatchObject([400, { errors: [{ pointer: '/text' }] }])
  expect((await support.get(`${path}/notes`)).as(notes).items).toMatchObject([
    { text: '包装を二重にいたしました', visibility: 'customer' },
    { text: 'ご注意: 割れ物', visibility: 'internal' },
  ])
  const seen = (await shop.guest.get(`/tracking/${order.tracking.token}`)).as(seenByCustomer)
  expect(seen.notes).toMatchObject([{ text: '包装を二重にいたしました' }])
  const page = await fetch(order.tracking.url).then((answer) => answer.text())
  expect(page).toContain('包装を二重にいたしました')
  expect(page).not.toContain('割れ物')

  const read = (await support.get(`${path}/customer`)).as(z.object({ customer: z.unknown() }))
  expect(read.customer).toEqual(customer)
  await support.get(`/orders?q=${encodeURIComponent(customer.email)}`)
  await support.get(`/orders?q=${encodeURIComponent(customer.phone)}`)
  const cancelled = await support.post(`${path}/cancel`, { body: { reason: 'they called' } })
  expect(cancelled.status).toBe(200)

  expect((await support.get(`${path}/audit`)).status).toBe(403)
  const { items } = (await admin.get(`${path}/audit?limit=100`)).as(audit)
  const ofSupport = items.filter(({ actor }) => actor.kind === 'staff')
  expect(ofSupport).toMatchObject([
    { kind: 'act', type: 'order.cancelling', reason: 'they called' },
    { kind: 'reading', what: 'customer' },
    { kind: 'reading', what: 'notes' },
    { kind: 'act', type: 'order.noted' },
    { kind: 'act', type: 'order.noted' },
  ])
  const [{ actor } = {}] = ofSupport
  const day = new Date().toISOString().slice(0, 10)
  const who = `/audit?date=${day}&actor=${encodeURIComponent(actor?.id ?? '')}&limit=100`
  expect((await support.get(who)).status).toBe(403)
  const ofDay = (await admin.get(who)).as(readings).items
  for (const by of [['email'], ['phone']]) expect(ofDay).toContainEqual({ what: 'search', by })
  expect(ofDay).toContainEqual({ what: 'notes', orderId: order.id })

  await expectEnd(shop, order, {
    ...CANCELLED,
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: order.totals.total.amount },
    mails: { ja: ['ご注文を承りました（注文番号 #）', 'ご注文をキャンセルいたしました（注文番号 #）'] },
  })
})
