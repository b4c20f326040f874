import { decimals, markdownTable } from '../measure/table.ts'
import type { ModelFigures } from './figures.ts'

export function modelTable({ states, edges, seconds, pairs, mistakes }: ModelFigures): string {
  const found = mistakes.filter((one) => one.found)
  return [
    `${decimals(states, 0)} states and ${decimals(edges, 0)} edges in ${decimals(seconds, 0)} s, with ${pairs.length} pairs of status and command; nothing wrong in any, or the command would have failed. ${found.length} of ${mistakes.length} mistakes were found, each in its fewest steps:`,
    markdownTable(
      ['mistake', 'steps'],
      mistakes.map(({ name, found: isFound, steps }) => [name, isFound ? steps : 'not found']),
    ),
  ].join('\n\n')
}
