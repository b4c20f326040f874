import { beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM } from '#shared/actor.ts'
import { makeIds, sku } from '#shared/ids.ts'
import { makePersonal } from '#shared/personal.ts'
import { type MemoryStore, makeMemoryStore } from '#shared/store/memory-store.ts'
import { product } from '../contract/types.ts'
import { makePutProduct } from './put-product.ts'
import { makeListProducts, makeReadFiles, makeReadProduct } from './read-products.ts'

const BOOK = sku.parse('BOOK-1')
const cause = { correlationId: 'req-1', causationId: 'req-1', actor: SYSTEM }

const book = (changes: object = {}) =>
  product.parse({
    name: { en: 'The Tale of Genji', ja: '源氏物語' },
    prices: [{ amount: 1980, currency: 'JPY' }],
    taxClass: 'standard',
    barcode: '9784003510155',
    weightGrams: 450,
    lengthMm: 150,
    widthMm: 105,
    heightMm: 25,
    kind: 'physical',
    ...changes,
  })

let store: MemoryStore
let put: ReturnType<typeof makePutProduct>

beforeEach(() => {
  store = makeMemoryStore()
  let born = 0
  put = makePutProduct({
    store,
    clock: { now: () => new Date('2026-11-20T03:00:00Z') },
    ids: makeIds(() => String(++born).padStart(26, '0')),
    personal: makePersonal('a secret of the tests'),
  })
})

const publish = (content = book(), ifMatch?: number) => put({ sku: BOOK, product: content, ifMatch }, cause)

const published = () =>
  store
    .all()
    .filter((item) => item['entity'] === 'history')
    .map((item) => (item['event'] as { type: string }).type)

describe('putting a product', () => {
  it('makes it, with version 1 and one event', async () => {
    const result = await publish()
    expect(result).toMatchObject({ ok: true, value: { created: true, product: { sku: BOOK, version: 1 } } })
    expect(published()).toEqual(['product.published'])
  })

  it('replaces the whole of it for who names the version that is current', async () => {
    await publish()
    const { barcode: _, ...withoutBarcode } = book({ taxClass: 'reduced' })
    const result = await publish(withoutBarcode, 1)
    expect(result).toMatchObject({ ok: true, value: { created: false, product: { version: 2 } } })
    const read = await makeReadProduct({ store })(BOOK)
    expect(read).toEqual({ ok: true, value: { ...withoutBarcode, sku: BOOK, version: 2 } })
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
    expect(await makeReadProduct({ store })(BOOK)).toMatchObject({ ok: false, code: 'not_found' })
  })

  it('lists them by SKU, page by page', async () => {
    for (const name of ['C', 'A', 'B'])
      await put({ sku: sku.parse(name), product: book(), ifMatch: undefined }, cause)
    const list = makeListProducts({ store })
    const first = await list({ limit: 2 })
    const second = await list({ limit: 2, cursor: first.nextCursor ?? '' })
    expect([first, second].map(({ items }) => items.map((item) => item.sku))).toEqual([['A', 'B'], ['C']])
    expect(second.nextCursor).toBeNull()
  })
})

describe('the files of what is digital', () => {
  const download = { url: 'https://files.example/genji.epub', fileName: '源氏物語.epub' }

  it('are told by SKU; who has none, or is not there, is left out', async () => {
    const ebook = sku.parse('EBOOK')
    await put({ sku: ebook, product: book({ kind: 'digital', download }), ifMatch: undefined }, cause)
    await publish()
    const readFiles = makeReadFiles({ store })
    expect(await readFiles({ skus: [ebook, BOOK, sku.parse('GONE')] })).toEqual({
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
    ['two prices in one currency', { prices: [1, 2].map((amount) => ({ amount, currency: 'JPY' })) }],
    ['no price', { prices: [] }],
    ['no name', { name: {} }],
    ['a name of 301 characters', { name: { en: 'x'.repeat(301) } }],
    ['a negative price', { prices: [{ amount: -1, currency: 'JPY' }] }],
    ['a fraction of a yen', { prices: [{ amount: 1.5, currency: 'JPY' }] }],
    ['a field nobody knows', { colour: 'red' }],
  ])('is refused with %s', (_, changes) => {
    expect(() => book(changes)).toThrow()
  })

  it('may be named with emoji and from right to left', () => {
    expect(book({ name: { ar: 'كتاب 📖' } }).name).toEqual({ ar: 'كتاب 📖' })
  })
})
