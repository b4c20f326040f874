import { type Baskets, makeBasketCollector } from '#contexts/insights/domain/recommending/baskets.ts'
import { makeChance } from '#simulation/chance.ts'

/** Products of one taste; who buys one of them likes the others. */
const TASTE = 40

/** Of ten products in a basket, so many are of its taste. */
const OF_TASTE = 0.7

/**
 * Baskets as a larger shop may have them: 2 to 6 products each, most of one taste, few products in very many of them
 * and most in few. Only for how long it takes, and how much memory.
 */
export function madeBaskets({
  products,
  baskets,
  seed,
}: {
  products: number
  baskets: number
  seed: number
}): Baskets {
  const chance = makeChance(seed)
  const anyOf = (from: number, count: number) => from + Math.floor(count * chance.next() ** 2)
  const collector = makeBasketCollector()
  for (let basket = 0; basket < baskets; basket++) {
    const taste = Math.floor(anyOf(0, products) / TASTE) * TASTE
    collector.add(
      Array.from({ length: 2 + chance.below(5) }, () =>
        String(chance.happens(OF_TASTE) ? anyOf(taste, TASTE) : anyOf(0, products)),
      ),
    )
  }
  return collector.collected()
}
