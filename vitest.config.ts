import { defineConfig } from 'vitest/config'

const MINUTE = 60_000

/** Tests that need a deployed Cartwright share one per run, and come when the others have left the processor. */
const onTheEmulator = (name: string, include: string, groupOrder: number, maxWorkers: number) => ({
  test: {
    name,
    include: [include],
    globalSetup: ['test/support/stack.ts'],
    testTimeout: 5 * MINUTE,
    hookTimeout: 5 * MINUTE,
    sequence: { groupOrder },
    maxWorkers,
  },
})

/** One project per layer of tests, so that `npm test` can run and count them together or apart. */
export default defineConfig({
  test: {
    projects: [
      // A busy machine may be slow: the time is for tests that hang.
      {
        test: {
          name: 'unit',
          include: ['{functions,lib,local,tools,test/support}/**/*.test.ts'],
          testTimeout: MINUTE,
        },
      },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: MINUTE } },
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
      {
        test: {
          name: 'simulation',
          include: ['test/{simulation,faults,outage}/**/*.test.ts'],
          testTimeout: 2 * MINUTE,
          hookTimeout: 2 * MINUTE,
        },
      },
      { test: { name: 'model', include: ['test/model/**/*.test.ts'], testTimeout: 2 * MINUTE } },
      onTheEmulator('integration', 'test/integration/**/*.test.ts', 1, 1),
      // Most of their time journeys wait, so two wait side by side; those with crowds come alone.
      onTheEmulator('journeys', 'test/journeys/*.test.ts', 2, 2),
      onTheEmulator('crowds', 'test/journeys/crowds/*.test.ts', 3, 1),
      // These change what all functions are told.
      onTheEmulator('policies', 'test/journeys/policies/*.test.ts', 4, 1),
      onTheEmulator('fuzz', 'test/fuzz/*.test.ts', 5, 1),
      // What the whole run has left behind.
      onTheEmulator('aftermath', 'test/aftermath/*.test.ts', 6, 1),
    ],
  },
})
