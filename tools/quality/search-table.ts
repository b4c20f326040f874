import { decimals, markdownTable } from '../measure/table.ts'
import type { SearchFigures } from './figures.ts'

/** Of 4,680 of these titles, 1,000 queries: first hit clean, and with one typing mistake; p50 and p99 of a query. */
const PEERS = [
  ['MiniSearch 7.2.0 alone', '98.1', '97.0', '0.9 / 9.5'],
  ['FlexSearch 0.8.212', '98.2', '85.3', '0.1 / 11'],
  ['Orama 3.1.18', '88.5', '80.6', '1.4 / 9.6'],
  ['Goal', '98', '97', '- / 15'],
]

export function searchTable({ titles, found, speed }: SearchFigures): string {
  return [
    `Titles: ${decimals(titles, 0)} real ones, and 5,000 made ones in each other language.`,
    markdownTable(
      ['query', '% first', '% in the first ten'],
      found.map(({ name, first, firstTen }) => [name, decimals(first, 1), decimals(firstTen, 1)]),
    ),
    markdownTable(
      ['products', 'p50 ms', 'p99 ms', 'file MB', 'load ms', 'first list ms'],
      speed.map(({ products, p50, p99, keptMB, loadMs, firstListMs }) => [
        decimals(products, 0),
        ...[p50, p99, keptMB, loadMs, firstListMs].map((value) => decimals(value, 1)),
      ]),
    ),
    'For comparison, as stated in the design, measured elsewhere on 2 cores, not by this command; a query of theirs has no filters, facets or cards:',
    markdownTable(['', '% first, clean', '% first, one mistake', 'p50 / p99 ms'], PEERS),
  ].join('\n\n')
}
