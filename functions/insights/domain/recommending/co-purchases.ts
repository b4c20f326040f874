import type { Baskets } from './baskets.ts'
import { add, at, startsOf } from './numbers.ts'
import { makePairCollector, type Pairs } from './pairs.ts'

export interface CoPurchases {
  /** The weights of the baskets that have both of two products, summed: both orders of a pair, none of a product with itself. */
  readonly together: Pairs
  /** The weights of the baskets that have a product, summed. */
  readonly totals: Float32Array
}

export function countCoPurchases(given: Baskets): CoPurchases {
  const { products, starts, members, weights } = given
  const { firstBasket, baskets } = basketsByProduct(given)
  const totals = new Float32Array(products.length)
  const sums = new Float64Array(products.length)
  const seen: number[] = []
  const pairs = makePairCollector(products.length)
  for (let product = 0; product < products.length; product++) {
    for (let place = at(firstBasket, product); place < at(firstBasket, product + 1); place++) {
      const basket = at(baskets, place)
      const weight = at(weights, basket)
      for (let member = at(starts, basket); member < at(starts, basket + 1); member++) {
        const other = at(members, member)
        if (at(sums, other) === 0) seen.push(other)
        add(sums, other, weight)
      }
    }
    totals[product] = at(sums, product)
    for (const other of seen) {
      if (other !== product) pairs.add(other, at(sums, other))
      sums[other] = 0
    }
    seen.length = 0
    pairs.endRow(product)
  }
  return { together: pairs.collected(), totals }
}

/** The other way round: which baskets have a product. */
function basketsByProduct({ products, starts, members }: Baskets) {
  const sizes = new Uint32Array(products.length)
  for (const product of members) add(sizes, product, 1)
  const firstBasket = startsOf(sizes)
  const next = firstBasket.slice(0, products.length)
  const baskets = new Uint32Array(members.length)
  for (let basket = 0; basket + 1 < starts.length; basket++)
    for (let member = at(starts, basket); member < at(starts, basket + 1); member++) {
      const product = at(members, member)
      baskets[at(next, product)] = basket
      add(next, product, 1)
    }
  return { firstBasket, baskets }
}
