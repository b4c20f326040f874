import { describe, expect, it } from 'vitest'
import { productId } from '#shared/ids.ts'
import type { Product } from '../contract/types.ts'
import { aBook, aShirt, SIZES } from './product.fixtures.ts'
import { productFaults } from './product-faults.ts'

const ID = productId.parse('THING')

const found = (product: Product) =>
  productFaults(ID, product).map(({ pointer, code }) => `${pointer} ${code}`)

const priced = (...prices: object[]) => aBook({ prices })
const sized = (...variants: object[]) => aShirt({ variants })

describe('a product that is well-formed', () => {
  it.each([
    ['a book', aBook()],
    ['a shirt in two sizes', aShirt()],
    ['a merchant’s own barcode', aBook({ barcode: 'BIN-7/1234' })],
    [
      'a price, and another for a while',
      priced(
        { amount: 1980, currency: 'JPY' },
        {
          amount: 980,
          compareAt: 1980,
          currency: 'JPY',
          from: '2026-11-27T00:00:00Z',
          until: '2026-11-30T00:00:00Z',
        },
        { amount: 880, currency: 'JPY', from: '2026-11-30T00:00:00Z' },
        { amount: 1980, currency: 'USD' },
      ),
    ],
  ])('may be %s', (_, product) => {
    expect(found(product)).toEqual([])
  })

  it.each([
    ['a line break in its name', aBook({ name: { en: 'A\nbook' } }), ['/name/en impossible']],
    [
      'a line break in the names of an option and its value',
      aShirt({
        options: [
          {
            ...SIZES,
            name: { en: 'S\nize' },
            values: [{ id: 's', name: { ja: 'S\rM' } }, ...SIZES.values.slice(1)],
          },
        ],
      }),
      ['/options/0/name/en impossible', '/options/0/values/0/name/ja impossible'],
    ],
    [
      'a fraction of a minor unit',
      priced({ amount: 19.5, currency: 'JPY' }),
      ['/prices/0/amount too_many_decimals'],
    ],
    [
      'a fraction of one in what it cost before',
      priced({ amount: 19, compareAt: 20.123, currency: 'KWD' }),
      ['/prices/0/compareAt too_many_decimals'],
    ],
    [
      'a price before that is not higher',
      priced({ amount: 19, compareAt: 19, currency: 'JPY' }),
      ['/prices/0/compareAt impossible'],
    ],
    [
      'two prices of one currency',
      priced({ amount: 1, currency: 'JPY' }, { amount: 2, currency: 'JPY' }),
      ['/prices/1 overlapping_prices'],
    ],
    [
      'two prices for the same day',
      priced(
        { amount: 1, currency: 'JPY', until: '2026-12-02T00:00:00Z' },
        { amount: 2, currency: 'JPY', from: '2026-12-01T00:00:00Z' },
      ),
      ['/prices/1 overlapping_prices'],
    ],
    [
      'a price that ends before it begins',
      priced({ amount: 1, currency: 'JPY', from: '2026-12-02T00:00:00Z', until: '2026-12-01T00:00:00Z' }),
      ['/prices/0/until impossible'],
    ],
    ['a mistyped barcode', aBook({ barcode: '9784003510156' }), ['/barcode wrong_check_digit']],
    ['one barcode for several variants', aShirt({ barcode: 'SHIRT' }), ['/barcode duplicate_barcode']],
    [
      'a SKU twice',
      sized({ sku: 'A', options: { size: 's' } }, { sku: 'A', options: { size: 'm' } }),
      ['/variants/1/sku duplicate_sku'],
    ],
    [
      'a barcode twice',
      sized(
        { sku: 'A', options: { size: 's' }, barcode: 'X' },
        { sku: 'B', options: { size: 'm' }, barcode: 'X' },
      ),
      ['/variants/1/barcode duplicate_barcode'],
    ],
    [
      'two variants of one size',
      sized({ sku: 'A', options: { size: 's' } }, { sku: 'B', options: { size: 's' } }),
      ['/variants/1/options options_mismatch'],
    ],
    [
      'a size that the product does not have',
      sized({ sku: 'A', options: { size: 'xl' } }),
      ['/variants/0/options/size options_mismatch'],
    ],
    [
      'a variant without its size',
      sized({ sku: 'A', options: {} }),
      ['/variants/0/options/size options_mismatch'],
    ],
    [
      'an option that the product does not have',
      sized({ sku: 'A', options: { size: 's', color: 'red' } }),
      ['/variants/0/options/color options_mismatch'],
    ],
    ['options without variants', aBook({ options: [SIZES] }), ['/options options_mismatch']],
    ['an option twice', aShirt({ options: [SIZES, SIZES] }), ['/options/1/id options_mismatch']],
    [
      'a value of an attribute twice',
      aBook({ attributes: [{ ...SIZES, values: [SIZES.values[0], SIZES.values[0]] }] }),
      ['/attributes/0/values/1/id options_mismatch'],
    ],
    ['itself as related', aBook({ related: ['THING'] }), ['/related impossible']],
  ])('is refused with %s', (_, product, faults) => {
    expect(found(product)).toEqual(faults)
  })
})
