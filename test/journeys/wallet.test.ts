import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Api } from '#support/api.ts'
import { type Customer, givenCustomer } from '#support/customer.ts'
import { expectEnd, IN_WORK } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { gatewayLedger } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import { beginToSave, card, confirmInBrowser, givenSaved, savedBy } from '#support/saved-cards.ts'
import * as shapes from '#support/shapes.ts'
import { aCustomer, givenGoods, orderBody, orderThatIs, placeOrder, TOKYO, unique } from '#support/shop.ts'

const ownOrder = z.object({
  ...{ id: z.string(), number: z.string(), status: z.string(), paymentStatus: z.string() },
  totals: z.object({ total: z.object({ amount: z.int() }) }),
  nextAction: z.optional(z.object({ type: z.string() })),
  availableActions: z.array(z.string()),
})
const ownOrders = z.object({
  items: z.array(
    z.object({ id: z.string(), number: z.string(), lines: z.array(z.object({ sku: z.string() })) }),
  ),
  nextCursor: z.nullable(z.string()),
})
const again = z.object({
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
  destination: z.looseObject({}),
  ...{ currency: z.string(), locale: z.string() },
})

const orderAs = ({ api, email }: Customer, quote: shapes.Quote, payment?: object, headers = {}) =>
  api.post('/me/orders', {
    body: orderBody(quote, { customer: aCustomer({ email }), ...(payment ? { payment } : {}) }),
    headers,
  })

const bySaved = (paymentMethodId: string) => ({ kind: 'card', paymentMethodId, saved: true })

/** The customer answers their bank, about a card that is saved or a payment. */
const answerBank = (about: 'setup_intents' | 'payment_intents', id: string, outcome: 'succeed' | 'fail') =>
  shop.stripe.post(`/_sandbox/${about}/${id}/authenticate`, { body: { outcome } })

test('a card is saved after 3-D Secure, or not, and pays when its bank says so again', async () => {
  const customer = await givenCustomer(shop)
  const secure = card('pm_card_authenticationRequiredOnSetup')
  for (const outcome of ['fail', 'succeed'] as const) {
    const begin = await beginToSave(customer)
    expect(await confirmInBrowser(shop, begin, secure)).toEqual({ status: 'requires_action' })
    expect(await savedBy(customer)).toEqual([])
    await answerBank('setup_intents', begin.setupId, outcome)
  }
  const [saved] = await savedBy(customer)
  expect(saved).toMatchObject({ last4: '3155', isDefault: true })

  const { quote } = await givenGoods(shop)
  const placed = (await orderAs(customer, quote, bySaved(saved?.id ?? ''), { prefer: 'wait=20' })).as(
    ownOrder,
  )
  expect(placed).toMatchObject({ status: 'payment_required', nextAction: { type: 'three_d_secure' } })
  const [intent] = await gatewayLedger(shop, placed.id)
  await answerBank('payment_intents', intent?.id ?? '', 'succeed')
  await orderThatIs(shop, placed.id, 'processing')
})

test('a saved card pays', async () => {
  const customer = await givenCustomer(shop)
  const id = await givenSaved(shop, customer)
  const { sku, quote } = await givenGoods(shop)
  const placed = (await orderAs(customer, quote, bySaved(id), { prefer: 'wait=20' })).as(ownOrder)
  expect(placed).toMatchObject({
    status: expect.stringMatching(/^(confirmed|processing)$/),
    paymentStatus: 'authorized',
  })
  await expectEnd(shop, placed, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: placed.totals.total.amount, liveAuthorizations: 1 },
    mails: { ja: ['ご注文を承りました（注文番号 #）'] },
  })
})

test('of several cards one is the default; one that is removed pays no more', async () => {
  const customer = await givenCustomer(shop)
  const first = await givenSaved(shop, customer)
  const second = await givenSaved(shop, customer, card('pm_card_jcb'))
  const defaults = async () =>
    (await savedBy(customer)).filter(({ isDefault }) => isDefault).map(({ id }) => id)
  expect(await defaults()).toEqual([second])
  const chosen = await customer.api.put(`/me/payment-methods/${first}/default`)
  expect(chosen.body).toMatchObject({ id: first, isDefault: true })
  expect(await defaults()).toEqual([first])

  expect((await customer.api.delete(`/me/payment-methods/${first}`)).status).toBe(200)
  expect((await customer.api.delete(`/me/payment-methods/${first}`)).status).toBe(404)
  expect(await savedBy(customer)).toMatchObject([{ id: second, last4: '0505', isDefault: true }])
  const { quote } = await givenGoods(shop)
  const placed = (await orderAs(customer, quote, bySaved(first), { prefer: 'wait=20' })).as(ownOrder)
  expect(placed).toMatchObject({ status: 'payment_required', nextAction: { type: 'pay_again' } })

  const body = { payment: bySaved(second) }
  const paid = await customer.api.post(`/me/orders/${placed.id}/payments`, { body })
  expect(paid.as(ownOrder).nextAction).toBeUndefined()
  await orderThatIs(shop, placed.id, 'processing')
})

test("somebody else's card and order are not there", async () => {
  const [owner, stranger] = [await givenCustomer(shop), await givenCustomer(shop)]
  const id = await givenSaved(shop, owner)
  const { quote } = await givenGoods(shop)
  const order = (await orderAs(owner, quote, bySaved(id), { prefer: 'wait=20' })).as(ownOrder)

  const missing = [
    await stranger.api.put(`/me/payment-methods/${id}/default`),
    await stranger.api.delete(`/me/payment-methods/${id}`),
    await stranger.api.get(`/me/orders/${order.id}`),
    await stranger.api.post(`/me/orders/${order.id}/cancel`, { body: { reason: 'mine now' } }),
    await stranger.api.post(`/me/orders/${order.id}/payments`, { body: { payment: bySaved(id) } }),
    await stranger.api.post(`/me/orders/${order.id}/withdrawal`, { body: {} }),
    await stranger.api.post(`/me/orders/${order.id}/reorder`),
    await stranger.api.get(`/me/orders/ord_${'0'.repeat(26)}`),
  ]
  expect(missing.map(({ status }) => status)).toEqual(missing.map(() => 404))
  const details = missing.slice(2).map(({ body }) => shapes.problem.parse(body).code)
  expect(new Set(details)).toEqual(new Set(['not_found']))
  expect((await stranger.api.get('/me/orders')).as(ownOrders).items).toEqual([])
  expect((await savedBy(owner)).map((one) => one.id)).toEqual([id])

  for (const payment of [bySaved(id), { kind: 'card', paymentMethodId: id }]) {
    const goods = await givenGoods(shop)
    const tried = (await orderAs(stranger, goods.quote, payment, { prefer: 'wait=20' })).as(ownOrder)
    expect(tried).toMatchObject({ status: 'payment_required', nextAction: { type: 'pay_again' } })
    expect(await gatewayLedger(shop, tried.id)).toEqual([])
  }
})

test('what guests have ordered with an address is theirs who confirm it, before and after', async () => {
  const email = `${unique('claimant')}@example.com`
  const before = await givenGoods(shop)
  const guests = await placeOrder(shop, before.quote, { customer: aCustomer({ email: email.toUpperCase() }) })
  await orderThatIs(shop, guests.id, 'processing')
  const customer = await givenCustomer(shop, { email })
  const mine = await eventually('the order is claimed', async () => {
    const { items } = (await customer.api.get('/me/orders')).as(ownOrders)
    return items.length > 0 && items
  })
  expect(mine.map(({ id }) => id)).toEqual([guests.id])
  expect((await customer.api.get(`/me/orders/${guests.id}`)).body).toMatchObject({
    id: guests.id,
    customer: { email: email.toUpperCase() },
    availableActions: expect.arrayContaining(['cancel', 'withdraw']),
  })

  const after = await givenGoods(shop)
  const later = await placeOrder(shop, after.quote, { customer: aCustomer({ email }) })
  await eventually('the later order is claimed too', async () => {
    const { items } = (await customer.api.get('/me/orders')).as(ownOrders)
    return items[0]?.id === later.id && items.length === 2
  })
  const moved = await customer.api.post(`/me/orders/${later.id}/address`, {
    body: { shippingAddress: { name: '山田 花子', line1: '千代田2-2', ...TOKYO } },
  })
  expect(moved.status, moved.text).toBe(200)
  const cancelled = await customer.api.post(`/me/orders/${later.id}/cancel`, { body: { reason: 'twice' } })
  expect(['cancelling', 'cancelled']).toContain(cancelled.as(ownOrder).status)
  await orderThatIs(shop, later.id, 'cancelled')
})

test('orders are found by what they are, and ordered again', async () => {
  const customer = await givenCustomer(shop)
  const [one, two] = [await givenGoods(shop, { quantity: 2 }), await givenGoods(shop)]
  const first = (await orderAs(customer, one.quote)).as(ownOrder)
  const second = (await orderAs(customer, two.quote)).as(ownOrder)
  const found = async (query: string) =>
    (await customer.api.get(`/me/orders?${query}`)).as(ownOrders).items.map(({ id }) => id)
  const today = new Date().toISOString().slice(0, 10)
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  expect(await found('')).toEqual([second.id, first.id])
  expect(await found(`q=${one.sku}`)).toEqual([first.id])
  expect(await found(`q=${second.number}`)).toEqual([second.id])
  expect(await found(`q=${encodeURIComponent('ノート')}`)).toEqual([second.id, first.id])
  expect(await found('open=true')).toEqual([second.id, first.id])
  expect(await found('open=false')).toEqual([])
  expect(await found(`from=${yesterday}&to=${today}`)).toEqual([second.id, first.id])
  expect(await found(`to=${yesterday}`)).toEqual([])
  const page = (await customer.api.get('/me/orders?limit=1')).as(ownOrders)
  expect(page.items.map(({ id }) => id)).toEqual([second.id])
  expect(await found(`limit=1&cursor=${page.nextCursor}`)).toEqual([first.id])

  const wish = (await customer.api.post(`/me/orders/${first.id}/reorder`)).as(again)
  expect(wish.lines).toEqual([{ sku: one.sku, quantity: 2 }])
  const quote = (await shop.guest.post('/quotes', { body: wish })).as(shapes.quote)
  expect(quote.lines).toMatchObject([{ sku: one.sku, quantity: 2 }])
})

test('a closed browser sends the same order again: it is the same, for the same customer alone', async () => {
  const [customer, other] = [await givenCustomer(shop), await givenCustomer(shop)]
  const { quote } = await givenGoods(shop)
  const key = { 'idempotency-key': randomUUID() }
  const body = orderBody(quote)
  const send = (api: Api) => api.post('/me/orders', { body, headers: key })
  const first = (await send(customer.api)).as(ownOrder)
  expect((await send(customer.api)).as(ownOrder)).toMatchObject({ id: first.id, number: first.number })
  expect((await send(other.api)).body).toMatchObject({ code: 'quote_used' })
  const orders = await Promise.all(
    [customer, other].map(async ({ api }) => (await api.get('/me/orders')).as(ownOrders)),
  )
  expect(orders.map(({ items }) => items.map(({ id }) => id))).toEqual([[first.id], []])
})
