import { expect, test } from 'vitest'
import { customerId, orderId, quoteId } from '#shared/ids.ts'
import { isOrderNumber } from '../domain/number.ts'
import { aBody, aQuote, CAUSE, givenOrders } from './testing.ts'

const KEY = 'key-0123456789abcdef'

async function given(quote = aQuote()) {
  const world = givenOrders()
  const sealed = await world.quoteSeal.seal(quote)
  const place = (overrides: object = {}) =>
    world.placeOrder({
      body: aBody(sealed),
      idempotencyKey: KEY,
      requestHash: 'hash',
      cause: CAUSE,
      ...overrides,
    })
  const count = () => world.store.all().filter(({ entity }) => entity === 'order').length
  return { ...world, sealed, place, count }
}

test('an order costs what its quote says, and is announced once', async () => {
  const { place, deps, events } = await given()
  const placed = await place()
  if (!placed.ok) throw new Error(placed.detail)
  const order = await deps.orders.load(placed.value)
  const details = await deps.orders.details(placed.value)
  expect(order).toMatchObject({ status: 'placed', total: 4180, run: 1, deadline: '2026-11-23T01:01:00.000Z' })
  expect(isOrderNumber(order?.number ?? '')).toBe(true)
  expect(details?.totals).toMatchObject({
    subtotal: { amount: 3630 },
    shipping: { amount: 550 },
    tax: { amount: 380 },
  })
  expect(await events(placed.value)).toEqual(['order.placed'])
})

test('the same request again is the same order, also after the quote has expired', async () => {
  const { place, later, count } = await given()
  const first = await place()
  later(3_600_000)
  expect(await place()).toEqual(first)
  expect(count()).toBe(1)
})

test('twice at once is one order', async () => {
  const { place, count } = await given()
  const [a, b] = await Promise.all([place(), place()])
  expect(a).toEqual(b)
  expect(count()).toBe(1)
})

test.each([
  ['idempotency_key_reused', { requestHash: 'another' }],
  ['quote_used', { idempotencyKey: 'key-another-0123456789' }],
])('after an order, %s is refused', async (code, overrides) => {
  const { place, count } = await given()
  await place()
  expect(await place(overrides)).toMatchObject({ ok: false, code })
  expect(count()).toBe(1)
})

test.each([
  ['quote_invalid', (sealed: string) => ({ body: aBody(`${sealed.slice(0, -2)}xx`) })],
  ['unknown_shipping_option', (sealed: string) => ({ body: aBody(sealed, { shippingOptionId: 'drone' }) })],
  [
    'address_mismatch',
    (sealed: string) => ({
      body: aBody(sealed, {
        shippingAddress: { name: 'A', line1: 'B', city: 'C', postalCode: '530-0001', country: 'JP' },
      }),
    }),
  ],
  [
    'impossible',
    (sealed: string) => ({
      body: aBody(sealed, { customer: { name: 'A\r\nBcc: x@example.com', email: 'a@example.com' } }),
    }),
  ],
  [
    'address_missing',
    (sealed: string) => {
      const { shippingAddress: _, ...body } = aBody(sealed)
      return { body }
    },
  ],
])('%s is refused, and nothing is written', async (code, overrides) => {
  const { place, sealed, store } = await given()
  expect(await place(overrides(sealed))).toMatchObject({ ok: false, code })
  expect(store.all()).toEqual([])
})

test('an order goes to a country without postal codes, and needs one where the country has them', async () => {
  const to = async (country: string) => {
    const { place, sealed } = await given(aQuote({ destination: { country } }))
    const shippingAddress = { name: 'A', line1: 'B', city: 'C', country }
    return place({ body: aBody(sealed, { shippingAddress }) })
  }
  expect(await to('HK')).toMatchObject({ ok: true })
  expect(await to('DE')).toMatchObject({ ok: false, code: 'address_invalid' })
})

test('an order does not go where other taxes hold than those quoted, and says how to order there', async () => {
  const taxedPlaces = [{ region: 'CN', isAlike: false }]
  const { place, sealed, store } = await given(aQuote({ destination: { country: 'ES' }, taxedPlaces }))
  const to = (postalCode: string) =>
    place({
      body: aBody(sealed, {
        shippingAddress: { name: 'A', line1: 'B', city: 'C', postalCode, country: 'ES' },
      }),
    })
  const detail =
    'The quote was made for ES. Other taxes hold in ES-CN: ask for a new quote whose destination has the postal code of this address.'
  expect(await to('35001')).toEqual({
    ok: false,
    code: 'address_mismatch',
    detail,
    errors: [{ pointer: '/shippingAddress/postalCode', code: 'address_mismatch', detail }],
  })
  expect(store.all()).toEqual([])
  expect(await to('28013')).toMatchObject({ ok: true })
})

test('a quote with prices of one customer is ordered by nobody else', async () => {
  const [customer, other] = ['c', 'd'].map((letter) => customerId.parse(`cus_${letter.repeat(26)}`))
  const { place, store } = await given(aQuote({ customerId: customer }))
  for (const somebody of [undefined, other]) {
    const refused = await place({ customerId: somebody })
    expect(refused).toMatchObject({ ok: false, code: 'quote_invalid' })
    expect(refused).toMatchObject({ detail: expect.stringContaining('POST /v1/me/orders') })
  }
  expect(store.all()).toEqual([])
  expect(await place({ customerId: customer })).toMatchObject({ ok: true })
})

test('an expired quote is refused', async () => {
  const { place, later, store } = await given(aQuote({ id: quoteId.parse(`qte_${'x'.repeat(26)}`) }))
  later(901_000)
  expect(await place()).toMatchObject({ ok: false, code: 'quote_expired' })
  expect(store.all()).toEqual([])
})

test('nobody is readable in what is written', async () => {
  const { place, store } = await given()
  await place()
  const written = JSON.stringify(store.all())
  for (const secret of ['山田', 'hanako', '千代田']) expect(written).not.toContain(secret)
})

test('an order whose stock is held has the id that its quote names, and is made once', async () => {
  const held = orderId.parse('ord_00000000000000000000000007')
  const { place, count } = await given(aQuote({ orderId: held }))
  expect(await place()).toEqual({ ok: true, value: held })
  expect(await place()).toEqual({ ok: true, value: held })
  expect(await place({ idempotencyKey: 'key-another-0123456789' })).toMatchObject({ code: 'quote_used' })
  expect(count()).toBe(1)
})
