import { defineConfig } from 'vitest/config'

/** After so long a test counts as hanging, however busy the machine is. */
const HANGING_MS = 5 * 60_000
const patient = { testTimeout: HANGING_MS, hookTimeout: HANGING_MS }

/** Hundreds of small files, which share their workers: to load all modules anew for each took most of their time. */
const unit = (name: string, ...include: string[]) => ({
  test: { name, include, ...patient, isolate: false },
})

/** Tests that need a deployed Cartwright share one per run, and come when the others have left the processor. */
const onTheEmulator = (name: string, include: string, groupOrder: number, maxWorkers: number) => ({
  test: {
    name,
    include: [include],
    globalSetup: ['test/support/stack.ts'],
    ...patient,
    sequence: { groupOrder },
    maxWorkers,
  },
})

/** One project per layer of tests, so that `npm test` can run and count them together or apart. */
export default defineConfig({
  test: {
    projects: [
      unit('unit', '{functions,lib}/**/!(*.browser).test.ts'),
      // Apart, as they and the browser load all of Zod, which gives its messages to zod/mini, too.
      unit('tools', '{local,tools,test/support}/**/*.test.ts', '**/*.browser.test.ts'),
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], ...patient } },
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          ...patient,
          // One worker makes each stage's templates once, for all files.
          isolate: false,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'simulation',
          include: ['test/{simulation,faults,outage,races,storm}/**/*.test.ts'],
          ...patient,
        },
      },
      { test: { name: 'model', include: ['test/model/**/*.test.ts'], ...patient } },
      onTheEmulator('integration', 'test/integration/**/*.test.ts', 1, 1),
      // Most of their time journeys wait, so four wait side by side; those with crowds come alone.
      onTheEmulator('journeys', 'test/journeys/*.test.ts', 2, 4),
      onTheEmulator('crowds', 'test/journeys/crowds/*.test.ts', 3, 1),
      // These change what all functions are told.
      onTheEmulator('policies', 'test/journeys/policies/*.test.ts', 4, 1),
      onTheEmulator('fuzz', 'test/fuzz/*.test.ts', 5, 1),
      // What the whole run has left behind.
      onTheEmulator('aftermath', 'test/aftermath/*.test.ts', 6, 1),
    ],
  },
})
