import { decimals, markdownTable } from '../measure/table.ts'
import type { BrowseFigures } from './figures.ts'

/** What others reached with 16 clients on a machine with 2 cores; a list of 20, and a search. */
const PEERS = [
  ['Vendure', '12.2', '147'],
  ['Medusa', '26.9', '17.7'],
]

export function browseTable({ clients, products, rounds }: BrowseFigures): string {
  return [
    markdownTable(
      ['request', 'requests/s', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU ms per request'],
      rounds.map(({ name, perSecond, p50, p95, p99, cpuMsPerRequest }) => [
        name,
        decimals(perSecond, 1),
        ...[p50, p95, p99].map((ms) => decimals(ms, 0)),
        cpuMsPerRequest === null ? '-' : decimals(cpuMsPerRequest, 1),
      ]),
    ),
    `${clients} clients, ${decimals(products, 0)} products.`,
    'For comparison, as stated in the design, measured elsewhere on 2 cores, not by this command:',
    markdownTable(['', 'list of 20, requests/s', 'search, requests/s'], PEERS),
  ].join('\n\n')
}
