import { type CommitDeps, readHistory, wasCaused } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { ProductId } from '#shared/ids.ts'
import { once } from '#shared/once.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { type ReadMany, readAhead } from '#shared/store/read-many.ts'
import { readTree } from '../adapters/category-items.ts'
import { mediaKey } from '../adapters/media-items.ts'
import { productKey } from '../adapters/product-items.ts'
import type { Product } from '../contract/types.ts'
import { namedMedia } from '../domain/media/named-media.ts'
import { makePutProduct } from './put-product.ts'

export interface ProductOfFile {
  readonly id: ProductId
  readonly value: Product
}

/** Puts a product of a file. `again`: somebody began with this part of the file before. */
export type ImportProduct = (
  product: ProductOfFile,
  cause: Cause,
  attempt: { readonly again: boolean },
) => Promise<Outcome<unknown>>

/**
 * Puts products as a file has them, whatever their version: who imports has seen none. What this very import put
 * before is passed over, as somebody may have changed it since. Refusals: those of `putProduct`.
 *
 * It is made for products that are put together: they with their media, and the categories, are read by few requests.
 */
export const makeImportProducts =
  (deps: CommitDeps & { readonly readMany: ReadMany }) =>
  async (products: readonly ProductOfFile[]): Promise<ImportProduct> => {
    const media = new Set(products.flatMap(({ value }) => namedMedia(value)).map(({ id }) => id))
    const keys = [...products.map(({ id }) => productKey(id)), ...[...media].map(mediaKey)]
    const store = await readAhead(deps.store, deps.readMany, keys)
    const put = makePutProduct({ ...deps, store, categories: once(() => readTree(deps.store)) })
    return async ({ id, value }, cause, { again }) => {
      const history = (page: { cursor?: string }) => readHistory(deps.store, productKey(id).pk, page)
      if (again && (await wasCaused(history, cause))) return success(undefined)
      return put({ id, product: value, ifMatch: 'any' }, cause)
    }
  }
