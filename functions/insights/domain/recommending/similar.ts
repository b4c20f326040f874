import type { ProductCopy } from '../product-copy.ts'
import { LIST_LENGTH } from './also-bought.ts'
import { type Baskets, makeBasketCollector } from './baskets.ts'
import { countCoPurchases } from './co-purchases.ts'
import { cosine } from './cosine.ts'
import { listsOf } from './lists.ts'
import { strongest } from './strongest.ts'

/** What more products share says little of which are alike. */
const MOST_SHARING = 1_000

/** Views by fewer visits weigh less than what the merchant says. */
const VIEWS_OF_DOUBT = 5

type Features = Pick<ProductCopy, 'id' | 'categories' | 'traits'>

/**
 * Of each product those that are similar: of the same categories and attributes, the rarer the more, and viewed in
 * the same visits. Both are cosines, and they are added.
 */
export function similar(products: readonly Features[], views: Baskets): Map<string, string[]> {
  const scores = new Map<string, Map<string, number>>()
  const addAll = (baskets: Baskets, doubt: number) => {
    const pairs = strongest(cosine(countCoPurchases(baskets), doubt), 2 * LIST_LENGTH)
    for (const { product, others } of listsOf(baskets, pairs)) {
      const ofProduct = scores.get(product) ?? new Map<string, number>()
      for (const other of others)
        ofProduct.set(other.product, (ofProduct.get(other.product) ?? 0) + other.value)
      scores.set(product, ofProduct)
    }
  }
  addAll(byFeature(products), 0)
  addAll(views, VIEWS_OF_DOUBT)
  return new Map([...scores].map(([product, others]) => [product, first(others)]))
}

/** A feature is a basket of the products that have it; its weight is the square of how much it tells. */
function byFeature(products: readonly Features[]): Baskets {
  const having = new Map<string, string[]>()
  for (const { id, categories, traits } of products)
    for (const feature of [...categories.map((category) => `category:${category}`), ...traits]) {
      const others = having.get(feature)
      if (others) others.push(id)
      else having.set(feature, [id])
    }
  const collector = makeBasketCollector(MOST_SHARING)
  for (const sharing of having.values())
    collector.add(sharing, Math.log(1 + products.length / sharing.length) ** 2)
  return collector.collected()
}

const first = (scores: ReadonlyMap<string, number>): string[] =>
  [...scores]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, LIST_LENGTH)
    .map(([product]) => product)
