import { beforeEach, describe, expect, it } from 'vitest'
import { productId, sku } from '#shared/ids.ts'
import type { MemoryStore } from '#shared/store/memory-store.ts'
import type { Product } from '../contract/types.ts'
import { aShirt, aBook as book } from '../domain/product.fixtures.ts'
import { makePutProduct } from './put-product.ts'
import { makeListCatalogProducts, makeReadFiles, makeReadProduct } from './read-products.ts'
import { aMedia, CAUSE as cause, openCatalog } from './testing.ts'

const BOOK = productId.parse('BOOK-1')
let catalog: ReturnType<typeof openCatalog>
let store: MemoryStore
let put: ReturnType<typeof makePutProduct>

beforeEach(() => {
  catalog = openCatalog()
  store = catalog.store
  put = makePutProduct(catalog)
})

const publish = (content = book(), ifMatch?: number) => put({ id: BOOK, product: content, ifMatch }, cause)

const published = () =>
  store
    .all()
    .filter((item) => item['entity'] === 'history')
    .map((item) => (item['event'] as { type: string }).type)

describe('putting a product', () => {
  it('makes it, with version 1 and one event', async () => {
    const result = await publish()
    expect(result).toMatchObject({ ok: true, value: { created: true, product: { id: BOOK, version: 1 } } })
    expect(published()).toEqual(['product.published'])
  })

  it('replaces the whole of it for who names the version that is current', async () => {
    await publish()
    const { barcode: _, ...withoutBarcode } = book({ taxClass: 'reduced' })
    const result = await publish(withoutBarcode, 1)
    expect(result).toMatchObject({ ok: true, value: { created: false, product: { version: 2 } } })
    const read = await makeReadProduct(catalog)(BOOK)
    expect(read).toMatchObject({
      ok: true,
      value: { ...withoutBarcode, id: BOOK, version: 2, visible: true, variants: [{ sku: BOOK }] },
    })
    expect(read).not.toHaveProperty('value.barcode')
    expect(published()).toEqual(['product.published', 'product.published'])
  })

  it('says so when a price differs', async () => {
    await publish()
    await publish(book({ prices: [{ amount: 2200, currency: 'JPY' }] }), 1)
    expect(published()).toEqual(['product.published', 'product.published', 'price.changed'])
  })

  it('makes no event and no version of what is already so', async () => {
    await publish()
    expect(await publish(book(), 1)).toMatchObject({
      ok: true,
      value: { created: false, product: { version: 1 } },
    })
    expect(published()).toHaveLength(1)
  })

  it.each([
    ['it exists and If-Match is missing', undefined, 'precondition_required'],
    ['If-Match names another version', 7, 'precondition_failed'],
  ])('refuses where %s', async (_, ifMatch, code) => {
    await publish()
    expect(await publish(book({ weightGrams: 1 }), ifMatch)).toMatchObject({ ok: false, code })
    expect(published()).toHaveLength(1)
  })

  it('refuses If-Match where there is nothing to match', async () => {
    expect(await publish(book(), 1)).toMatchObject({ ok: false, code: 'precondition_failed' })
    expect(store.all()).toEqual([])
  })

  it('lets one of several writers of the same version win', async () => {
    await publish()
    const results = await Promise.all([1, 2, 3, 4].map((grams) => publish(book({ weightGrams: grams }), 1)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.filter((result) => !result.ok && result.code === 'precondition_failed')).toHaveLength(3)
  })

  it('lets one of several makers win', async () => {
    const results = await Promise.all([1, 2, 3].map((grams) => publish(book({ weightGrams: grams }))))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(published()).toHaveLength(1)
  })
})

describe('reading products', () => {
  it('finds no product that was never published', async () => {
    expect(await makeReadProduct(catalog)(BOOK)).toMatchObject({ ok: false, code: 'not_found' })
  })

  it('lists them by id, page by page', async () => {
    for (const name of ['C', 'A', 'B'])
      await put(
        { id: productId.parse(name), product: book({ barcode: `OWN-${name}` }), ifMatch: undefined },
        cause,
      )
    const list = makeListCatalogProducts({ store })
    const first = await list({ limit: 2 })
    const second = await list({ limit: 2, cursor: first.nextCursor ?? '' })
    expect([first, second].map(({ items }) => items.map(({ id }) => id))).toEqual([['A', 'B'], ['C']])
    expect(second.nextCursor).toBeNull()
  })
})

describe('the files of what is digital', () => {
  const download = { url: 'https://files.example/genji.epub', fileName: '源氏物語.epub' }

  it('are told by SKU; who has none, or is not there, is left out', async () => {
    const ebook = productId.parse('EBOOK')
    await put({ id: ebook, product: book({ kind: 'digital', download }), ifMatch: undefined }, cause)
    await publish()
    const readFiles = makeReadFiles({ store })
    expect(await readFiles({ skus: ['EBOOK', 'BOOK-1', 'GONE'].map((id) => sku.parse(id)) })).toEqual({
      files: [{ sku: 'EBOOK', ...download }],
    })
  })

  it.each([
    ['not fetched over https', { url: 'http://files.example/a', fileName: 'a' }],
    ['run by a browser', { url: 'javascript:alert(1)', fileName: 'a' }],
    ['named by a path', { ...download, fileName: '../a' }],
    ['without a name', { url: download.url }],
  ])('are refused where one is %s', (_, wrong) => {
    expect(() => book({ kind: 'digital', download: wrong })).toThrow()
  })

  it('belong to no physical product', () => {
    expect(() => book({ download })).toThrow()
  })
})

describe('a product as a merchant writes it', () => {
  it.each([
    ['no price', { prices: [] }],
    ['no name', { name: {} }],
    ['a name of 301 characters', { name: { en: 'x'.repeat(301) } }],
    ['a negative price', { prices: [{ amount: -1, currency: 'JPY' }] }],
    ['a field nobody knows', { colour: 'red' }],
  ])('is refused with %s', (_, changes) => {
    expect(() => book(changes)).toThrow()
  })

  it('may be named with emoji and from right to left', () => {
    expect(book({ name: { ar: 'كتاب 📖' } }).name).toEqual({ ar: 'كتاب 📖' })
  })
})

describe('the pictures and models of a product', () => {
  const coming = aMedia(1)
  const refusal = { code: 'broken', detail: 'It is cut off.' } as const
  const refused = aMedia(2, { status: 'refused', refusal })
  const model = aMedia(3, { kind: 'model' })
  const missing = aMedia(4)
  const codeOf = async (content: Product) => {
    const result = await publish(content)
    return result.ok ? 'ok' : [result.code, ...(result.errors ?? []).map(({ pointer }) => pointer)]
  }

  beforeEach(() => catalog.addMedia(coming, refused, model))

  it('may still be on their way', async () => {
    const media = [{ mediaId: coming.id }]
    expect(await codeOf(book({ media, models: [{ format: 'gltf', mediaId: model.id }] }))).toBe('ok')
  })

  it.each([
    ['is not there', { media: [{ mediaId: coming.id }, { mediaId: missing.id }] }, '/media/1/mediaId'],
    ['was refused', { media: [{ mediaId: refused.id }] }, '/media/0/mediaId'],
    ['is a model', { media: [{ mediaId: model.id }] }, '/media/0/mediaId'],
    ['is a picture', { models: [{ format: 'usdz', mediaId: coming.id }] }, '/models/0/mediaId'],
  ])('are unknown where one %s', async (_, changes, pointer) => {
    expect(await codeOf(book(changes))).toEqual(['unknown_media', pointer])
  })

  it('are looked for in its variants too, and are gone a day after nobody has uploaded them', async () => {
    const { variants = [], ...shirt } = aShirt()
    const media = [{ mediaId: coming.id }]
    const pictured = { ...shirt, variants: variants.map((variant) => ({ ...variant, media })) }
    await catalog.addMedia(aMedia(1, { createdAt: '2026-11-19T03:00:00.000Z' }))
    expect(await codeOf(pictured)).toEqual([
      'unknown_media',
      '/variants/0/media/0/mediaId',
      '/variants/1/media/0/mediaId',
    ])
  })
})
