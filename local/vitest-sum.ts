import { z } from 'zod'

/** What vitest's JSON reporter writes, as far as it is counted. */
export const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

export type Sum = { passed: number; failed: number; skipped: number }

/** Counts tests; a file that broke before its first test counts as one failed. */
export function sumOf(report: z.infer<typeof VitestReport>): Sum {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
