import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import {
  alsoBought,
  LIST_LENGTH,
  weightOfBasket,
} from '#contexts/insights/domain/recommending/also-bought.ts'
import { makeBasketCollector } from '#contexts/insights/domain/recommending/baskets.ts'
import { countCoPurchases } from '#contexts/insights/domain/recommending/co-purchases.ts'
import { cosine } from '#contexts/insights/domain/recommending/cosine.ts'
import { strongest } from '#contexts/insights/domain/recommending/strongest.ts'
import { cleanEnv, ROOT } from '#local/places.ts'
import { days } from '#shared/clock.ts'
import { type RecommendationFigures, sizeFigures } from '../quality/figures.ts'
import { byPairs, CUT, complete, type Scorer, splitOrders } from './completion.ts'
import { type RealOrder, realOrders } from './orders.ts'

export interface Size {
  readonly products: number
  readonly baskets: number
}

/** Completes baskets by what the product keeps for each product, and by simpler ways; then learns from shops of other sizes. */
export function runRecommendationBench(
  given: { seed: number; questions: number },
  sizes: readonly Size[],
): RecommendationFigures {
  const { earlier, later, asked } = splitOrders(realOrders(), given)
  const plain = collect(earlier, () => 1)
  const aged = collect(earlier, (day) => weightOfBasket((Date.parse(CUT) - Date.parse(day)) / days(1)))
  const coPurchases = countCoPurchases(plain)
  const began = performance.now()
  const learned = alsoBought(aged)
  const seconds = (performance.now() - began) / 1_000
  const way = (name: string, scorer: Scorer) => ({ name, ...complete(asked, plain.products, scorer) })
  return {
    ...given,
    learnedFrom: earlier.length,
    later,
    products: plain.products.length,
    seconds,
    ways: [
      way('popularity', () => Float64Array.from(coPurchases.totals)),
      way('cosine of co-purchase', byPairs(cosine(coPurchases))),
      way(
        `cosine, the ${LIST_LENGTH} strongest of each`,
        byPairs(strongest(cosine(coPurchases), LIST_LENGTH)),
      ),
      way(`EASE as it is kept, the ${LIST_LENGTH} strongest of each`, byPairs(learned)),
    ],
    sizes: sizes.map(learnApart),
  }
}

function collect(orders: readonly RealOrder[], weightOf: (day: string) => number) {
  const collector = makeBasketCollector()
  for (const [day, products] of orders) collector.add(products, weightOf(day))
  return collector.collected()
}

function learnApart({ products, baskets }: Size): RecommendationFigures['sizes'][number] {
  const program = join(ROOT, 'tools', 'bench-recommendations', 'one-size.ts')
  const { status, stdout, stderr } = spawnSync('node', [program, String(products), String(baskets)], {
    cwd: ROOT,
    env: cleanEnv(),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${products} products: ${stderr.slice(-500)}`)
  return sizeFigures.parse(JSON.parse(stdout))
}
