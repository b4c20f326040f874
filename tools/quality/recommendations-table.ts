import { decimals, markdownTable } from '../measure/table.ts'
import type { RecommendationFigures } from './figures.ts'

/** The same task, measured elsewhere, not by this command: another draw of baskets, and EASE with the whole matrix. */
const REFERENCES = [
  ['popularity', '0.035'],
  ['cosine of co-purchase', '0.295'],
  ['EASE, ridge 300', '0.314'],
]

const whole = (count: number): string => decimals(count, 0)

export function recommendationsTable(figures: RecommendationFigures): string {
  const { learnedFrom, later, questions, products, seconds, seed, ways, sizes } = figures
  return [
    `Learned from ${whole(learnedFrom)} baskets of ${whole(products)} products in ${decimals(seconds, 1)} s; ${whole(questions)} of ${whole(later)} later baskets asked for, seed ${seed}.`,
    markdownTable(
      ['way', 'hits in ten', 'nDCG in ten'],
      ways.map(({ name, hitsInTen, ndcg }) => [name, decimals(hitsInTen, 3), decimals(ndcg, 3)]),
    ),
    'For comparison, measured elsewhere, not by this command:',
    markdownTable(['way', 'hits in ten'], REFERENCES),
    ...(sizes.length > 0 ? [sizesTable(sizes)] : []),
  ].join('\n\n')
}

const sizesTable = (sizes: RecommendationFigures['sizes']): string =>
  markdownTable(
    ['products', 'baskets', 'seconds', 'memory MB'],
    sizes.map((size) => [
      whole(size.products),
      whole(size.baskets),
      decimals(size.seconds, 1),
      whole(size.memoryMb),
    ]),
  )
