import { defineConfig } from 'vitest/config'

const MINUTE = 60_000

/**
 * Tests that need a deployed Cartwright share one per run, and come when the others have left the processor.
 * Most of their time they wait for it, so some wait side by side.
 */
const onTheEmulator = (name: string, groupOrder: number, maxWorkers = 1) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    globalSetup: ['test/support/stack.ts'],
    testTimeout: 2 * MINUTE,
    hookTimeout: 2 * MINUTE,
    sequence: { groupOrder },
    maxWorkers,
  },
})

/** One project per layer of tests, so that `npm test` can run and count them together or apart. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['{functions,lib,local,tools}/**/*.test.ts'] } },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'] } },
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          testTimeout: 2 * MINUTE,
          hookTimeout: 2 * MINUTE,
          // One worker makes each stage's templates once, for all files.
          isolate: false,
          maxWorkers: 1,
        },
      },
      { test: { name: 'model', include: ['test/model/**/*.test.ts'], testTimeout: 2 * MINUTE } },
      onTheEmulator('integration', 1),
      onTheEmulator('journeys', 2, 3),
    ],
  },
})
