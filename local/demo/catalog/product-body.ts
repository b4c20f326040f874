import { gtinCheckDigit } from '#contexts/catalog/domain/gtin.ts'
import { picturesOf } from './pictures.ts'
import type { Amounts, DemoProduct, Measures } from './shape.ts'
import { TRAITS, traitIds, valueName } from './words.ts'

/** The ids of pictures that were uploaded, by file. */
export type MediaIds = ReadonlyMap<string, string>

/** What `PUT /v1/products/{id}` wants of a product of the demo. */
export function productBody(product: DemoProduct, mediaIds: MediaIds) {
  const { name, description, status, categories, related, sustainability, taxClass, kind, packing } = product
  const { options = {} } = product
  const media = mediaOf(product, mediaIds)
  return {
    ...{ name, description, categories, taxClass: taxClass ?? 'standard', kind: kind ?? 'physical' },
    ...(status ? { status } : {}),
    ...(related ? { related } : {}),
    ...(sustainability ? { sustainability } : {}),
    ...(packing ? { packing } : {}),
    attributes: traitsOf(product.attributes),
    ...(traitIds(options).length > 0 ? { options: traitsOf(options) } : {}),
    ...measuresOf(product),
    ...(media.length > 0 ? { media: media.map(({ item }) => item) } : {}),
    variants: skusOf(product).map(({ sku, barcode, values }) => {
      const shown = media.filter(({ value }) => value !== undefined && values.includes(value))
      return {
        ...{ sku, options: Object.fromEntries(traitIds(options).map((id, at) => [id, values[at] ?? ''])) },
        ...{ barcode },
        ...ownMeasuresOf(product, values),
        ...(shown.length > 0 ? { media: shown.map(({ item }) => item) } : {}),
      }
    }),
  }
}

export interface DemoSku {
  readonly sku: string
  readonly barcode: string
  /** Its value of each option, in their order. */
  readonly values: readonly string[]
}

/** A variant for each combination of the options' values. */
export function skusOf({ id, number, options = {}, barcodes = {} }: DemoProduct): readonly DemoSku[] {
  const combinations = traitIds(options).reduce<readonly (readonly string[])[]>(
    (before, trait) => before.flatMap((values) => (options[trait] ?? []).map((value) => [...values, value])),
    [[]],
  )
  return combinations.map((values, at) => {
    const sku = [id, ...values].join('-').toUpperCase()
    return { sku, barcode: barcodes[sku] ?? gtinOf(number, at + 1), values }
  })
}

/** A GTIN-13 of the range 29, which a house may give out for itself. */
function gtinOf(product: number, variant: number): string {
  const digits = `29${String(product).padStart(6, '0')}${String(variant).padStart(4, '0')}`
  return `${digits}${gtinCheckDigit(digits)}`
}

const traitsOf = (values: DemoProduct['attributes']) =>
  traitIds(values).map((id) => ({
    ...{ id, name: TRAITS[id].name },
    values: (values[id] ?? []).map((value) => ({ id: value, name: valueName(id, value) })),
  }))

const measuresOf = ({ amounts, before, weightGrams, mm, file }: DemoProduct) => ({
  ...{ prices: pricesOf(amounts, before), weightGrams, ...sizeOf(mm) },
  ...(file ? { download: downloadOf(file) } : {}),
})

function ownMeasuresOf({ differs = {} }: DemoProduct, values: readonly string[]) {
  const own: Partial<Measures> = Object.fromEntries(
    values.flatMap((value) => Object.entries(differs[value] ?? {})),
  )
  const { amounts, before, weightGrams, mm, file } = own
  return {
    ...(amounts ? { prices: pricesOf(amounts, before) } : {}),
    ...(weightGrams === undefined ? {} : { weightGrams }),
    ...(mm ? sizeOf(mm) : {}),
    ...(file ? { download: downloadOf(file) } : {}),
  }
}

const pricesOf = (amounts: Amounts, before: Amounts | undefined) =>
  (['JPY', 'USD', 'EUR', 'CNY'] as const).map((currency) => ({
    ...{ amount: amounts[currency], currency },
    ...(before ? { compareAt: before[currency] } : {}),
  }))

const sizeOf = ([lengthMm, widthMm, heightMm]: DemoProduct['mm']) => ({ lengthMm, widthMm, heightMm })

const downloadOf = (fileName: string) => ({ url: `https://downloads.example.com/${fileName}`, fileName })

const mediaOf = (product: DemoProduct, mediaIds: MediaIds) =>
  picturesOf(product).flatMap(({ file, value, alt }) => {
    const mediaId = mediaIds.get(file)
    return mediaId === undefined ? [] : [{ item: { mediaId, alt }, value }]
  })
