import { type ProductId, type Sku, sku } from '#shared/ids.ts'
import { nearestTag, type Texts } from '#shared/texts.ts'
import type { Product, ResolvedVariant } from '../contract/types.ts'

type Written = NonNullable<Product['variants']>[number]

/** The SKUs that a product is sold by. */
export const skusOf = (id: ProductId, { variants }: Pick<Product, 'variants'>): Sku[] =>
  variants ? variants.map((variant) => variant.sku) : [sku.parse(id)]

/** Each variant with all that is known of it: what it does not say itself, the product says. */
export function variantsOf(id: ProductId, product: Product): ResolvedVariant[] {
  const { variants = [{ sku: sku.parse(id), options: {} }] } = product
  return variants.map((variant) => resolve(product, variant))
}

function resolve(product: Product, variant: Written): ResolvedVariant {
  const { barcode, download, packing, media, models } = { ...product, ...variant }
  return {
    sku: variant.sku,
    name: nameOf(product, variant),
    options: variant.options,
    prices: variant.prices ?? product.prices,
    weightGrams: variant.weightGrams ?? product.weightGrams,
    lengthMm: variant.lengthMm ?? product.lengthMm,
    widthMm: variant.widthMm ?? product.widthMm,
    heightMm: variant.heightMm ?? product.heightMm,
    ...(barcode ? { barcode } : {}),
    ...(download ? { download } : {}),
    ...(packing ? { packing } : {}),
    ...(media ? { media } : {}),
    ...(models ? { models } : {}),
  }
}

/** The product's name in each of its languages, followed by the values of the options. */
function nameOf({ name, options = [] }: Product, variant: Written): Record<string, string> {
  const values = options.flatMap((option) => {
    const chosen = option.values.find(({ id }) => id === variant.options[option.id])
    return chosen ? [chosen.name] : []
  })
  return Object.fromEntries(
    Object.entries(name).map(([tag, text]) => [
      tag,
      [text, ...values.map((value) => inLanguage(value, tag))].join(', '),
    ]),
  )
}

const inLanguage = (value: Texts, tag: string): string =>
  value[nearestTag(Object.keys(value), tag) ?? ''] ?? ''
