import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Answer } from '#support/api.ts'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, fulfillmentOrdersOf, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { givenGoods, orderThatIs, sendOrder } from '#support/shop.ts'

const documents = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      number: z.string(),
      total: z.object({ amount: z.number(), currency: z.string() }),
      orderId: z.string(),
    }),
  ),
})
const placedOrder = z.object({ ...shapes.order.shape, orderToken: z.string() })

const startOf = ({ status, headers, bytes }: Answer) => [
  status,
  headers.get('content-type'),
  bytes.subarray(0, 5).toString(),
]
const A_PDF = [200, 'application/pdf', '%PDF-']

test('a completed order has its invoice, for staff and for who placed it, the same each time', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'zh-Hans' })
  const placed = (await sendOrder(shop, quote, { headers: { prefer: 'wait=20' } })).as(placedOrder)
  const [work] = await fulfillmentOrdersOf(shop, placed.id)
  const slip = await eventually('a packing slip', async () => {
    const answer = await shop.machine.get(`/fulfillment-orders/${work?.id}/packing-slip`)
    return answer.status === 200 && answer
  })
  expect(startOf(slip)).toEqual(A_PDF)

  await warehouseShips(shop, placed.id)
  await orderThatIs(shop, placed.id, 'shipped')
  await carrierDelivers(shop, placed.id)
  const { amount } = placed.totals.total
  await expectEnd(shop, placed, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount },
    mails: { 'zh-Hans': PLAIN_MAILS['zh-Hans'] },
  })
  const invoice = await eventually('an invoice', async () => {
    const { items } = (await shop.machine.get(`/orders/${placed.id}/documents`)).as(documents)
    return items[0]
  })
  expect(invoice).toMatchObject({ kind: 'invoice', orderId: placed.id, total: placed.totals.total })
  expect(invoice.number).toMatch(/^INV-20\d\d-\d{6}$/)

  const printed = await shop.machine.get(`/documents/${invoice.id}?format=pdf`)
  expect(startOf(printed)).toEqual(A_PDF)
  const ofGuest = await shop.guest.get(`/guest-orders/${placed.orderToken}/documents/${invoice.id}`)
  expect(ofGuest.bytes.equals(printed.bytes)).toBe(true)
  const listed = await shop.guest.get(`/guest-orders/${placed.orderToken}/documents`)
  expect(listed.as(documents).items).toEqual([expect.objectContaining({ id: invoice.id })])

  // The tracking page's token may be forwarded: it opens no paper.
  for (const path of ['documents', `documents/${invoice.id}`])
    expect((await shop.guest.get(`/guest-orders/${placed.tracking.token}/${path}`)).status).toBe(404)
  expect((await shop.guest.get(`/documents/${invoice.id}`)).status).toBe(401)
})
