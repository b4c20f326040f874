import { decimals, markdownTable } from '../measure/table.ts'
import type { CartFigures } from './figures.ts'

export const cartTable = ({ adds, carts, ratio }: CartFigures): string =>
  [
    markdownTable(
      ['lines in the cart', 'p50 ms', 'p95 ms', 'p99 ms'],
      carts.map(({ lines, p50, p95, p99 }) => [lines, ...[p50, p95, p99].map((ms) => decimals(ms, 0))]),
    ),
    `${decimals(adds, 0)} lines added to each; to the fuller one in ${decimals(ratio, 2)} times as long, by half of them.`,
  ].join('\n\n')
