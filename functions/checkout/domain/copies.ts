import * as z from 'zod/mini'
import { product } from '#contexts/catalog/contract/types.ts'
import { ratesPublished } from '#contexts/shipping/contract/events.ts'

/** What checkout keeps of a product. */
export const productCopy = z.object({
  name: product.shape.name,
  prices: product.shape.prices,
  taxClass: product.shape.taxClass,
  kind: product.shape.kind,
  weightGrams: product.shape.weightGrams,
  lengthMm: product.shape.lengthMm,
  widthMm: product.shape.widthMm,
  heightMm: product.shape.heightMm,
})
export type ProductCopy = z.infer<typeof productCopy>

/** What a stock location ships for, to where, and how fast; the newest that shipping has published. */
export const locationRates = ratesPublished.data
export type LocationRates = z.infer<typeof locationRates>
export type Rate = LocationRates['tables'][number]['rates'][number]

/** What is known of a SKU: either half may come first. */
export interface SkuCopy {
  readonly product: ProductCopy | undefined
  /** On hand less reserved, by location; may be below 0 for a moment, as facts come in any order. */
  readonly available: ReadonlyMap<string, number>
}
