import { markdownTable } from '../measure/table.ts'
import type { AuditFigures } from './figures.ts'

export function auditTable({ looked, settled, finished, violations }: AuditFigures): string {
  const rows = looked.map(({ kind, count }) => [kind, count])
  return [
    markdownTable(['what', 'looked at'], rows),
    `${violations.length} rules did not hold; ${settled} things were being changed meanwhile. ${finished ? 'All was looked at.' : 'Not all was looked at.'}`,
    ...violations,
  ].join('\n\n')
}
