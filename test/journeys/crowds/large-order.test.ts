import { expect, test } from 'vitest'
import { carrierDelivers, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import {
  askQuote,
  givenLocation,
  givenProduct,
  givenQuote,
  givenStock,
  orderThatIs,
  placeOrder,
  readStock,
  unique,
} from '#support/shop.ts'

const LINES = 200

test('an order of 200 lines is shipped whole; 201 lines are refused with a pointer', async () => {
  const [family, location] = [unique('PART'), unique('TOKYO')]
  await givenLocation(shop, location)
  const skus = Array.from({ length: LINES }, (_, index) => `${family}-${index}`)
  for (const some of chunks(skus, 8))
    await Promise.all(
      some.map(async (sku) => {
        await givenProduct(shop, sku, { weightGrams: 20 })
        await givenStock(shop, location, sku, 2)
      }),
    )
  const lines = skus.map((sku) => ({ sku, quantity: 1 }))
  const tooMany = await askQuote(shop, { lines: [...lines, { sku: `${family}-0`, quantity: 1 }] })
  expect([tooMany.status, tooMany.body]).toMatchObject([400, { errors: [{ pointer: '/lines' }] }])

  const quote = await givenQuote(shop, { lines })
  const { id } = await placeOrder(shop, quote)
  await warehouseShips(shop, id)
  await carrierDelivers(shop, id)
  await orderThatIs(shop, id, 'completed')
  for (const sku of [`${family}-0`, `${family}-${LINES - 1}`])
    expect((await readStock(shop, sku)).locations).toMatchObject([{ onHand: 1, reserved: 0 }])
})

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
