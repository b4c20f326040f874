import { expect, test } from 'vitest'
import { matrixTable } from '../quality/matrix-table.ts'
import { matrixFigures } from './figures.ts'

const cell = { operation: 'readOrder', caller: 'no token', expected: '401', found: '401' } as const

test('figures count cells by what was answered, and name those that are wrong', () => {
  const wrong = { ...cell, caller: 'finance', expected: '403 forbidden', found: '200' } as const
  const figures = matrixFigures({ cells: [cell, cell, wrong], before: { version: 1 }, after: { version: 1 } })
  expect(figures).toEqual({
    ...{ operations: 1, callers: 2, cells: 3, unchanged: true, wrong: [wrong] },
    outcomes: [
      { outcome: '200', cells: 1 },
      { outcome: '401', cells: 2 },
    ],
  })
  expect(matrixTable(figures)).toContain('readOrder by finance: 403 forbidden expected, 200 came')
})

test('a change by what was refused is told', () => {
  const figures = matrixFigures({ cells: [cell], before: { version: 1 }, after: { version: 2 } })
  expect(figures.unchanged).toBe(false)
  expect(matrixTable(figures)).toContain('CHANGED')
})
