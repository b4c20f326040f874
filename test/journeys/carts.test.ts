import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { givenGoods, orderThatIs, placeOrder, readOrder, TOKYO } from '#support/shop.ts'

const givenCart = async (...lines: { sku: string; quantity: number }[]) =>
  (await shop.guest.post('/carts', { body: { currency: 'JPY', locale: 'ja', lines } })).as(shapes.cart)

const readCart = async (id: string) => (await shop.guest.get(`/carts/${id}`)).as(shapes.cart)

const add = (id: string, sku: string, quantity = 1) =>
  shop.guest.post(`/carts/${id}/lines`, { body: { sku, quantity } })

const quoteCart = (id: string) => shop.guest.post(`/carts/${id}/quotes`, { body: { destination: TOKYO } })

test('two requests lead from a cart to an accepted order, whose goods leave the cart and arrive', async () => {
  const { sku } = await givenGoods(shop, { quantity: 5 })
  const { id } = await givenCart({ sku, quantity: 2 })

  let requests = 0
  const counted = <T>(answer: Promise<T>) => {
    requests += 1
    return answer
  }
  const quote = (await counted(quoteCart(id))).as(shapes.quote)
  const placed = await counted(placeOrder(shop, quote))
  expect(requests).toBe(2)
  expect(placed.status).toBe('placed')

  expect(await eventually('the cart is empty', async () => (await readCart(id)).units === 0)).toBe(true)
  await orderThatIs(shop, placed.id, 'processing')
  await warehouseShips(shop, placed.id)
  await carrierDelivers(shop, placed.id)
  const total = placed.totals.total.amount
  await expectEnd(shop, placed, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: { onHand: 3 } },
    ledger: { authorized: total, captured: total },
    mails: { ja: PLAIN_MAILS.ja },
  })
})

test('a cart that is being ordered takes nothing, and neither it nor the order changes', async () => {
  const { sku } = await givenGoods(shop, { quantity: 50 })
  const { id } = await givenCart()
  const { placed, refused } = await eventually('an order that the cart has not heard of', async () => {
    await add(id, sku)
    const quote = (await quoteCart(id)).as(shapes.quote)
    const order = await placeOrder(shop, quote)
    const added = await add(id, sku)
    // The cart may have heard of it at once: then it takes more again, and orders once more.
    return added.status === 409 && { placed: order, refused: added }
  })
  expect(refused.body).toMatchObject({ code: 'cart_ordered' })
  await eventually('the cart is empty', async () => (await readCart(id)).units === 0)
  expect((await readOrder(shop, placed.id)).lines).toEqual(placed.lines)
  expect((await add(id, sku)).status).toBe(201)
})

test('a cart of somebody else does not exist', async () => {
  const { sku } = await givenGoods(shop)
  const { id } = await givenCart({ sku, quantity: 1 })
  const others = [`${id.slice(0, 26)}${'A'.repeat(22)}`, `crt_${id.slice(0, 26)}`, 'nobody']
  for (const other of others) {
    const answers = await Promise.all([
      shop.guest.get(`/carts/${other}`),
      add(other, sku),
      shop.guest.put(`/carts/${other}/lines/${sku}`, { body: { quantity: 1 } }),
      shop.guest.delete(`/carts/${other}/lines/${sku}`),
      quoteCart(other),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  }
  expect((await readCart(id)).units).toBe(1)
})

test('more than there are is refused with how many there are', async () => {
  const { sku } = await givenGoods(shop, { quantity: 3 })
  const { id } = await givenCart({ sku, quantity: 2 })
  const refused = await add(id, sku, 2)
  expect([refused.status, refused.body]).toMatchObject([422, { code: 'not_enough_stock' }])
  expect(refused.text).toContain(`There are 3 of ${sku}`)
})
