import { describe, expect, it } from 'vitest'
import type { NewEvent } from '#shared/events.ts'
import { productId } from '#shared/ids.ts'
import type { Product } from '../contract/types.ts'
import { aBook, aShirt } from './product.fixtures.ts'
import { decidePublication, decidePut, dueAt, type ProductState } from './product.ts'
import { variantsOf } from './variants.ts'

const ID = productId.parse('SHIRT')
const NOW = new Date('2026-11-27T12:00:00Z')
const TOMORROW = '2026-11-28T12:00:00Z'

function put(known: ProductState | undefined, product: Product) {
  const before = known && { ...known, version: 1 }
  const decision = decidePut(before, { id: ID, product, ifMatch: before?.version }, NOW)
  if (!decision.ok) throw new Error(decision.detail)
  return decision.value
}

const typesOf = ({ events }: { events: readonly NewEvent[] }) =>
  events.map(({ definition }) => definition.type)

const shown = put(undefined, aShirt()).after
const hidden = put(undefined, aShirt({ status: 'draft' })).after
const later = put(undefined, aShirt({ publishAt: TOMORROW })).after

describe('what is visible', () => {
  it.each([
    ['is published', aShirt(), true],
    ['is published since a while', aShirt({ publishAt: '2026-11-27T12:00:00Z' }), true],
    ['is published later', aShirt({ publishAt: TOMORROW }), false],
    ['is a draft', aShirt({ status: 'draft' }), false],
    ['is archived', aShirt({ status: 'archived' }), false],
  ])('of what %s', (_, product, visible) => {
    expect(put(undefined, product).after.visible).toBe(visible)
  })
})

describe('what is said of a change', () => {
  it.each([
    ['a draft', undefined, aShirt({ status: 'draft' }), ['product.drafted']],
    ['a new product', undefined, aShirt(), ['product.published']],
    ['a draft that is published', hidden, aShirt(), ['product.published']],
    ['a draft that is changed', hidden, aShirt({ status: 'draft', taxClass: 'zero' }), ['product.drafted']],
    ['what is taken back', shown, aShirt({ status: 'archived' }), ['product.withdrawn']],
    ['what is put off', shown, aShirt({ publishAt: TOMORROW }), ['product.withdrawn']],
    [
      'a price',
      shown,
      aShirt({ prices: [{ amount: 1, currency: 'JPY' }] }),
      ['product.published', 'price.changed'],
    ],
    ['nothing', shown, aShirt(), []],
  ])('of %s', (_, before, product, types) => {
    expect(typesOf(put(before, product))).toEqual(types)
  })

  it('names the SKUs that are not sold any more, also where they went long ago', () => {
    const one = put(shown, aShirt({ variants: [{ sku: 'SHIRT-M', options: { size: 'm' } }] }))
    expect(one.events[0]?.data).toMatchObject({ withdrawnSkus: ['SHIRT-S'] })
    const renamed = put(one.after, aShirt({ variants: [{ sku: 'SHIRT-L', options: { size: 'm' } }] }))
    expect(renamed.events[0]?.data).toMatchObject({ withdrawnSkus: ['SHIRT-S', 'SHIRT-M'] })
    const gone = put(renamed.after, aShirt({ status: 'archived' }))
    expect(gone.events[0]?.data).toMatchObject({ skus: ['SHIRT-S', 'SHIRT-M', 'SHIRT-L'] })
  })
})

describe('a product that is published later', () => {
  it('is due at its time', () => {
    expect([later, hidden, shown].map(dueAt)).toEqual([TOMORROW, undefined, undefined])
  })

  it('is shown when it has come, and not before', () => {
    expect(typesOf(decidePublication(later, ID, NOW))).toEqual([])
    const due = decidePublication(later, ID, new Date(TOMORROW))
    expect(typesOf(due)).toEqual(['product.published'])
    expect(due.after.visible).toBe(true)
    expect(typesOf(decidePublication(due.after, ID, new Date(TOMORROW)))).toEqual([])
  })
})

it('takes no product that would not fit the bus', () => {
  const huge = aBook({
    description: Object.fromEntries(['en', 'ja', 'fr', 'de'].map((tag) => [tag, '本'.repeat(10_000)])),
  })
  expect(decidePut(undefined, { id: ID, product: huge, ifMatch: undefined }, NOW)).toMatchObject({
    code: 'too_large',
  })
})

describe('a variant', () => {
  it('has what its product says, unless it says otherwise itself', () => {
    expect(variantsOf(ID, aShirt())).toMatchObject([
      { sku: 'SHIRT-S', weightGrams: 450, prices: [{ amount: 1980 }], options: { size: 's' } },
      { sku: 'SHIRT-M', weightGrams: 500, prices: [{ amount: 1980 }], options: { size: 'm' } },
    ])
  })

  it('is called by its product and its options, in each language', () => {
    expect(variantsOf(ID, aShirt()).map(({ name }) => name)).toEqual([
      { en: 'T-shirt, Small', ja: 'Tシャツ, 小' },
      { en: 'T-shirt, Medium', ja: 'Tシャツ, 中' },
    ])
  })

  it('is the product itself where it has no others', () => {
    expect(variantsOf(ID, aBook())).toMatchObject([{ sku: 'SHIRT', barcode: '9784003510155', options: {} }])
  })
})
