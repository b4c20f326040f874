import type { Baskets } from './baskets.ts'
import { at } from './numbers.ts'
import type { Pairs } from './pairs.ts'

/** Of a product others, the first of them first. */
export interface Neighbors {
  readonly product: string
  readonly others: readonly { readonly product: string; readonly value: number }[]
}

/** Pairs by the names of products, product after product, so that the lists of all need not be there at once. */
export function* listsOf(
  { products }: Pick<Baskets, 'products'>,
  { starts, others, values }: Pairs,
): Generator<Neighbors> {
  const nameOf = (number: number): string => products[number] ?? ''
  for (const [row, product] of products.entries()) {
    const places = Array.from(
      { length: at(starts, row + 1) - at(starts, row) },
      (_, n) => at(starts, row) + n,
    )
    yield {
      product,
      others: places.map((place) => ({ product: nameOf(at(others, place)), value: at(values, place) })),
    }
  }
}
