import { expect, test } from 'vitest'
import { eventually } from '#support/eventually.ts'
import { gatewayLedger } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  givenLocation,
  givenProduct,
  givenQuote,
  givenStock,
  placeOrder,
  readOrder,
  readStock,
  unique,
} from '#support/shop.ts'

const UNITS = 10
const BUYERS = 50
const OPEN = ['placed', 'rejecting', 'payment_required']

test('50 buyers at once for 10 units: 10 are confirmed, 40 rejected, and no money is held for those', async () => {
  const [sku, location] = [unique('LAST'), unique('TOKYO')]
  await givenLocation(shop, location)
  await givenProduct(shop, sku)
  await givenStock(shop, location, sku, UNITS)
  const wish = { lines: [{ sku, quantity: 1 }] }
  await givenQuote(shop, wish)
  const quotes: shapes.Quote[] = []
  for (let buyer = 0; buyer < BUYERS; buyer += 1) quotes.push(await givenQuote(shop, wish))
  const placed = await Promise.all(quotes.map((quote) => placeOrder(shop, quote)))
  const orders: shapes.Order[] = []
  for (const { id } of placed)
    orders.push(
      await eventually(`order ${id} is decided`, async () => {
        const order = await readOrder(shop, id)
        return !OPEN.includes(order.status) && order
      }),
    )
  const rejected = orders.filter(({ status }) => status === 'rejected')
  expect([orders.length - rejected.length, rejected.length]).toEqual([UNITS, BUYERS - UNITS])
  for (const order of rejected)
    expect(order.rejection).toMatchObject({ code: 'out_of_stock', lines: [{ sku }] })

  const ledgers: Awaited<ReturnType<typeof gatewayLedger>> = []
  for (const { id } of rejected) ledgers.push(...(await gatewayLedger(shop, id)))
  expect(ledgers.filter(({ liveAuthorization }) => liveAuthorization)).toEqual([])
  const { locations } = await readStock(shop, sku)
  expect(locations).toMatchObject([{ onHand: UNITS, reserved: UNITS, available: 0 }])
  expect(await ledgerSums(sku)).toEqual({ onHand: UNITS, reserved: UNITS })
})

async function ledgerSums(sku: string) {
  const { items } = (await shop.machine.get(`/stock/${sku}/movements?limit=100`)).as(shapes.movements)
  return items.reduce(
    (sum, { onHand, reserved }) => ({ onHand: sum.onHand + onHand, reserved: sum.reserved + reserved }),
    { onHand: 0, reserved: 0 },
  )
}
