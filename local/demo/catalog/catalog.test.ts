import { describe, expect, test } from 'vitest'
import { product } from '#contexts/catalog/contract/types.ts'
import { productFaults } from '#contexts/catalog/domain/product-faults.ts'
import { productId } from '#shared/ids.ts'
import { LANGUAGES } from '#shared/languages.ts'
import { PRODUCTS } from './all-products.ts'
import { CATEGORIES, CATEGORY_LIST } from './categories.ts'
import { productBody, skusOf } from './product-body.ts'
import type { Texts } from './shape.ts'
import { LOCATIONS, STOCK } from './stock.ts'
import { TRAITS } from './words.ts'

const SKUS = PRODUCTS.flatMap(skusOf)

const repeated = (values: readonly unknown[]) => values.filter((value, at) => values.indexOf(value) !== at)

const isTexts = (value: object): value is Texts => LANGUAGES.every((language) => language in value)

/** Every text by language that is somewhere in a value, with where it is. */
function textsIn(value: unknown, at: string): readonly (readonly [at: string, texts: Texts])[] {
  if (typeof value !== 'object' || value === null) return []
  if (isTexts(value)) return [[at, value]]
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, `${at}/${name}`))
}

/** The characters of GB 2312, which are the simplified ones: its rows 16 to 87. */
const SIMPLIFIED = new Set(
  Array.from({ length: 72 * 94 }, (_, at) =>
    new TextDecoder('gbk').decode(Uint8Array.of(0xb0 + Math.floor(at / 94), 0xa1 + (at % 94))),
  ),
)

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u
const HAN = /\p{Script=Han}/gu

/** What a text of a language cannot have, or must. */
function languageFaults([at, texts]: readonly [string, Texts]): string[] {
  const { en, ja, 'zh-Hans': zh } = texts
  const notSimplified = [...(zh.match(HAN) ?? [])].filter((character) => !SIMPLIFIED.has(character))
  return [
    ...LANGUAGES.filter((language) => texts[language].trim() === '').map(
      (language) => `${at} has no ${language}`,
    ),
    ...(KANA.test(en) || HAN.test(en) ? [`${at} is no English: ${en}`] : []),
    ...(KANA.test(zh) ? [`${at} has kana in its Chinese: ${zh}`] : []),
    ...(notSimplified.length > 0
      ? [`${at} has ${notSimplified.join('')} in its simplified Chinese: ${zh}`]
      : []),
    ...(at.endsWith('/description') && !KANA.test(ja) ? [`${at} is no Japanese: ${ja}`] : []),
  ]
}

describe('the demo catalog', () => {
  test('has at least 60 products and 150 variants, some of them drafts, digital, reduced', () => {
    expect(PRODUCTS.length).toBeGreaterThanOrEqual(60)
    expect(SKUS.length).toBeGreaterThanOrEqual(150)
    expect(PRODUCTS.filter(({ status }) => status === 'draft').length).toBeGreaterThanOrEqual(2)
    expect(PRODUCTS.filter(({ kind }) => kind === 'digital').length).toBeGreaterThanOrEqual(3)
    expect(PRODUCTS.filter(({ before }) => before !== undefined).length).toBeGreaterThanOrEqual(3)
  })

  test.each(PRODUCTS.map((each) => [each.id, each] as const))('%s is what the catalog takes', (id, each) => {
    const body = product.parse(productBody(each, new Map()))
    expect(productFaults(productId.parse(id), body)).toEqual([])
    const offered = (body.options ?? []).reduce((count, { values }) => count * values.length, 1)
    expect(body.variants).toHaveLength(offered)
    const downloads = (body.variants ?? []).filter((variant) => variant.download ?? body.download)
    expect(downloads).toHaveLength(each.kind === 'digital' ? offered : 0)
  })

  test('gives no id, number, SKU or barcode twice', () => {
    expect(repeated(PRODUCTS.map(({ id }) => id))).toEqual([])
    expect(repeated(PRODUCTS.map(({ number }) => number))).toEqual([])
    expect(repeated(SKUS.map(({ sku }) => sku))).toEqual([])
    expect(repeated(SKUS.map(({ barcode }) => barcode))).toEqual([])
  })

  test('is written in English, Japanese and Simplified Chinese', () => {
    const all = [
      ...PRODUCTS.flatMap((each) => textsIn(productBody(each, new Map()), each.id)),
      ...textsIn(CATEGORIES, 'categories'),
      ...textsIn(TRAITS, 'traits'),
    ]
    expect(all.length).toBeGreaterThan(1_000)
    expect(all.flatMap(languageFaults)).toEqual([])
  })

  test('is found wanting where a language is another', () => {
    const planted: Texts = { en: '袋', ja: 'bag', 'zh-Hans': '気のバッグ' }
    expect(languageFaults(['x/description', planted])).toEqual([
      'x/description is no English: 袋',
      'x/description has kana in its Chinese: 気のバッグ',
      'x/description has 気 in its simplified Chinese: 気のバッグ',
      'x/description is no Japanese: bag',
    ])
  })

  test('leads to other products that are shown, and to no category without a product', () => {
    const shown = new Set(PRODUCTS.filter(({ status }) => status === undefined).map(({ id }) => id))
    expect(PRODUCTS.flatMap(({ related = [] }) => related).filter((id) => !shown.has(id))).toEqual([])
    const parents = new Set(CATEGORY_LIST.map(({ parent }) => parent))
    const filled = new Set<string>(PRODUCTS.flatMap(({ categories }) => categories))
    expect(CATEGORY_LIST.filter(({ id }) => !parents.has(id) && !filled.has(id))).toEqual([])
  })

  test('lists each category after its parent', () => {
    const ids = CATEGORY_LIST.map(({ id }) => id)
    const early = CATEGORY_LIST.filter(({ id, parent }) => parent && ids.indexOf(parent) > ids.indexOf(id))
    expect(early).toEqual([])
    expect(CATEGORY_LIST.filter(({ parent }) => parent && !ids.includes(parent))).toEqual([])
  })

  test('has stock of what is sold, in two places', () => {
    const known = new Set(SKUS.map(({ sku }) => sku))
    expect(STOCK.filter(({ sku }) => !known.has(sku))).toEqual([])
    expect(new Set(STOCK.map(({ locationId }) => locationId))).toEqual(new Set(LOCATIONS.map(({ id }) => id)))
    expect(new Set(LOCATIONS.map(({ address }) => address.country)).size).toBe(2)
  })
})
