import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { expectEnd } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  askQuote,
  givenLocation,
  givenProduct,
  givenQuote,
  givenStock,
  orderBody,
  orderThatIs,
  placeOrder,
  sendOrder,
  TOKYO,
  unique,
} from '#support/shop.ts'

const [sku, location] = [unique('BOOK'), unique('TOKYO')]
const wish = { lines: [{ sku, quantity: 1 }] }

beforeAll(async () => {
  await givenLocation(shop, location)
  await givenProduct(shop, sku, { weightGrams: 50 })
  await givenStock(shop, location, sku, 100)
  await givenQuote(shop, wish)
})

const line = (overrides: object) => ({ lines: [{ sku, quantity: 1, ...overrides }] })

describe('quotes', () => {
  const full = { destination: TOKYO, currency: 'JPY', locale: 'ja' }
  test.each([
    ['malformed JSON', '{"lines": [', 400, undefined],
    ['an unknown field', { ...full, ...wish, discount: 100 }, 400, '/discount'],
    ['a wrong type', { ...full, ...line({ quantity: '1' }) }, 400, '/lines/0/quantity'],
    ['quantity 0', { ...full, ...line({ quantity: 0 }) }, 400, '/lines/0/quantity'],
    ['a negative quantity', { ...full, ...line({ quantity: -1 }) }, 400, '/lines/0/quantity'],
    ['a fraction', { ...full, ...line({ quantity: 1.5 }) }, 400, '/lines/0/quantity'],
    ['no lines', { ...full, lines: [] }, 400, '/lines'],
    ['an unknown SKU', { ...full, ...line({ sku: 'NOBODY-HAS-THIS' }) }, 422, '/lines/0/sku'],
    ['no price in the currency', { ...full, ...wish, currency: 'CHF' }, 422, '/lines/0/sku'],
    [
      'a destination nobody serves',
      { ...full, ...wish, destination: { country: 'AQ' } },
      422,
      '/destination',
    ],
    ['a body over 256 kB', ' '.repeat(300_000), 413, undefined],
  ])('%s', async (_, body, status, pointer) => {
    const answer = await shop.guest.post('/quotes', { body })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const found = shapes.problem.parse(answer.body)
    expect(found.status).toBe(status)
    if (pointer) expect(found.errors?.map((error) => error.pointer).join(' ')).toContain(pointer)
  })

  test('a line that cannot be met says so', async () => {
    const quote = (await askQuote(shop, line({ quantity: 101 }))).as(shapes.quote)
    expect(quote.lines).toMatchObject([{ availability: 'not_enough' }])
  })
})

describe('orders', () => {
  const key = () => randomUUID()

  test('a quote that was altered, and one that was used', async () => {
    const quote = await givenQuote(shop, wish)
    const altered = await sendOrder(shop, { ...quote, quote: `${quote.quote.slice(0, -3)}AAA` })
    expect([altered.status, altered.body]).toMatchObject([422, { code: 'quote_invalid' }])
    await placeOrder(shop, quote)
    const again = await sendOrder(shop, quote)
    expect([again.status, again.body]).toMatchObject([409, { code: 'quote_used' }])
  })

  test('a quote that has expired', async () => {
    const quote = await givenQuote(shop, wish)
    const expired = await eventually('the quote expires', async () => {
      const answer = await sendOrder(shop, { ...quote, shippingOptions: [] })
      return shapes.problem.parse(answer.body).code === 'quote_expired' && answer
    })
    expect(expired.status).toBe(422)
  })

  test('an Idempotency-Key that is missing, sent again, sent with another body, and twice at once', async () => {
    const quote = await givenQuote(shop, wish)
    const body = orderBody(quote)
    const missing = await shop.guest.post('/orders', { body, headers: { 'idempotency-key': '' } })
    expect([missing.status, missing.body]).toMatchObject([400, { code: 'idempotency_key_missing' }])

    const headers = { 'idempotency-key': key() }
    const [one, two] = await Promise.all([
      shop.guest.post('/orders', { body, headers }),
      shop.guest.post('/orders', { body, headers }),
    ])
    const first = one.as(shapes.order)
    expect(two.as(shapes.order).id).toBe(first.id)
    const replay = await shop.guest.post('/orders', { body, headers })
    expect([replay.status, replay.as(shapes.order)]).toMatchObject([
      201,
      { id: first.id, number: first.number, totals: first.totals },
    ])
    const other = await shop.guest.post('/orders', {
      body: { ...body, shippingOptionId: 'another' },
      headers,
    })
    expect([other.status, other.body]).toMatchObject([422, { code: 'idempotency_key_reused' }])
  })

  test.each([
    ['300 characters', '名'.repeat(300), 400],
    ['emoji', '花子 🌸👩‍👩‍👧', 201],
    ['right to left', 'محمد بن سلمان', 201],
  ])('a name of %s', async (_, name, status) => {
    const quote = await givenQuote(shop, wish)
    const answer = await sendOrder(shop, quote, { customer: { name, email: 'a@example.com' } })
    expect(answer.status).toBe(status)
    if (status === 400) expect(shapes.problem.parse(answer.body).errors?.[0]?.pointer).toBe('/customer/name')
  })

  test('more than there is, in two lines of one SKU, is rejected with the line; no money is held', async () => {
    const scarce = unique('SCARCE')
    await givenProduct(shop, scarce)
    await givenStock(shop, location, scarce, 3)
    const quote = await givenQuote(shop, { lines: [{ sku: scarce, quantity: 3 }] })
    const both = await askQuote(shop, {
      lines: [
        { sku: scarce, quantity: 2 },
        { sku: scarce, quantity: 2 },
      ],
    })
    expect(quote.lines).toHaveLength(1)
    const placed = await placeOrder(shop, both.as(shapes.quote))
    const rejected = await orderThatIs(shop, placed.id, 'rejected')
    expect(rejected.rejection).toMatchObject({ code: 'out_of_stock', lines: [{ sku: scarce }] })
    await expectEnd(shop, placed, {
      status: 'rejected',
      paymentStatus: 'voided',
      fulfillmentStatus: 'cancelled',
      stock: { [scarce]: { onHand: 3 } },
      ledger: {},
      mails: { ja: ['ご注文をお受けできませんでした（注文番号 #）'] },
    })
  })
})
