import { decimals, markdownTable } from '../measure/table.ts'
import type { MutationFigures } from './figures.ts'

const HEADS = ['group', 'mutants', 'killed', 'timed out', 'survived', 'no coverage', '% killed', '% at least']

export function mutationTable({ groups, together, minutes }: MutationFigures): string {
  const rows = [...groups, { name: 'together', floor: null, ...together }].map(
    ({ name, mutants, killed, timedOut, survived, uncovered, percent, floor }) => [
      name,
      ...[mutants, killed, timedOut, survived, uncovered].map((count) => decimals(count, 0)),
      decimals(percent, 1),
      floor === null ? '-' : decimals(floor, 0),
    ],
  )
  const took = minutes === null ? '' : `\n\nAll of it took ${minutes} minutes.`
  return `${markdownTable(HEADS, rows)}${took}`
}
