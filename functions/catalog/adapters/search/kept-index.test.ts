import { beforeEach, describe, expect, it } from 'vitest'
import { currency } from '#shared/money.ts'
import { type SearchDocument, searchChange } from '../../domain/search/document.ts'
import { NO_FILTERS } from '../../domain/search/filters.ts'
import { aDocument, CATEGORIES, someDocuments } from '../../domain/search/search.fixtures.ts'
import type { SearchRequest } from '../../domain/search/search-index.ts'
import { emptyIndex, keepIndex, type OpenIndex, openKeptIndex } from './kept-index.ts'

const NOW = new Date('2026-06-01T00:00:00Z')
const JPY = currency.parse('JPY')

const DOCUMENTS = [
  aDocument('MUG', {
    name: { en: 'Blue coffee mug', ja: '青いコーヒーマグカップ', 'zh-Hans': '蓝色咖啡马克杯' },
  }),
  aDocument('MUG-2', {
    name: { en: 'Red coffee mug', ja: '赤いコーヒーマグカップ', 'zh-Hans': '红色咖啡马克杯' },
    sold: 9,
  }),
  aDocument('UMBRELLA', {
    name: { en: 'Folding umbrella', ja: '折りたたみ傘', 'zh-Hans': '折叠雨伞' },
    description: { en: 'Keeps the rain off your coffee' },
    categories: ['gifts'],
  }),
  aDocument('SOFA', {
    name: { en: 'Wide sofa', ja: '広いソファ' },
    variants: [{ sku: 'SOFA-XL', options: {}, barcode: '4006381333931', stock: {} }],
  }),
]

describe('an index', () => {
  let { index }: OpenIndex = emptyIndex()
  const apply = (...documents: readonly SearchDocument[]) => {
    for (const document of documents) index.apply({ kind: 'product', document })
  }
  const search = (text: string, more: Partial<SearchRequest> = {}) =>
    index.search({ text, filters: NO_FILTERS, limit: 20, now: NOW, ...more })
  const ids = (text: string, more?: Partial<SearchRequest>): string[] =>
    search(text, more).items.map(({ id }) => id)

  beforeEach(() => {
    index = emptyIndex().index
    index.apply(searchChange.parse({ kind: 'categories', categories: CATEGORIES }))
    apply(...DOCUMENTS)
  })

  it.each([
    ['blue coffee mug', 'MUG'],
    ['BLUE MUGS', 'MUG'],
    ['blue cofee mug', 'MUG'],
    ['blve cofffee mug', 'MUG'],
    ['umbrela', 'UMBRELLA'],
    ['umbr', 'UMBRELLA'],
    ['青いマグカップ', 'MUG'],
    ['青い まぐかっぷ', 'MUG'],
    ['青いﾏｸﾞｶｯﾌﾟ', 'MUG'],
    ['青いマダカップ', 'MUG'],
    ['折りたたみ傘', 'UMBRELLA'],
    ['傘', 'UMBRELLA'],
    ['蓝色马克杯', 'MUG'],
    ['蓝色马可杯', 'MUG'],
    ['雨伞', 'UMBRELLA'],
    ['gifts', 'UMBRELLA'],
    ['4006381333931', 'SOFA'],
    ['sofa-xl', 'SOFA'],
  ])('finds by %s', (text, id) => {
    expect(ids(text)[0]).toBe(id)
  })

  it('prefers what is in a name to what is said about it, and does not guess where it need not', () => {
    expect(ids('coffee')).toEqual(['MUG-2', 'MUG', 'UMBRELLA'])
    expect(ids('red mug')).toEqual(['MUG-2'])
  })

  it('shows by a code what has it, before what has it as a word', () => {
    expect(ids('mug')).toEqual(['MUG', 'MUG-2'])
  })

  it('finds nothing by nothing that is known', () => {
    for (const text of ['xylophone', '.*', '(a+)+$', '\u0000\u0001', '鯨', '🎉'])
      expect(search(text), text).toMatchObject({ items: [], total: 0, facets: [] })
  })

  it('lists everything by what sells best where there is no text', () => {
    expect(ids('', {})).toEqual(['MUG-2', 'MUG', 'SOFA', 'UMBRELLA'])
  })

  it('finds by synonyms of the language', () => {
    index.apply({
      kind: 'synonyms',
      synonyms: { en: [['sofa', 'couch', 'settee']], ja: [['ソファ', '長椅子']] },
    })
    expect(ids('wide couch', { language: 'en' })).toEqual(['SOFA'])
    expect(ids('広い長椅子', { language: 'ja' })).toEqual(['SOFA'])
    expect(ids('wide couch', { language: 'ja' })[0]).toBe('SOFA')
    expect(search('couch', { language: 'ja' }).total).toBe(0)
  })

  it('shows each change at once', () => {
    apply(aDocument('MUG', { name: { en: 'Green teapot' } }))
    expect(ids('teapot')).toEqual(['MUG'])
    expect(ids('blue coffee')[0]).not.toBe('MUG')
    index.apply(searchChange.parse({ kind: 'product_gone', productId: 'SOFA' }))
    expect(ids('sofa')).toEqual([])
    expect(ids('4006381333931')).toEqual([])
    index.apply(searchChange.parse({ kind: 'product_gone', productId: 'SOFA' }))
    expect(index.size).toBe(3)
  })

  it('finds products by the names that their categories have now', () => {
    index.apply(
      searchChange.parse({
        kind: 'categories',
        categories: [
          { id: 'gifts', name: { en: 'Presents' }, parent: 'all', position: 0 },
          { id: 'all', name: { en: 'Everything' }, position: 0 },
        ],
      }),
    )
    expect(ids('presents')).toEqual(['UMBRELLA'])
    expect(search('', { filters: { ...NO_FILTERS, categories: new Set(['all']) } }).total).toBe(1)
    expect(search('').facets[0]).toEqual({
      id: 'category',
      name: { en: 'category' },
      values: [
        { id: 'all', name: { en: 'Everything' }, count: 1 },
        { id: 'gifts', name: { en: 'Presents' }, count: 1 },
      ],
    })
  })

  it('shows names in one language, and prices of the moment', () => {
    apply(
      aDocument('SALE', {
        name: { en: 'Sale', ja: 'セール' },
        prices: [
          {
            amount: 500,
            currency: 'JPY',
            compareAt: 900,
            from: '2026-05-31T00:00:00Z',
            until: '2026-06-02T00:00:00Z',
          },
          { amount: 900, currency: 'JPY' },
        ],
      }),
    )
    expect(search('セール', { language: 'ja-JP', currency: JPY }).items[0]).toMatchObject({
      name: { ja: 'セール' },
      price: { from: { amount: 500 }, to: { amount: 500 }, compareAt: { amount: 900, currency: 'JPY' } },
    })
    const later = search('セール', { currency: JPY, now: new Date('2026-06-02T00:00:00Z') })
    expect(later.items[0]?.price).toEqual({
      from: { amount: 900, currency: 'JPY' },
      to: { amount: 900, currency: 'JPY' },
    })
    expect(search('sale', { currency: currency.parse('EUR') }).total).toBe(0)
  })

  it('suggests categories and products by what is typed', () => {
    expect(index.suggest({ text: 'gi', language: 'en', limit: 8 })).toEqual([
      { kind: 'category', id: 'gifts', text: 'Gifts' },
    ])
    expect(index.suggest({ text: 'cof', language: 'en', limit: 8 }).map(({ text }) => text)).toEqual([
      'Red coffee mug',
      'Blue coffee mug',
    ])
    expect(index.suggest({ text: 'コーヒ', language: 'ja', limit: 1 })).toEqual([
      { kind: 'product', id: 'MUG-2', text: '赤いコーヒーマグカップ' },
    ])
    expect(index.suggest({ text: ' ', limit: 8 })).toEqual([])
  })

  it('is the same when it was kept and opened', () => {
    apply(...someDocuments(5, 100))
    index.apply({ kind: 'synonyms', synonyms: { en: [['sofa', 'couch']] } })
    const opened = openKeptIndex(keepIndex(index, 42))
    expect(opened?.version).toBe(42)
    expect(opened?.index.size).toBe(104)
    for (const text of ['', 'coffee', 'couch', 'shirt', '傘', 'sofa-xl', 'p7-0'])
      expect(
        opened?.index.search({ text, filters: NO_FILTERS, limit: 100, now: NOW, currency: JPY }),
        text,
      ).toEqual(search(text, { limit: 100, currency: JPY }))
    opened?.index.apply(searchChange.parse({ kind: 'product_gone', productId: 'SOFA' }))
    expect(opened?.index.search({ text: 'couch', filters: NO_FILTERS, limit: 1, now: NOW }).total).toBe(0)
  })

  it('is the same after it was opened, changed and kept again', () => {
    index.apply(searchChange.parse({ kind: 'product_gone', productId: 'UMBRELLA' }))
    apply(aDocument('MUG', { name: { en: 'Green mug mug' } }))
    const once = openKeptIndex(keepIndex(index, 1))?.index ?? index
    for (const one of [index, once]) {
      one.apply({ kind: 'product', document: aDocument('MUG-3', { name: { en: 'Yellow coffee mug' } }) })
      one.apply({ kind: 'product', document: aDocument('SOFA', { name: { en: 'Narrow sofa' } }) })
    }
    const twice = openKeptIndex(keepIndex(once, 2))?.index ?? index
    for (const text of ['mug', 'coffee', 'coffe', 'sofa', 'wide', 'umbrella', '傘', 'ye']) {
      const found = search(text).items.map(({ id }) => id)
      for (const one of [once, twice])
        expect(
          one.search({ text, filters: NO_FILTERS, limit: 20, now: NOW }).items.map(({ id }) => id),
          text,
        ).toEqual(found)
    }
  })

  it('is not opened where it is of another format', () => {
    expect(openKeptIndex(Buffer.from('{"format":0}\n{}'))).toBeUndefined()
  })
})
