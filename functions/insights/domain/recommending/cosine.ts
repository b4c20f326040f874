import type { CoPurchases } from './co-purchases.ts'
import { at } from './numbers.ts'
import type { Pairs } from './pairs.ts'

/**
 * How alike the baskets of two products are: together / (sqrt(one's total x the other's) + doubt), from 0 to 1. Where
 * there is doubt, pairs of few baskets count less.
 */
export function cosine({ together: { starts, others, values }, totals }: CoPurchases, doubt = 0): Pairs {
  const cosines = new Float32Array(values.length)
  for (let row = 0; row + 1 < starts.length; row++)
    for (let place = at(starts, row); place < at(starts, row + 1); place++)
      cosines[place] =
        at(values, place) / (Math.sqrt(at(totals, row) * at(totals, at(others, place))) + doubt)
  return { starts, others, values: cosines }
}
