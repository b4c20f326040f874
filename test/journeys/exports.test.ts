import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Api } from '#support/api.ts'
import { CANCELLED, expectEnd } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { outputs, shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { aCustomer, actOn, givenGoods, orderThatIs, placeOrder } from '#support/shop.ts'
import { staffApi } from '#support/staff-sign-in.ts'

/** All pages, one after another: they are one file. */
async function exported(api: Api, query: Record<string, string>) {
  const today = new Date().toISOString().slice(0, 10)
  let next: string | undefined = `/order-exports?${new URLSearchParams({ from: today, ...query })}`
  let text = ''
  let type: string | null = null
  while (next) {
    const page = await api.get(next)
    expect(page.status).toBe(200)
    type = page.headers.get('content-type')
    text += page.text
    next = /<\/v1([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
  }
  return { type, records: text.split(/\r?\n/).filter(Boolean) }
}

const readings = shapes.listOf(
  z.object({ kind: z.string(), what: z.optional(z.string()), actor: z.object({ kind: z.string() }) }),
)

test('orders are exported as CSV and as JSON Lines; who ordered is in it only when asked for, and that is on record', async () => {
  const { sku, quote } = await givenGoods(shop)
  const customer = aCustomer({ name: '=HYPERLINK("http://evil.example"), 山田' })
  const order = await placeOrder(shop, quote, { customer })
  await orderThatIs(shop, order.id, 'processing')
  await actOn(shop, order.id, 'cancel', { reason: 'to have it among few' })
  await orderThatIs(shop, order.id, 'cancelled')
  const { total, subtotal, shipping, tax } = order.totals
  const support = staffApi(outputs, 'support')
  const status = 'cancelled'

  const csv = await eventually('it is in the export', async () => {
    const file = await exported(support, { status })
    return file.records.some((one) => one.startsWith(`${order.number},`)) && file
  })
  expect(csv.type).toBe('text/csv; charset=utf-8')
  const [head, ...rows] = csv.records
  expect(head).toMatch(/^number,id,placedAt,status,paymentStatus,.*,lines,tags$/)
  expect(rows.filter((one) => one.startsWith(`${order.number},${order.id},`))).toEqual([
    expect.stringMatching(
      `,cancelled,voided,cancelled,JPY,${subtotal.amount},0,${shipping.amount},${tax.amount},${total.amount},0,0,JP,standard,1x${sku},$`,
    ),
  ])
  expect(csv.records.join()).not.toContain(customer.email)

  const lines = await exported(support, { status, format: 'jsonl' })
  expect(lines.type).toBe('application/jsonl; charset=utf-8')
  const all = lines.records.map((one) => z.parse(z.record(z.string(), z.unknown()), JSON.parse(one)))
  expect(new Set(all.map((one) => one['status']))).toEqual(new Set([status]))
  const [mine, ...more] = all.filter((one) => one['id'] === order.id)
  expect(mine).toMatchObject({
    ...{ number: order.number, total: total.amount, captured: 0 },
    ...{ lines: [{ sku, quantity: 1 }], tags: [] },
  })
  expect([mine, more]).toEqual([expect.not.objectContaining({ customer: expect.anything() }), []])

  // A spreadsheet must not run what a customer calls themselves.
  const personal = await exported(support, { status, personal: 'true' })
  expect(personal.records[0]).toContain(',tags,customerName,customerEmail,')
  expect(personal.records.find((one) => one.includes(order.id))).toContain(
    `,"'=HYPERLINK(""http://evil.example""), 山田",${customer.email},`,
  )
  const named = await exported(support, { status, format: 'jsonl', personal: 'true' })
  expect(named.records.map((one) => JSON.parse(one))).toContainEqual(
    expect.objectContaining({ id: order.id, customer }),
  )
  const audit = await staffApi(outputs, 'admin').get(`/orders/${order.id}/audit?limit=100`)
  const ofExport = audit.as(readings).items.filter(({ what }) => what === 'export')
  expect(ofExport).toEqual(Array(2).fill({ kind: 'reading', what: 'export', actor: { kind: 'staff' } }))

  await expectEnd(shop, order, {
    ...CANCELLED,
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: total.amount },
    mails: { ja: ['ご注文を承りました（注文番号 #）', 'ご注文をキャンセルいたしました（注文番号 #）'] },
  })
})
