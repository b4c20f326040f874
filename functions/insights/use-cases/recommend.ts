import type { Clock } from '#shared/clock.ts'
import type { ProductId } from '#shared/ids.ts'
import type { Currency } from '#shared/money.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Personal } from '#shared/personal.ts'
import type { Store } from '#shared/store/store.ts'
import { type ListKind, listKey, POPULAR_KEY, readList } from '../adapters/learned-items.ts'
import { isAvailable, readProduct } from '../adapters/product-copies.ts'
import { readViewed } from '../adapters/visitor-log.ts'
import type { RecommendedProduct } from '../contract/types.ts'
import { type ProductCopy, toRecommended } from '../domain/product-copy.ts'

export interface RecommendDeps {
  readonly store: Store
  readonly clock: Clock
}

/** How much is wanted, and how it is shown. */
export interface Wish {
  readonly limit: number
  readonly language?: string | undefined
  readonly currency?: Currency | undefined
}

type Recommended = { readonly items: RecommendedProduct[] }

/**
 * What goes with a product: what is also bought, or what is similar.
 * 1. Find the product, and the list that was learned of it.
 * 2. Pass over what is not shown or sold out, until as many are found as are wanted.
 * Refusal: `not_found`, also where the product is not shown.
 */
export const makeRecommendBesideProduct =
  (deps: RecommendDeps) =>
  async (id: ProductId, kind: ListKind, wish: Wish): Promise<Outcome<Recommended, 'not_found'>> => {
    const [product, others] = await Promise.all([
      readProduct(deps.store, id),
      readList(deps.store, listKey(id, kind)),
    ])
    if (!product?.isShown) return refuse('not_found', `There is no product ${id}.`)
    return success(await shelf(deps, others, wish))
  }

/** What is popular now. */
export const makeRecommendPopular =
  (deps: RecommendDeps) =>
  async (wish: Wish): Promise<Recommended> =>
    shelf(deps, await readList(deps.store, POPULAR_KEY), wish)

/** What a visitor viewed last, who consented to that being kept; nothing of anyone else. */
export const makeRecommendViewed =
  (deps: RecommendDeps & { readonly personal: Pick<Personal, 'fingerprint'> }) =>
  async (visitorId: string, wish: Wish): Promise<Recommended> => {
    const viewed = await readViewed(deps.store, deps.personal.fingerprint('visitor', visitorId))
    return shelf(deps, viewed, wish)
  }

/** Of these products the first that anyone may see and buy. */
async function shelf(
  { store, clock }: RecommendDeps,
  ids: readonly ProductId[],
  wish: Wish,
): Promise<Recommended> {
  const found: ProductCopy[] = []
  for (let next = 0; next < ids.length && found.length < wish.limit; next += wish.limit) {
    const looked = await Promise.all(ids.slice(next, next + wish.limit).map((id) => readBuyable(store, id)))
    found.push(...looked.filter((product) => product !== undefined))
  }
  const now = clock.now()
  return { items: found.slice(0, wish.limit).map((product) => toRecommended(product, wish, now)) }
}

async function readBuyable(store: Store, id: ProductId): Promise<ProductCopy | undefined> {
  const product = await readProduct(store, id)
  if (!product?.isShown) return undefined
  if (product.isDigital) return product
  const available = await Promise.all(product.variants.map(({ sku }) => isAvailable(store, sku)))
  return available.includes(true) ? product : undefined
}
