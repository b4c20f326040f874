import { isDeepStrictEqual } from 'node:util'
import type { MatrixResult } from '#support/matrix/matrix.ts'
import type { MatrixFigures } from '../quality/figures.ts'

export function matrixFigures({ cells, before, after }: MatrixResult): MatrixFigures {
  const outcomes = [...Map.groupBy(cells, ({ found }) => found)]
    .map(([outcome, { length }]) => ({ outcome, cells: length }))
    .sort((a, b) => a.outcome.localeCompare(b.outcome))
  return {
    operations: new Set(cells.map(({ operation }) => operation)).size,
    callers: new Set(cells.map(({ caller }) => caller)).size,
    cells: cells.length,
    outcomes,
    wrong: cells.filter(({ expected, found }) => expected !== found),
    unchanged: isDeepStrictEqual(before, after),
  }
}
