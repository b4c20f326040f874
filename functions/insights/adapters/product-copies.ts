import * as z from 'zod/mini'
import type { LocationId, ProductId, Sku } from '#shared/ids.ts'
import { replaceCopy } from '#shared/replace-copy.ts'
import { type Key, queryAll, type Store, type Update } from '#shared/store/store.ts'
import { addUnits, unitsAt } from '#shared/store/units-at.ts'
import { type ProductCopy, productCopy } from '../domain/product-copy.ts'

/** The partition of `gsi1` that has all products. */
const ALL_PRODUCTS = 'PRODUCTS'

const productKey = (id: ProductId): Key => ({ pk: `PRODUCT#${id}`, sk: 'COPY' })
const stockKey = (of: Sku): Key => ({ pk: `SKU#${of}`, sk: 'STOCK' })

const copyItem = z.object({ product: productCopy })

export async function readProduct(store: Store, id: ProductId): Promise<ProductCopy | undefined> {
  const item = await store.get(productKey(id))
  return item ? copyItem.parse(item).product : undefined
}

export const readProducts = async (store: Store): Promise<ProductCopy[]> =>
  (await queryAll(store, { index: 'gsi1', partition: ALL_PRODUCTS })).map(
    (item) => copyItem.parse(item).product,
  )

/** Keeps a product, unless what is kept is as new. */
export const writeProduct = (store: Store, product: ProductCopy, sequence: number) =>
  replaceCopy(store, productKey(product.id), {
    sequence,
    set: { product, gsi1pk: ALL_PRODUCTS, gsi1sk: product.id },
  })

/** Adds to how many units of a SKU are available at locations. */
export const stockUpdate = (of: Sku, changes: ReadonlyMap<LocationId, number>): Update => ({
  update: stockKey(of),
  ...addUnits(changes),
})

/** Whether any location has some that can be sold. */
export const isAvailable = async (store: Store, of: Sku): Promise<boolean> =>
  [...unitsAt((await store.get(stockKey(of))) ?? {}).values()].some((units) => units > 0)
