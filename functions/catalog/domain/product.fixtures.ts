import { product } from '../contract/types.ts'

/** A book, which is its only variant. */
export const aBook = (changes: object = {}) =>
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

export const SIZES = {
  id: 'size',
  name: { en: 'Size', ja: 'サイズ' },
  values: [
    { id: 's', name: { en: 'Small', ja: '小' } },
    { id: 'm', name: { en: 'Medium', ja: '中' } },
  ],
}

/** A T-shirt in two sizes. */
export function aShirt(changes: object = {}) {
  const { barcode: _, ...book } = aBook()
  return product.parse({
    ...book,
    name: { en: 'T-shirt', ja: 'Tシャツ' },
    options: [SIZES],
    variants: [
      { sku: 'SHIRT-S', options: { size: 's' } },
      { sku: 'SHIRT-M', options: { size: 'm' }, weightGrams: 500 },
    ],
    ...changes,
  })
}
