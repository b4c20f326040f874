import * as z from 'zod/mini'
import { product, resolvedVariant } from '#contexts/catalog/contract/types.ts'
import { ratesPublished } from '#contexts/shipping/contract/events.ts'
import { productId } from '#shared/ids.ts'

/** What checkout keeps of a variant and its product. */
export const productCopy = z.object({
  /** What promotions are for; absent in a copy from before they were. */
  productId: z.optional(productId),
  categories: product.shape.categories,
  name: resolvedVariant.shape.name,
  prices: resolvedVariant.shape.prices,
  taxClass: product.shape.taxClass,
  kind: product.shape.kind,
  giftCard: product.shape.giftCard,
  weightGrams: resolvedVariant.shape.weightGrams,
  lengthMm: resolvedVariant.shape.lengthMm,
  widthMm: resolvedVariant.shape.widthMm,
  heightMm: resolvedVariant.shape.heightMm,
})
export type ProductCopy = z.infer<typeof productCopy>

/** What a stock location ships for, to where, and how fast; the newest that shipping has published. */
export const locationRates = ratesPublished.data
export type LocationRates = z.infer<typeof locationRates>
export type Rate = LocationRates['tables'][number]['rates'][number]

/** What is known of a SKU: either half may come first. What is not sold any more has no product. */
export interface SkuCopy {
  readonly product: ProductCopy | undefined
  /** On hand less reserved, by location; may be below 0 for a moment, as facts come in any order. */
  readonly available: ReadonlyMap<string, number>
}
