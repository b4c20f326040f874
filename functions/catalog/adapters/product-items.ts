import * as z from 'zod/mini'
import { type Sku, sku } from '#shared/ids.ts'
import type { Key } from '#shared/store/store.ts'
import type { ProductResource } from '../contract/operations.ts'
import { product } from '../contract/types.ts'

/** The partition of `gsi1` that lists all products, in order of their SKU. */
export const ALL_PRODUCTS = 'PRODUCT'

export const productKey = (of: Sku): Key => ({ pk: `PRODUCT#${of}`, sk: 'HEADER' })

const state = z.object({ sku, product, gsi1pk: z.literal(ALL_PRODUCTS), gsi1sk: sku })

/** A product's one item, as it is stored. */
export const productHeader = z.object({ ...state.shape, version: z.int(), sequence: z.int() })
export type ProductHeader = z.infer<typeof productHeader>

export const stateOf = (of: Sku, content: z.infer<typeof product>): z.infer<typeof state> => ({
  sku: of,
  product: content,
  gsi1pk: ALL_PRODUCTS,
  gsi1sk: of,
})

export const toResource = ({ sku, product, version }: ProductHeader): ProductResource => ({
  sku,
  ...product,
  version,
})
