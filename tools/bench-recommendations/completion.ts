import { LARGEST_BASKET } from '#contexts/insights/domain/recommending/baskets.ts'
import { at } from '#contexts/insights/domain/recommending/numbers.ts'
import type { Pairs } from '#contexts/insights/domain/recommending/pairs.ts'
import { makeChance } from '#simulation/chance.ts'
import type { RealOrder } from './orders.ts'

/** Orders before this day are learned from, those from it on are asked for. */
export const CUT = '2011-10-10'

/** What is left of a basket of which one product was hidden. */
export interface Question {
  readonly left: readonly string[]
  readonly hidden: string
}

const fits = (products: readonly string[]): boolean =>
  products.length >= 2 && products.length <= LARGEST_BASKET

/** The orders that are learned from, and questions made of so many later ones; products that were never sold before are no part of a question. */
export function splitOrders(
  orders: readonly RealOrder[],
  { seed, questions }: { seed: number; questions: number },
) {
  const chance = makeChance(seed)
  const fitting = orders.filter(([, products]) => fits(products))
  const earlier = fitting.filter(([day]) => day < CUT)
  const known = new Set(earlier.flatMap(([, products]) => products))
  const later = fitting
    .filter(([day]) => day >= CUT)
    .map(([, products]) => products.filter((product) => known.has(product)))
    .filter(fits)
  const asked = later
    .map((products) => ({ products, rank: chance.next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, questions)
    .map(({ products }): Question => {
      const hidden = chance.pick(products)
      return { left: products.filter((product) => product !== hidden), hidden }
    })
  return { earlier, later: later.length, asked }
}

/** Scores of all products, by number, for what is in a basket. */
export type Scorer = (basket: readonly number[]) => Float64Array

/** Each product in the basket speaks for those of its row. */
export function byPairs({ starts, others, values }: Pairs): Scorer {
  return (basket) => {
    const scores = new Float64Array(starts.length - 1)
    for (const product of basket)
      for (let place = at(starts, product); place < at(starts, product + 1); place++)
        scores[at(others, place)] = at(scores, at(others, place)) + at(values, place)
    return scores
  }
}

export interface Completion {
  /** The share of questions whose hidden product is among the first ten of all products that are not in the basket. */
  readonly hitsInTen: number
  /** The same, worth less the later it comes: 1 / log2(place + 1). */
  readonly ndcg: number
}

/** Asks all questions. A product without a score is never found; of equal scores the lower number is first. */
export function complete(
  questions: readonly Question[],
  products: readonly string[],
  scorer: Scorer,
): Completion {
  const numbers = new Map(products.map((product, number) => [product, number]))
  const numberOf = (product: string): number => {
    const number = numbers.get(product)
    if (number === undefined) throw new RangeError(`${product} was never learned`)
    return number
  }
  const gains = questions.map(({ left, hidden }) => {
    const basket = left.map(numberOf)
    const place = placeOf(numberOf(hidden), scorer(basket), new Set(basket))
    return place <= 10 ? 1 / Math.log2(place + 1) : 0
  })
  const share = (sum: number) => sum / questions.length
  return {
    hitsInTen: share(gains.filter((gain) => gain > 0).length),
    ndcg: share(gains.reduce((sum, gain) => sum + gain, 0)),
  }
}

/** From 1 on. */
function placeOf(wanted: number, scores: Float64Array, basket: ReadonlySet<number>): number {
  const score = at(scores, wanted)
  if (score <= 0) return Number.POSITIVE_INFINITY
  let before = 0
  scores.forEach((other, number) => {
    const ahead = other > score || (other === score && number < wanted)
    if (ahead && !basket.has(number)) before++
  })
  return before + 1
}
