import { markdownTable } from '../measure/table.ts'
import type { MatrixFigures } from './figures.ts'

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
