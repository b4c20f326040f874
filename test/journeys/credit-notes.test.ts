import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, warehouseShips } from '#support/outside.ts'
import { readPaper } from '#support/paper.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { actOn, givenGoods, orderThatIsPaid, placeOrder } from '#support/shop.ts'

const papers = shapes.listOf(
  z.object({
    ...{ id: z.string(), kind: z.string(), number: z.string() },
    total: z.object({ amount: z.number(), currency: z.string() }),
  }),
)

test('of two refunds for the same money one is given; each that is given has its credit note, in the order’s language', async () => {
  const { sku, quote } = await givenGoods(shop, { quantity: 2, locale: 'en' })
  const order = await placeOrder(shop, quote)
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await orderThatIsPaid(shop, order.id)
  const { amount: paid, currency } = order.totals.total

  const ask = (body: object) => actOn(shop, order.id, 'refunds', { reason: 'torn', ...body })
  const first = (await ask({ lines: [{ sku, quantity: 1 }] })).as(shapes.refund)
  expect(first).toMatchObject({ status: 'succeeded', amount: { amount: 1650, currency } })
  const both = await Promise.all([ask({}), ask({})])
  const [won, lost] = both.toSorted((a, b) => a.status - b.status)
  expect(won?.as(shapes.refund)).toMatchObject({ status: 'succeeded', amount: { amount: paid - 1650 } })
  expect([lost?.status, lost?.body]).toMatchObject([409, { code: 'not_refundable' }])

  const guest = `/guest-orders/${order.orderToken}/documents`
  const [invoice, ...notes] = await eventually('its three papers', async () => {
    const { items } = (await shop.guest.get(guest)).as(papers)
    return items.length === 3 && items
  })
  expect(invoice).toMatchObject({ kind: 'invoice', total: { amount: paid, currency } })
  expect(notes.map(({ kind, total }) => [kind, total])).toEqual([
    ['credit_note', { amount: 1650, currency }],
    ['credit_note', { amount: paid - 1650, currency }],
  ])
  const numbers = notes.map(({ number }) => number)
  expect(numbers).toEqual(Array(2).fill(expect.stringMatching(/^CN-20\d\d-\d{6}$/)))
  expect(numbers[0]?.localeCompare(numbers[1] ?? '')).toBe(-1)
  for (const { id, number } of notes) {
    const printed = await shop.machine.get(`/documents/${id}?format=pdf`)
    expect(printed.headers.get('content-type')).toBe('application/pdf')
    expect(await readPaper(printed.bytes)).toEqual({
      ...{ title: `Credit note Cartwright  ·  ${number}`, language: 'en', pages: 1 },
    })
    expect((await shop.guest.get(`${guest}/${id}`)).bytes.equals(printed.bytes)).toBe(true)
  }

  const refund = 'Your refund (order #)'
  await expectEnd(shop, order, {
    ...{ ...DELIVERED_AND_PAID, paymentStatus: 'refunded' },
    stock: { [sku]: {} },
    ledger: { authorized: paid, captured: paid, refunded: paid },
    mails: { en: [...PLAIN_MAILS.en, refund, refund] },
  })
})
