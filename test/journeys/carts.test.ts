import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { givenCustomer } from '#support/customer.ts'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, messageOf, messagesTo, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  askCartQuote,
  givenCart,
  givenGoods,
  givenPromotion,
  givenQuote,
  orderBody,
  orderThatIs,
  placeOrder,
  put,
  readOrder,
  sendOrder,
  TOKYO,
  unique,
} from '#support/shop.ts'

const readCart = async (id: string) => (await shop.guest.get(`/carts/${id}`)).as(shapes.cart)

const add = (id: string, sku: string, quantity = 1) =>
  shop.guest.post(`/carts/${id}/lines`, { body: { sku, quantity } })

test('two requests lead from a cart to an accepted order, whose goods leave the cart and arrive', async () => {
  const { sku } = await givenGoods(shop, { quantity: 5 })
  const { id } = await givenCart(shop, { sku, quantity: 2 })

  let requests = 0
  const counted = <T>(answer: Promise<T>) => {
    requests += 1
    return answer
  }
  const quote = (await counted(askCartQuote(shop, id))).as(shapes.quote)
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
  const { id } = await givenCart(shop)
  const { placed, refused } = await eventually('an order that the cart has not heard of', async () => {
    await add(id, sku)
    const quote = (await askCartQuote(shop, id)).as(shapes.quote)
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

test('a line is changed and removed, in a guest’s cart as in a customer’s', async () => {
  const [{ sku: kept }, { sku: gone }] = [await givenGoods(shop, { quantity: 9 }), await givenGoods(shop)]
  const lines = [kept, gone].map((sku) => ({ sku, quantity: 1 }))
  const { id } = await givenCart(shop, ...lines)
  const { api } = await givenCustomer(shop)
  await api.put('/me/cart', { body: { currency: 'JPY', locale: 'ja' } })
  for (const body of lines) await api.post('/me/cart/lines', { body })
  for (const [who, cart] of [
    [shop.guest, `/carts/${id}`],
    [api, '/me/cart'],
  ] as const) {
    const asRead = async () => ({ 'if-match': (await who.get(cart)).headers.get('etag') ?? '' })
    const more = { body: { quantity: 2 }, headers: await asRead() }
    expect((await who.put(`${cart}/lines/${kept}`, more)).status).toBe(200)
    expect((await who.delete(`${cart}/lines/${gone}`, { headers: await asRead() })).status).toBe(200)
    const now = (await who.get(cart)).as(shapes.anyCart)
    expect(now.lines).toMatchObject([{ lineId: kept, quantity: 2 }])
  }
})

test('a cart of somebody else does not exist', async () => {
  const { sku } = await givenGoods(shop)
  const { id } = await givenCart(shop, { sku, quantity: 1 })
  const others = [`${id.slice(0, 26)}${'A'.repeat(22)}`, `crt_${id.slice(0, 26)}`, 'nobody']
  for (const other of others) {
    const answers = await Promise.all([
      shop.guest.get(`/carts/${other}`),
      add(other, sku),
      shop.guest.put(`/carts/${other}/lines/${sku}`, { body: { quantity: 1 } }),
      shop.guest.delete(`/carts/${other}/lines/${sku}`),
      askCartQuote(shop, other),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  }
  expect((await readCart(id)).units).toBe(1)
})

test('more than there are is refused with how many there are', async () => {
  const { sku } = await givenGoods(shop, { quantity: 3 })
  const { id } = await givenCart(shop, { sku, quantity: 2 })
  const refused = await add(id, sku, 2)
  expect([refused.status, refused.body]).toMatchObject([422, { code: 'not_enough_stock' }])
  expect(refused.text).toContain(`There are 3 of ${sku}`)
})

test('a guest’s cart is merged at sign-in, and nothing of either is lost', async () => {
  const { sku: both } = await givenGoods(shop, { quantity: 9 })
  const { sku: own } = await givenGoods(shop, { quantity: 9 })
  const { sku: guests } = await givenGoods(shop, { quantity: 9 })
  const { api } = await givenCustomer(shop)
  await api.put('/me/cart', { body: { currency: 'JPY', locale: 'ja' } })
  await api.post('/me/cart/lines', { body: { sku: both, quantity: 3 } })
  await api.post('/me/cart/lines', { body: { sku: own, quantity: 1 } })
  const { id } = await givenCart(shop, { sku: both, quantity: 2 }, { sku: guests, quantity: 4 })

  const merged = (await api.post(`/carts/${id}/merge`)).as(shapes.anyCart)
  const quantities = new Map(merged.lines.map(({ lineId, quantity }) => [lineId, quantity]))
  expect(quantities).toEqual(
    new Map([
      [both, 3],
      [own, 1],
      [guests, 4],
    ]),
  )
  expect((await shop.guest.get(`/carts/${id}`)).status).toBe(404)
  expect((await api.get('/me/cart')).as(shapes.anyCart)).toEqual(merged)

  const quote = (await api.post('/me/cart/quotes', { body: { destination: TOKYO } })).as(shapes.quote)
  await placeOrder(shop, quote)
  await eventually(
    'the customer’s cart is empty',
    async () => (await api.get('/me/cart')).as(shapes.anyCart).units === 0,
  )
})

test('a customer’s cart is quoted with the promotions of their groups, and ordered so', async () => {
  const { sku } = await givenGoods(shop, {
    quantity: 9,
    product: { prices: [{ amount: 1_001, currency: 'JPY' }] },
  })
  const { id, api, email } = await givenCustomer(shop)
  const [promotion, group] = [unique('wholesale').toLowerCase(), unique('traders').toLowerCase()]
  await put(shop.machine, `/customers/${id}/groups`, { groups: [group] })
  const tenth = { kind: 'percentage', percent: 10, scope: { skus: [sku] } }
  await givenPromotion(shop, promotion, { ...tenth, conditions: { customerGroups: [group] } })
  await api.put('/me/cart', { body: { currency: 'JPY', locale: 'ja' } })
  await api.post('/me/cart/lines', { body: { sku, quantity: 3 } })
  const answer = await eventually('the promotion is in the quote', async () => {
    const asked = await api.post('/me/cart/quotes', { body: { destination: TOKYO } })
    return asked.as(shapes.discountedQuote).discounts.length > 0 && asked
  })
  expect(answer.as(shapes.discountedQuote)).toMatchObject({
    lines: [{ sku, discount: { amount: 300 }, total: { amount: 2_703 } }],
    discounts: [{ promotionId: promotion, amount: { amount: 300 } }],
  })

  const guests = await givenCart(shop, { sku, quantity: 3 })
  expect((await askCartQuote(shop, guests.id)).as(shapes.discountedQuote).discounts).toEqual([])

  const stolen = await sendOrder(shop, answer.as(shapes.quote))
  expect([stolen.status, stolen.body]).toMatchObject([422, { code: 'quote_invalid' }])
  const body = orderBody(answer.as(shapes.quote), { customer: aCustomer({ email }) })
  const ordered = (await api.post('/me/orders', { body })).as(z.object({ id: z.string() }))
  const { totals } = await orderThatIs(shop, ordered.id, 'processing')
  expect([totals.subtotal.amount, totals.discount.amount]).toEqual([3_003, 300])
})

test('a cart goes on on another device by a link', async () => {
  const { sku } = await givenGoods(shop)
  const { id } = await givenCart(shop, { sku, quantity: 1 })
  const { token } = (await shop.guest.post(`/carts/${id}/links`)).as(shapes.cartLink)
  expect((await shop.guest.get(`/cart-links/${token}`)).as(shapes.cart)).toMatchObject({ id, units: 1 })
  expect((await shop.guest.get(`/cart-links/${token.slice(1)}`)).status).toBe(404)
})

test('whoever leaves a cart behind is mailed once, if they agreed, and the link of the mail restores it', async () => {
  const { sku } = await givenGoods(shop, { quantity: 5 })
  const { id } = await givenCart(shop, { sku, quantity: 2 })
  const email = `${unique('hanako')}@example.com`
  const refused = await shop.guest.post(`/carts/${id}/reminder`, { body: { email, consent: false } })
  expect(refused.status).toBe(400)
  await shop.guest.post(`/carts/${id}/reminder`, { body: { email, consent: true } })

  const mail = await messageOf(shop, email, 'cart_left')
  expect(mail).toMatchObject({ locale: 'ja', subject: 'カートに商品が残っています' })
  const [, token = ''] = /\/cart\/([\w-]+)/.exec(mail.text ?? '') ?? []
  const page = await fetch(`${shop.outputs.siteUrl}/cart/${token}`)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('カート')])
  const restored = (await shop.guest.get(`/cart-links/${token}`)).as(shapes.cart)
  expect(restored).toMatchObject({ id, units: 2 })

  // Left once more, and after it another's, whose mail shows that both were noticed.
  expect((await add(restored.id, sku)).status).toBe(201)
  const other = await givenCart(shop, { sku, quantity: 1 })
  const another = `${unique('taro')}@example.com`
  await shop.guest.post(`/carts/${other.id}/reminder`, { body: { email: another, consent: true } })
  await messageOf(shop, another, 'cart_left')
  expect((await messagesTo(shop, email)).map(({ kind }) => kind)).toEqual(['cart_left'])
})

test('what a cart is quoted is held for it: nobody else gets it, and its order does', async () => {
  const { sku } = await givenGoods(shop, { quantity: 2 })
  const { id } = await givenCart(shop, { sku, quantity: 2 })
  const other = await givenQuote(shop, { lines: [{ sku, quantity: 2 }] })
  const quote = (await askCartQuote(shop, id)).as(shapes.quote)
  const late = await placeOrder(shop, other, { headers: { prefer: 'wait=20' } })
  expect(late).toMatchObject({ status: 'rejected', rejection: { code: 'out_of_stock' } })
  const placed = await placeOrder(shop, quote, { headers: { prefer: 'wait=20' } })
  expect(placed.status).toMatch(/confirmed|processing/)
})
