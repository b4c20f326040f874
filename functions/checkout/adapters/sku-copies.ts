import * as z from 'zod/mini'
import type { LocationId, Sku } from '#shared/ids.ts'
import { replaceCopy } from '#shared/replace-copy.ts'
import type { Key, Store, Update } from '#shared/store/store.ts'
import { addUnits, unitsAt } from '#shared/store/units-at.ts'
import { type ProductCopy, productCopy, type SkuCopy } from '../domain/copies.ts'

const skuKey = (sku: Sku): Key => ({ pk: `SKU#${sku}`, sk: 'COPY' })

const productOf = z.object({ product: z.optional(productCopy) })

export async function readSku(store: Store, sku: Sku): Promise<SkuCopy> {
  const item = (await store.get(skuKey(sku))) ?? {}
  return { product: productOf.parse(item).product, available: unitsAt(item) }
}

/** Takes a SKU out of sale; it comes back with a later product. */
export const withdrawProduct = (store: Store, sku: Sku, sequence: number) =>
  replaceCopy(store, skuKey(sku), { sequence, remove: ['product'] })

export const writeProduct = (store: Store, sku: Sku, product: ProductCopy, sequence: number) =>
  replaceCopy(store, skuKey(sku), { sequence, set: { product } })

/** Adds to what is available at locations; leaves what the catalog says as it is. */
export const stockUpdate = (sku: Sku, changes: ReadonlyMap<LocationId, number>): Update => ({
  update: skuKey(sku),
  ...addUnits(changes),
})
