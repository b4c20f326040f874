import { describe, expect, test } from 'vitest'
import { eventually } from '#support/eventually.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aProduct,
  askQuote,
  givenGoods,
  givenLocation,
  givenQuote,
  givenStock,
  placeOrder,
  unique,
} from '#support/shop.ts'

const SIZES = {
  id: 'size',
  name: { en: 'Size', ja: 'サイズ' },
  values: [
    { id: 's', name: { en: 'Small', ja: '小' } },
    { id: 'm', name: { en: 'Medium', ja: '中' } },
  ],
}

/** A shirt in two sizes, the larger of which costs more. */
const aShirt = (id: string, changes: object = {}) =>
  aProduct({
    name: { en: 'T-shirt', ja: 'Tシャツ' },
    options: [SIZES],
    variants: [
      { sku: `${id}-S`, options: { size: 's' } },
      { sku: `${id}-M`, options: { size: 'm' }, prices: [{ amount: 2_200, currency: 'JPY' }] },
    ],
    ...changes,
  })

const put = (id: string, body: object, etag?: string | null) =>
  shop.machine.put(`/products/${id}`, { body, headers: etag ? { 'if-match': etag } : {} })

const read = (id: string, query = '') => shop.guest.get(`/products/${id}${query}`)

describe('a product in variants', () => {
  test('is sold by each of them, at its own price, under its own name', async () => {
    const [id, location] = [unique('SHIRT'), unique('TOKYO')]
    expect((await put(id, aShirt(id))).status).toBe(201)
    await givenLocation(shop, location)
    for (const size of ['S', 'M']) await givenStock(shop, location, `${id}-${size}`, 5)
    const lines = ['S', 'M'].map((size) => ({ sku: `${id}-${size}`, quantity: 1 }))
    const quote = await givenQuote(shop, { lines, locale: 'en' })
    expect(quote.lines.map(({ name }) => name)).toEqual(['T-shirt, Small', 'T-shirt, Medium'])
    const order = await placeOrder(shop, quote)
    expect(order.totals.subtotal.amount).toBe(1_650 + 2_200)
  })

  test('is read in one language and currency, and not sent again while it is the same', async () => {
    const id = unique('SHIRT')
    await put(id, aShirt(id))
    const shown = await read(id, '?language=ja-JP&currency=JPY')
    expect(shown.body).toMatchObject({
      name: { ja: 'Tシャツ' },
      options: [{ name: { ja: 'サイズ' } }],
      variants: [
        { name: { ja: 'Tシャツ, 小' }, prices: [{ amount: 1_650 }] },
        { prices: [{ amount: 2_200 }] },
      ],
    })
    expect(shown.text).not.toContain('"en"')
    expect(shown.headers.get('cache-control')).toContain('public')
    const etag = shown.headers.get('etag') ?? ''
    const again = await shop.guest.get(`/products/${id}?language=ja-JP&currency=JPY`, {
      headers: { 'if-none-match': etag },
    })
    expect([again.status, again.text]).toEqual([304, ''])
    expect((await put(id, aShirt(id, { taxClass: 'reduced' }), etag)).status).toBe(200)
    expect((await put(id, aShirt(id, { taxClass: 'zero' }), etag)).status).toBe(412)
  })

  test('whose variant goes, or which is archived, is sold no more', async () => {
    const id = unique('SHIRT')
    const both = await put(id, aShirt(id))
    const wish = { lines: [{ sku: `${id}-S`, quantity: 1 }] }
    const answers = (status: number) =>
      eventually(`a quote answers ${status}`, async () => (await askQuote(shop, wish)).status === status)
    await answers(200)
    const one = await put(
      id,
      aShirt(id, { variants: [{ sku: `${id}-M`, options: { size: 'm' } }] }),
      both.headers.get('etag'),
    )
    await answers(422)
    const all = await put(id, aShirt(id), one.headers.get('etag'))
    await answers(200)
    await put(id, aShirt(id, { status: 'archived' }), all.headers.get('etag'))
    await answers(422)
    expect((await read(id)).status).toBe(404)
  })
})

describe('a draft', () => {
  test('is seen by who works on the catalog, with its history; by others when it is published', async () => {
    const id = unique('DRAFT')
    const draft = await put(id, aProduct({ status: 'draft' }))
    expect(draft.status).toBe(201)
    expect((await read(id)).status).toBe(404)
    expect((await shop.guest.get(`/catalog/products/${id}`)).status).toBe(401)
    expect((await shop.machine.get(`/catalog/products/${id}`)).body).toMatchObject({ status: 'draft' })
    expect((await put(id, aProduct(), draft.headers.get('etag'))).status).toBe(200)
    expect((await read(id)).status).toBe(200)
    expect((await shop.machine.get(`/catalog/products/${id}/history`)).body).toMatchObject({
      items: [
        { sequence: 1, type: 'product.drafted', actor: { kind: 'machine' } },
        { sequence: 2, type: 'product.published' },
      ],
    })
  })

  test('of a later day is shown when it comes', async () => {
    const id = unique('LATER')
    const publishAt = new Date(Date.now() + 3_000).toISOString()
    await put(id, aProduct({ publishAt }))
    expect((await read(id)).status).toBe(404)
    await eventually('it is shown', async () => (await read(id)).status === 200)
  })
})

test('a price that changes is the price of the next quote', async () => {
  const { sku, quote } = await givenGoods(shop)
  expect(quote.lines).toHaveLength(1)
  const { headers } = await read(sku)
  await put(
    sku,
    aProduct({
      prices: [
        { amount: 1_650, currency: 'JPY' },
        { amount: 990, compareAt: 1_650, currency: 'JPY', from: '2026-01-01T00:00:00Z' },
      ],
    }),
    headers.get('etag'),
  )
  const lines = [{ sku, quantity: 1 }]
  const quoted = await eventually('a quote at the new price', async () => {
    const { unitPrice } = (await askQuote(shop, { lines })).as(shapes.pricedQuote).lines[0] ?? {}
    return unitPrice?.amount === 990
  })
  expect(quoted).toBe(true)
})

describe('categories', () => {
  test('make a tree without loops, and are removed from its leaves', async () => {
    const [top, sub] = [unique('clothes'), unique('shirts')]
    const putCategory = (id: string, body: object, headers = {}) =>
      shop.machine.put(`/categories/${id}`, { body: { name: { en: id, ja: `${id}類` }, ...body }, headers })
    const made = await putCategory(top, {})
    expect(made.status).toBe(201)
    expect((await putCategory(sub, { parent: top })).status).toBe(201)
    const loop = await putCategory(top, { parent: sub }, { 'if-match': made.headers.get('etag') ?? '' })
    expect(loop.body).toMatchObject({ status: 422, code: 'category_loop', errors: [{ pointer: '/parent' }] })
    const list = (await shop.guest.get('/categories?language=ja')).body
    expect(list).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: sub, parent: top })]),
    })
    expect((await shop.machine.delete(`/categories/${top}`)).body).toMatchObject({
      status: 409,
      code: 'category_not_empty',
    })
    expect((await shop.machine.delete(`/categories/${sub}`)).status).toBe(200)
    expect((await shop.guest.get(`/categories/${sub}`)).status).toBe(404)
  })
})

describe('what cannot be', () => {
  const taken = unique('TAKEN')
  test.each([
    [
      'a SKU of another product',
      { options: [SIZES], variants: [{ sku: taken, options: { size: 's' } }] },
      'sku_taken',
      '/variants/0/sku',
    ],
    ['a barcode of another product', { barcode: `B-${taken}` }, 'barcode_taken', '/barcode'],
    ['a wrong check digit', { barcode: '4901234567890' }, 'wrong_check_digit', '/barcode'],
    [
      'a tenth of a yen',
      { prices: [{ amount: 99.5, currency: 'JPY' }] },
      'too_many_decimals',
      '/prices/0/amount',
    ],
    ['a category that is not there', { categories: ['nowhere'] }, 'unknown_category', '/categories/0'],
    [
      'a picture that is not there',
      { media: [{ mediaId: `med_${'0'.repeat(26)}` }] },
      'unknown_media',
      '/media/0/mediaId',
    ],
  ])('%s', async (_, changes, code, pointer) => {
    const first = await put(taken, aProduct({ barcode: `B-${taken}` }))
    expect([201, 428]).toContain(first.status)
    const answer = await put(unique('NEW'), aProduct(changes))
    expect(answer.body).toMatchObject({ status: 422, code, errors: [{ pointer, code }] })
  })

  test.each([
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['no name', { name: {} }, '/name'],
    ['no price', { prices: [] }, '/prices'],
    ['a name that is no language', { name: { 'not a language': 'x' } }, '/name/not a language'],
    ['a negative weight', { weightGrams: -1 }, '/weightGrams'],
  ])('%s is malformed', async (_, changes, pointer) => {
    const answer = await put(unique('NEW'), aProduct(changes))
    const { status, errors } = shapes.problem.parse(answer.body)
    expect([status, errors?.[0]?.pointer]).toEqual([400, pointer])
  })
})
