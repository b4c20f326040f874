/** The most products of a basket that is learned from: what is bought by the hundred says little of what goes together. */
export const LARGEST_BASKET = 60

/** Baskets, or whatever else has products in it, with products as numbers, in two flat arrays: a basket's products are `members` from its start to the next one's. */
export interface Baskets {
  /** By number. */
  readonly products: readonly string[]
  /** One more than there are baskets. */
  readonly starts: Uint32Array
  readonly members: Uint32Array
  /** How much each basket counts, above 0. */
  readonly weights: Float32Array
}

/**
 * Takes baskets in one by one, so that a million of them need no million of lists. Products that a basket names
 * twice count once; baskets of less than two products, and of more than the largest, are passed over.
 */
export function makeBasketCollector(largest = LARGEST_BASKET) {
  const numbers = new Map<string, number>()
  const products: string[] = []
  const starts = [0]
  const members: number[] = []
  const weights: number[] = []
  const numberOf = (product: string): number => {
    const known = numbers.get(product)
    if (known !== undefined) return known
    numbers.set(product, products.length)
    return products.push(product) - 1
  }
  return {
    add(basket: readonly string[], weight = 1): void {
      const distinct = new Set(basket)
      if (distinct.size < 2 || distinct.size > largest) return
      for (const product of distinct) members.push(numberOf(product))
      starts.push(members.length)
      weights.push(weight)
    },
    collected: (): Baskets => ({
      products,
      starts: Uint32Array.from(starts),
      members: Uint32Array.from(members),
      weights: Float32Array.from(weights),
    }),
  }
}
