import { createHash } from 'node:crypto'
import type { LocationId, ProductId, Sku } from '#shared/ids.ts'
import type { Product } from '../../contract/types.ts'
import { skusOf } from '../variants.ts'
import type { DocumentPicture, SearchDocument } from './document.ts'

export interface ProductSide {
  readonly id: ProductId
  readonly product: Product
  readonly stock: ReadonlyMap<Sku, Readonly<Record<LocationId, number>>>
  readonly since: string
  readonly sold: number
  /** Its first picture, where that is ready to be shown. */
  readonly picture: DocumentPicture | undefined
}

/** More units than these make no difference to anybody who looks: so most movements of stock change no document. */
const PLENTY = 50

/** Of what was sold so many digits count: so that an order changes no document of what sells well. */
const DIGITS = 2

/** A product as it is found, of what its merchant, stock and orders say. */
export function makeDocument({ id, product, stock, since, sold, picture }: ProductSide): SearchDocument {
  const { name, description, categories, attributes, options, prices, barcode, kind } = product
  const written = new Map(product.variants?.map((variant) => [variant.sku, variant]))
  return {
    id,
    name,
    description: description ?? {},
    categories: categories ?? [],
    attributes: attributes ?? [],
    options: options ?? [],
    prices,
    digital: kind === 'digital',
    variants: skusOf(id, product).map((sku) => {
      const variant = written.get(sku)
      const code = variant?.barcode ?? barcode
      return {
        sku,
        options: variant?.options ?? {},
        ...(code ? { barcode: code } : {}),
        ...(variant?.prices ? { prices: variant.prices } : {}),
        stock: clamped(stock.get(sku) ?? {}),
      }
    }),
    ...(picture ? { picture } : {}),
    publishedAt: since,
    sold: Number(sold.toPrecision(DIGITS)),
  }
}

const clamped = (stock: Readonly<Record<LocationId, number>>): Record<LocationId, number> =>
  Object.fromEntries(
    Object.entries(stock)
      .map(([location, units]) => [location, Math.min(PLENTY, units)] as const)
      .filter(([, units]) => units > 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )

/** Tells a document from another, whoever made them. */
export const hashOf = (document: SearchDocument): string =>
  createHash('sha256').update(JSON.stringify(document)).digest('base64url')
