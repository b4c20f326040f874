import * as z from 'zod/mini'
import { type ProductId, productId, sku } from '#shared/ids.ts'
import type { Key } from '#shared/store/store.ts'
import { product } from '../contract/types.ts'
import { dueAt, type ProductState } from '../domain/product.ts'

/** The partition of `gsi1` that lists all products, by status and id; `gsi2`'s, those that are published later. */
export const ALL_PRODUCTS = 'PRODUCT'
export const DUE_PRODUCTS = 'PRODUCT_DUE'

export const productKey = (of: ProductId): Key => ({ pk: `PRODUCT#${of}`, sk: 'HEADER' })

const state = z.object({
  id: productId,
  product,
  visible: z.boolean(),
  skus: z.array(sku),
  gsi1pk: z.literal(ALL_PRODUCTS),
  gsi1sk: z.string(),
  gsi2pk: z.optional(z.literal(DUE_PRODUCTS)),
  gsi2sk: z.optional(z.string()),
})

/** A product's one item, as it is stored. */
export const productHeader = z.object({ ...state.shape, version: z.int(), sequence: z.int() })
export type ProductHeader = z.infer<typeof productHeader>

/** Begins the sort keys of `gsi1` of what is visible, or of a status. */
export const listPrefix = (of: 'visible' | ProductState['product']['status']): string => `${of}#`

export const itemOf = (id: ProductId, after: ProductState): z.infer<typeof state> => {
  const due = dueAt(after)
  return {
    id,
    product: after.product,
    visible: after.visible,
    skus: [...after.skus],
    gsi1pk: ALL_PRODUCTS,
    gsi1sk: `${listPrefix(after.visible ? 'visible' : after.product.status)}${id}`,
    ...(due ? { gsi2pk: DUE_PRODUCTS, gsi2sk: new Date(due).toISOString() } : {}),
  }
}
