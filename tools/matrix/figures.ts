import { isDeepStrictEqual } from 'node:util'
import type { Cell, MatrixResult } from '#support/matrix/matrix.ts'
import { markdownTable } from '../measure/table.ts'

export interface MatrixFigures {
  readonly operations: number
  readonly callers: number
  readonly cells: number
  /** Cells by what was answered. */
  readonly outcomes: readonly { readonly outcome: string; readonly cells: number }[]
  /** Cells that were answered otherwise than expected. */
  readonly wrong: readonly Cell[]
  /** What the refused requests aimed at is as it was. */
  readonly unchanged: boolean
}

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

export function matrixTable({
  operations,
  callers,
  cells,
  outcomes,
  wrong,
  unchanged,
}: MatrixFigures): string {
  const violations = wrong.map(
    ({ operation, caller, expected, found }) =>
      `${operation} by ${caller}: ${expected} expected, ${found} came`,
  )
  return [
    markdownTable(
      ['answer', 'cells'],
      outcomes.map((one) => [one.outcome, one.cells]),
    ),
    `${operations} operations x ${callers} callers: ${cells} cells, ${wrong.length} wrong. What was refused has ${unchanged ? 'changed nothing' : 'CHANGED something'}.`,
    ...(violations.length > 0 ? [violations.join('\n')] : []),
  ].join('\n\n')
}
