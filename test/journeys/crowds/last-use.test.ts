import { expect, test } from 'vitest'
import { eventually } from '#support/eventually.ts'
import { gatewayLedger } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import type * as shapes from '#support/shapes.ts'
import {
  givenGoods,
  givenPromotion,
  givenQuote,
  placeOrder,
  readOrder,
  readStock,
  unique,
} from '#support/shop.ts'

const BUYERS = 50
const OPEN = ['placed', 'rejecting', 'payment_required']

test('50 buyers at once for the last use of a code: one gets it, and nobody else is asked for money', async () => {
  const { sku } = await givenGoods(shop, { quantity: BUYERS })
  const id = unique('last-use').toLowerCase()
  const code = id.toUpperCase()
  await givenPromotion(shop, id, {
    ...{ kind: 'percentage', percent: 20, scope: { skus: [sku] } },
    ...{ conditions: { codes: [code] }, limits: { inAll: 1 } },
  })
  const wish = { lines: [{ sku, quantity: 1 }], codes: [code] }
  const quotes: shapes.Quote[] = []
  for (let buyer = 0; buyer < BUYERS; buyer += 1) quotes.push(await givenQuote(shop, wish))
  const placed = await Promise.all(quotes.map((quote) => placeOrder(shop, quote)))
  const orders: shapes.Order[] = []
  for (const { id: orderId } of placed)
    orders.push(
      await eventually(`order ${orderId} is decided`, async () => {
        const order = await readOrder(shop, orderId)
        return !OPEN.includes(order.status) && order
      }),
    )
  expect(orders.every(({ totals }) => totals.discount.amount === 330)).toBe(true)
  const rejected = orders.filter(({ status }) => status === 'rejected')
  expect([orders.length - rejected.length, rejected.length]).toEqual([1, BUYERS - 1])
  for (const order of rejected) expect(order.rejection).toEqual({ code: 'promotion_used_up' })

  for (const order of rejected) expect(await gatewayLedger(shop, order.id)).toEqual([])
  expect((await shop.machine.get(`/promotions/${id}`)).body).toMatchObject({ used: 1 })
  const { locations } = await readStock(shop, sku)
  expect(locations).toMatchObject([{ onHand: BUYERS, reserved: 1 }])
})
