import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { Sku } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Store } from '#shared/store/store.ts'
import { ALL_PRODUCTS, productHeader, productKey, toResource } from '../adapters/product-items.ts'
import type { productFiles } from '../contract/calls.ts'
import type { ProductResource } from '../contract/operations.ts'

/** Reads one product. Refusal: `not_found`. */
export const makeReadProduct =
  (deps: { store: Store }) =>
  async (sku: Sku): Promise<Outcome<ProductResource, 'not_found'>> => {
    const item = await deps.store.get(productKey(sku))
    return item
      ? success(toResource(productHeader.parse(item)))
      : refuse('not_found', `There is no product ${sku}.`)
  }

/** Lists products by SKU, a page at a time; one that was published a moment ago may be missing. */
export const makeListProducts =
  (deps: { store: Store }) =>
  async ({ limit, cursor }: { limit: number; cursor?: string | undefined }) => {
    const { items, nextCursor } = await deps.store.query({
      index: 'gsi1',
      partition: ALL_PRODUCTS,
      limit,
      ...(cursor ? { cursor } : {}),
    })
    return { items: items.map((item) => toResource(productHeader.parse(item))), nextCursor }
  }

/** The files of the products that have one, by SKU; what is not sold any more, or has none, is left out. */
export const makeReadFiles =
  (deps: { store: Store }) =>
  async ({ skus }: RequestOf<typeof productFiles>): Promise<AnswerOf<typeof productFiles>> => {
    const items = await Promise.all(skus.map((sku) => deps.store.get(productKey(sku))))
    const files = items.flatMap((item) => {
      if (!item) return []
      const { sku, product } = productHeader.parse(item)
      return product.download ? [{ sku, ...product.download }] : []
    })
    return { files }
  }
