import type { ProductId } from '#shared/ids.ts'
import type { Product } from '../contract/types.ts'
import { variantsOf } from './variants.ts'

/** A code that is one product's alone, and stays its own: what was once sold under it is in orders and on shelves. */
export interface Code {
  readonly kind: 'SKU' | 'BARCODE'
  readonly value: string
}

/** Where a code stands in a product as it is written. */
export interface CodePlace {
  readonly code: Code
  readonly pointer: string
}

export const codeName = ({ kind, value }: Code): string => `${kind}#${value}`

/** All SKUs and barcodes of a product as it is now. */
export const codesOf = (id: ProductId, product: Product): CodePlace[] =>
  variantsOf(id, product).flatMap(({ sku, barcode }, index) => {
    const at = product.variants ? `/variants/${index}` : ''
    return [
      { code: { kind: 'SKU' as const, value: sku }, pointer: `${at}/sku` },
      ...(barcode ? [{ code: { kind: 'BARCODE' as const, value: barcode }, pointer: `${at}/barcode` }] : []),
    ]
  })
