import { describe, expect, it } from 'vitest'
import { categoryId, productId, sku } from '#shared/ids.ts'
import {
  categoryViolations,
  foundViolations,
  type ProductBooks,
  productViolations,
  searchLogViolations,
} from './invariants.ts'
import { aBook } from './product.fixtures.ts'

const BOOK = productId.parse('BOOK')
const books: ProductBooks = {
  id: BOOK,
  product: aBook(),
  visible: true,
  skus: [sku.parse('BOOK')],
  owners: new Map([
    ['SKU#BOOK', BOOK],
    ['BARCODE#9784003510155', BOOK],
  ]),
}

const rulesBroken = (changes: Partial<ProductBooks>) =>
  productViolations({ ...books, ...changes }).map((text) => text.split(':')[0])

describe('a product', () => {
  it('is right as it is', () => {
    expect(productViolations(books)).toEqual([])
  })

  it.each([
    [
      'a code that nobody has',
      { owners: new Map([['SKU#BOOK', BOOK]]) },
      'the codes of a product are its own',
    ],
    ['a SKU that is forgotten', { skus: [] }, 'a product keeps the SKUs that it had'],
    ['a draft that is shown', { product: aBook({ status: 'draft' }) }, 'what is shown is published'],
    [
      'a tenth of a yen',
      { product: aBook({ prices: [{ amount: 0.1, currency: 'JPY' }] }) },
      'what is kept of a product has no fault',
    ],
  ])('is wrong with %s', (_, changes, rule) => {
    expect(rulesBroken(changes)).toEqual([rule])
  })
})

describe('the search', () => {
  const broken = (texts: readonly string[]) => texts.map((text) => text.split(':')[0])

  it('is right where it finds what is shown, as it is, and nothing else', () => {
    expect(foundViolations({ id: BOOK, due: 'a', told: 'a' })).toEqual([])
    expect(foundViolations({ id: BOOK, due: undefined, told: undefined })).toEqual([])
  })

  it.each([
    ['a product that nobody finds', 'a', undefined, 'what is shown is found'],
    ['a draft', undefined, 'a', 'what is not shown is not found'],
    ['what a product was', 'a', 'b', 'what is found is found as it is'],
  ])('is wrong with %s', (_, due, told, rule) => {
    expect(broken(foundViolations({ id: BOOK, due, told }))).toEqual([rule])
  })

  it.each([
    ['new', { version: 0, kept: 0, numbers: [] }],
    ['of a file alone', { version: 9, kept: 9, numbers: [] }],
    ['of a file and what follows', { version: 9, kept: 7, numbers: [6, 7, 8, 9] }],
  ])('has all changes where it is %s', (_, log) => {
    expect(searchLogViolations(log)).toEqual([])
  })

  it.each([
    ['lacks a change', { version: 9, kept: 7, numbers: [9] }, 'in no file is there'],
    ['has a change too many', { version: 9, kept: 8, numbers: [9, 10] }, 'without a number'],
    ['has a file of the future', { version: 8, kept: 9, numbers: [] }, 'without a number'],
  ])('is wrong where it %s', (_, log, rule) => {
    expect(broken(searchLogViolations(log)).join()).toContain(rule)
  })
})

describe('categories', () => {
  const [a, b] = ['a', 'b'].map((id) => categoryId.parse(id)) as [
    ReturnType<typeof categoryId.parse>,
    ReturnType<typeof categoryId.parse>,
  ]
  const kept = [
    { id: a, parent: undefined },
    { id: b, parent: a },
  ]

  it('are right as they are', () => {
    expect(categoryViolations({ tree: { [a]: null, [b]: a }, kept })).toEqual([])
  })

  it.each([
    ['a loop', { [a]: b, [b]: a }, 'every category leads to the top'],
    [
      'a category that is no more',
      { [a]: null, [b]: a, [categoryId.parse('c')]: null },
      'the tree has what the categories say',
    ],
    ['one that is elsewhere', { [a]: null, [b]: null }, 'the tree has what the categories say'],
  ])('are wrong with %s', (_, tree, rule) => {
    expect(categoryViolations({ tree, kept }).join()).toContain(rule)
  })
})
