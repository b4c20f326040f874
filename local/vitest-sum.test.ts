import { expect, test } from 'vitest'
import { sumOf } from './vitest-sum.ts'

const report = { numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, testResults: [] }

test('tests are summed, to-dos as skipped', () => {
  expect(sumOf(report)).toEqual({ passed: 7, failed: 1, skipped: 3 })
})

test('a file that broke before its first test is a failure, one with a failed test is counted by its tests', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
  ]
  expect(sumOf({ ...report, testResults }).failed).toBe(2)
})
