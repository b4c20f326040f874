import { historyEntry, readHistory } from '#shared/aggregate.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { ProductId, Sku } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Store } from '#shared/store/store.ts'
import { ownerOfSku } from '../adapters/code-claims.ts'
import {
  ALL_PRODUCTS,
  listPrefix,
  type ProductHeader,
  productHeader,
  productKey,
} from '../adapters/product-items.ts'
import { readPlaces, readStock } from '../adapters/search/facts.ts'
import type { productFiles } from '../contract/calls.ts'
import type { ProductResource } from '../contract/operations.ts'
import type { ProductStatus } from '../contract/types.ts'
import { availabilityOf } from '../domain/availability.ts'
import { placesServing } from '../domain/search/places.ts'
import { narrowProduct, type Wish } from '../domain/shown-product.ts'
import { variantsOf } from '../domain/variants.ts'

import { makeReadMedia, type ReadMediaDeps } from './read-media.ts'

type Deps = { readonly store: Store }
interface PageWish {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly status?: ProductStatus | 'visible' | undefined
}

/** A product as clients read it: each variant with all that is known of it. */
export const toResource = ({ id, product, visible, version }: ProductHeader): ProductResource => ({
  id,
  ...product,
  variants: variantsOf(id, product),
  visible,
  version,
})

async function find(store: Store, id: ProductId): Promise<ProductHeader | undefined> {
  const item = await store.get(productKey(id))
  return item && productHeader.parse(item)
}

const missing = (id: ProductId) => refuse('not_found', `There is no product ${id}.`)

/** Where somebody is who may buy, beside what they want to see. */
interface Shopper extends Wish {
  readonly country?: string | undefined
}

/**
 * Reads a product that anyone may see, with its pictures, and what is available to a country where one is asked for.
 * Refusal: `not_found`, also of what is not shown.
 */
export const makeReadProduct =
  ({ store, clock, mediaUrl }: ReadMediaDeps) =>
  async (
    id: ProductId,
    { country, ...wish }: Shopper = {},
  ): Promise<Outcome<ProductResource, 'not_found'>> => {
    const found = await find(store, id)
    if (!found?.visible) return missing(id)
    const pictured = await withPictures({ store, clock, mediaUrl }, toResource(found))
    const shown = narrowProduct(pictured, wish)
    return success(country === undefined ? shown : await withAvailability(store, shown, country, clock.now()))
  }

/** The product with each of its pictures that is ready. */
async function withPictures(deps: ReadMediaDeps, product: ProductResource): Promise<ProductResource> {
  const lists = [product.media, ...product.variants.map(({ media }) => media)].map((media) => media ?? [])
  const ids = [...new Set(lists.flat().map(({ mediaId }) => mediaId))]
  if (ids.length === 0) return product
  const read = makeReadMedia(deps)
  const found = await Promise.all(ids.map((id) => read(id)))
  const images = new Map(found.flatMap((one) => (one.ok ? [[one.value.id, one.value.image] as const] : [])))
  const pictured = <Shown extends { readonly media?: ProductResource['media'] }>(of: Shown): Shown => ({
    ...of,
    ...(of.media
      ? {
          media: of.media.map((one) => {
            const image = images.get(one.mediaId)
            return image ? { ...one, image } : one
          }),
        }
      : {}),
  })
  return pictured({ ...product, variants: product.variants.map(pictured) })
}

async function withAvailability(
  store: Store,
  product: ProductResource,
  country: string,
  now: Date,
): Promise<ProductResource> {
  const [places, ...stocks] = await Promise.all([
    readPlaces(store),
    ...product.variants.map(({ sku }) => readStock(store, sku)),
  ])
  const serving = placesServing(places, country, now)
  const digital = product.kind === 'digital'
  return {
    ...product,
    variants: product.variants.map((variant, index) => ({
      ...variant,
      availability: availabilityOf([{ digital, stock: stocks[index] ?? {} }], serving),
    })),
  }
}

/** Reads a product, whether it is shown or not. Refusal: `not_found`. */
export const makeReadCatalogProduct =
  ({ store }: Deps) =>
  async (id: ProductId): Promise<Outcome<ProductResource, 'not_found'>> => {
    const found = await find(store, id)
    return found ? success(toResource(found)) : missing(id)
  }

/** Lists products by status and id, whether they are shown or not; or those of one status that are not shown. */
export const makeListCatalogProducts =
  ({ store }: Deps) =>
  async ({ limit, cursor, status }: PageWish) => {
    const { products, nextCursor } = await list(store, status ? listPrefix(status) : '', limit, cursor)
    return { items: products, nextCursor }
  }

async function list(store: Store, prefix: string, limit: number, cursor: string | undefined) {
  const { items, nextCursor } = await store.query({
    index: 'gsi1',
    partition: ALL_PRODUCTS,
    limit,
    ...(prefix ? { sort: { beginsWith: prefix } } : {}),
    ...(cursor ? { cursor } : {}),
  })
  return { products: items.map((item) => toResource(productHeader.parse(item))), nextCursor }
}

/** What happened to a product, oldest first, with who did it. Refusal: `not_found`. */
export const makeReadProductHistory =
  ({ store }: Deps) =>
  async (id: ProductId, page: { limit: number; cursor?: string | undefined }) => {
    if (!(await find(store, id))) return missing(id)
    const { limit, cursor } = page
    const { events, nextCursor } = await readHistory(store, productKey(id).pk, {
      limit,
      ...(cursor ? { cursor } : {}),
    })
    return success({ items: events.map(historyEntry), nextCursor })
  }

/** The files of the SKUs that have one; what is not sold any more, or has none, is left out. */
export const makeReadFiles =
  ({ store }: Deps) =>
  async ({ skus }: RequestOf<typeof productFiles>): Promise<AnswerOf<typeof productFiles>> => ({
    files: (await Promise.all(skus.map((sku) => fileOf(store, sku)))).flat(),
  })

async function fileOf(store: Store, sku: Sku): Promise<AnswerOf<typeof productFiles>['files']> {
  const owner = await ownerOfSku(store, sku)
  const found = owner && (await find(store, owner))
  const variant = found && variantsOf(found.id, found.product).find((each) => each.sku === sku)
  return variant?.download ? [{ sku, ...variant.download }] : []
}
