import type { CoPurchases } from './co-purchases.ts'
import { cosine } from './cosine.ts'
import { add, at } from './numbers.ts'
import { makePairCollector, type Pairs, turned } from './pairs.ts'
import { solve } from './solve.ts'
import { strongest } from './strongest.ts'

export interface EaseSettings {
  /** Added to the diagonal, in baskets: what keeps a product of few baskets from saying much. */
  readonly ridge: number
  /** By how many products, the nearest by cosine, each is foretold. */
  readonly neighbors: number
}

/** Chosen on orders of the bench from before those that it asks for: more neighbors make it slower, not better. */
export const EASE: EaseSettings = { ridge: 20, neighbors: 60 }

/**
 * EASE (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", 2019): the weights by which the products of a
 * basket foretell each other best, by least squares with a ridge. There the weights that foretell one product
 * are a ridge regression on all others, found for all products at once by inverting one matrix of products x products.
 * Here each product's regression is solved by itself, on its nearest neighbors alone: time and memory
 * grow with the number of products, not with its cube and square. With all others as neighbors it is EASE itself.
 *
 * The row of a product has what it speaks for, and how much.
 */
export function ease(coPurchases: CoPurchases, { ridge, neighbors }: EaseSettings = EASE): Pairs {
  const { together, totals } = coPurchases
  const nearest = strongest(cosine(coPurchases), neighbors)
  const foretelling = makePairCollector(totals.length)
  const placeOf = new Uint32Array(totals.length)
  for (let product = 0; product < totals.length; product++) {
    const chosen = nearest.others.subarray(at(nearest.starts, product), at(nearest.starts, product + 1))
    const matrix = new Float64Array(chosen.length * chosen.length)
    const wanted = new Float64Array(chosen.length)
    chosen.forEach((other, place) => {
      placeOf[other] = place + 1
    })
    for (let place = at(together.starts, product); place < at(together.starts, product + 1); place++) {
      const column = at(placeOf, at(together.others, place))
      if (column > 0) wanted[column - 1] = at(together.values, place)
    }
    chosen.forEach((other, row) => {
      matrix[row * chosen.length + row] = at(totals, other) + ridge
      for (let place = at(together.starts, other); place < at(together.starts, other + 1); place++) {
        const column = at(placeOf, at(together.others, place))
        if (column > 0 && column <= row)
          add(matrix, row * chosen.length + column - 1, at(together.values, place))
      }
    })
    solve(matrix, wanted)
    chosen.forEach((other, place) => {
      foretelling.add(other, at(wanted, place))
      placeOf[other] = 0
    })
    foretelling.endRow(product)
  }
  return turned(foretelling.collected())
}
