import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** After so long a test counts as hanging, however busy the machine is. */
const HANGING_MS = 5 * 60_000
const patient = { testTimeout: HANGING_MS, hookTimeout: HANGING_MS }

/** Files that share their workers: to load all modules anew for each takes long, most of the time of small ones. */
const sharing = (name: string, ...include: string[]) => ({
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

/** Those that take longest, on two processors a minute or more. */
const LONGEST = [
  'test/journeys/paying-again.test.ts',
  'test/journeys/money-troubles.test.ts',
  'test/journeys/imports.test.ts',
  'test/journeys/deadlines.test.ts',
  'test/journeys/crowds/who-may-do-what.test.ts',
]

/** They come first of their group, so that none of them is left alone at its end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.some((name) => moduleId.endsWith(name))
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => groupOf(a) - groupOf(b) || Number(isLong(b)) - Number(isLong(a)))
  }
}

/** One project per layer of tests, so that `npm test` can run and count them together or apart. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      sharing('unit', '{functions,lib}/**/!(*.browser).test.ts'),
      // Apart, as they and the browser load all of Zod, which gives its messages to zod/mini, too.
      sharing('tools', '{local,tools,test/support}/**/*.test.ts', '**/*.browser.test.ts'),
      sharing('contract', 'test/contract/**/*.test.ts'),
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
      sharing('simulation', 'test/{simulation,faults,outage,races,storm}/**/*.test.ts'),
      { test: { name: 'model', include: ['test/model/**/*.test.ts'], ...patient } },
      onTheEmulator('integration', 'test/integration/**/*.test.ts', 1, 1),
      // Most of their time journeys wait, so four wait side by side: each more makes more processes of functions, whose
      // memory the crowds after them need.
      onTheEmulator('journeys', 'test/journeys/*.test.ts', 2, 4),
      // One at a time: a crowd starts functions by the hundred, and two of them have filled 24 GB.
      onTheEmulator('crowds', 'test/journeys/crowds/*.test.ts', 3, 1),
      onTheEmulator('fuzz', 'test/fuzz/*.test.ts', 3, 1),
      // These change what all functions are told.
      onTheEmulator('policies', 'test/journeys/policies/*.test.ts', 4, 1),
      // What the whole run has left behind.
      onTheEmulator('aftermath', 'test/aftermath/*.test.ts', 5, 1),
    ],
  },
})
