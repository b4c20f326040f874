import fc from 'fast-check'
import { productId } from '#shared/ids.ts'
import { product } from '../../contract/types.ts'
import { gtinCheckDigit } from '../gtin.ts'
import { productFaults } from '../product-faults.ts'
import type { Written } from './write-csv.ts'

const LANGUAGES = ['en', 'ja', 'zh-Hans']

/** Texts as people write them, and as they break files. */
const textOf = (letters: string) =>
  fc
    .string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 })
    .filter((value) => value.trim() !== '')
    .map((value) => value.trim())
const oneLine = textOf('aZ é日本👟|\\[]",;=+-@\'')
const lines = textOf('aZ é日本👟|\\[]",;=+-@\'\n\r\t')
const inLanguages = (text: fc.Arbitrary<string>) =>
  fc
    .uniqueArray(fc.constantFrom(...LANGUAGES), { minLength: 1 })
    .chain((languages) => fc.record(Object.fromEntries(languages.map((language) => [language, text]))))
const names = inLanguages(oneLine)
const texts = inLanguages(lines)

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const id = fc.stringMatching(/^[A-Za-z0-9._-]{1,10}$/)
const traitId = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/)
const valueId = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,5}$/)
const mediaId = fc.stringMatching(/^[0-9a-z]{26}$/).map((unique) => `med_${unique}`)
const time = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

const traits = (kind: string, maxLength: number) =>
  fc.uniqueArray(
    fc.record({
      id: traitId.map((each) => `${kind}_${each}`),
      name: names,
      values: fc.uniqueArray(fc.record({ id: valueId, name: names }), {
        selector: (value) => value.id,
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { selector: (trait) => trait.id, maxLength },
  )

const amount = fc.nat({ max: 1_000_000_000 })
const prices = fc
  .uniqueArray(
    fc.record({
      currency: fc.constantFrom('JPY', 'USD', 'KWD'),
      amount,
      raise: maybe(fc.nat(500)),
      sale: maybe(amount),
    }),
    {
      selector: (price) => price.currency,
      minLength: 1,
    },
  )
  .map((each) =>
    each.flatMap(({ currency, amount, raise, sale }) => [
      { currency, amount, ...(raise === undefined ? {} : { compareAt: amount + raise + 1 }) },
      ...(sale === undefined
        ? []
        : [{ currency, amount: sale, from: '2027-01-01T00:00:00Z', until: '2027-02-01T00:00:00Z' }]),
    ]),
  )

/** Digits in a row would be a GTIN with a check digit. */
const barcode = fc.oneof(
  fc.stringMatching(/^X[\x21-\x7e]{1,8}$/),
  fc.stringMatching(/^\d{12}$/).map((digits) => digits + gtinCheckDigit(digits)),
)
const download = fc.record({
  url: fc.constant('https://files.example/a.epub?x=1,2'),
  fileName: fc.constantFrom(' a b.epub', '=x|"y".pdf'),
})
const millimeters = fc.nat({ max: 10_000 })
const percent = maybe(fc.double({ min: 0, max: 100, noNaN: true }).map((value) => value + 0))

const measures = {
  weightGrams: fc.nat({ max: 1_000_000 }),
  lengthMm: millimeters,
  widthMm: millimeters,
  heightMm: millimeters,
}
const also = {
  packing: maybe(fc.subarray(['fragile', 'hazardous', 'gift_wrappable'])),
  media: maybe(fc.array(fc.record({ mediaId, alt: maybe(texts) }), { maxLength: 3 })),
  models: maybe(fc.array(fc.record({ format: fc.constantFrom('gltf', 'usdz'), mediaId }), { maxLength: 2 })),
}

const sustainability = fc
  .record({
    origin: maybe(fc.constantFrom('JP', 'PT')),
    materials: maybe(fc.array(fc.record({ name: texts, percent }), { maxLength: 3 })),
    certificates: maybe(fc.array(lines, { maxLength: 3 })),
    packaging: maybe(texts),
    recycledPercent: percent,
  })
  .filter((facts) => Object.values(facts).some((fact) => fact !== undefined))

const facts = {
  name: names,
  description: maybe(texts),
  status: fc.constantFrom('draft', 'published', 'archived'),
  publishAt: maybe(time),
  categories: maybe(fc.uniqueArray(fc.constantFrom('shoes', 'sale', 'new-in'))),
  attributes: maybe(traits('a', 3)),
  related: maybe(
    fc.uniqueArray(
      id.map((each) => `r${each}`),
      { maxLength: 3 },
    ),
  ),
  sustainability: maybe(sustainability),
  taxClass: fc.constantFrom('standard', 'reduced', 'zero'),
  prices,
  ...measures,
  ...also,
}

const plain = fc
  .record({ ...facts, barcode: maybe(barcode), download: maybe(download), giftCard: maybe(fc.boolean()) })
  .map(({ giftCard, ...each }) => ({
    ...each,
    ...(giftCard === undefined ? {} : { giftCard: giftCard && !each.download }),
    kind: each.download || giftCard ? 'digital' : 'physical',
  }))

/** Variants have each another combination of options, and some facts of their own. */
const varied = fc
  .record({
    ...facts,
    kind: fc.constantFrom('physical', 'digital'),
    options: traits('o', 2).filter((each) => each.length > 0),
    own: fc.array(
      fc.record({
        barcode: maybe(barcode),
        prices: maybe(prices),
        ...Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, maybe(value)])),
        ...also,
      }),
      { minLength: 1, maxLength: 4 },
    ),
    skus: fc.uniqueArray(id, { minLength: 4, maxLength: 4 }),
  })
  .map(({ own, skus, ...each }) => ({ ...each, variants: variantsOf(each.options, own, skus) }))

function variantsOf(
  options: readonly { id: string; values: readonly { id: string }[] }[],
  own: readonly object[],
  skus: readonly string[],
) {
  const combinations = options.reduce<Record<string, string>[]>(
    (before, { id: option, values }) =>
      before.flatMap((one) => values.map((value) => ({ ...one, [option]: value.id }))),
    [{}],
  )
  return combinations
    .slice(0, own.length)
    .map((chosen, place) => ({ sku: skus[place], options: chosen, ...own[place] }))
}

/** Products of all shapes that may be put, with ids, SKUs and barcodes of their own. */
export const products: fc.Arbitrary<Written[]> = fc
  .uniqueArray(fc.record({ id, body: fc.oneof(plain, varied) }), {
    selector: (each) => each.id,
    minLength: 1,
    maxLength: 4,
  })
  .map((each) =>
    each.map((one) => ({
      id: productId.parse(one.id),
      product: product.parse(JSON.parse(JSON.stringify(one.body))),
    })),
  )
  .filter((each) => each.every((one) => productFaults(one.id, one.product).length === 0) && areDistinct(each))

function areDistinct(all: readonly Written[]): boolean {
  const codes = all.flatMap(({ id: own, product: { barcode: code, variants } }) => [
    ...(variants ? [] : [`sku ${own}`]),
    ...(code ? [code] : []),
    ...(variants ?? []).flatMap((variant) => [
      `sku ${variant.sku}`,
      ...(variant.barcode ? [variant.barcode] : []),
    ]),
  ])
  return new Set(codes).size === codes.length
}
