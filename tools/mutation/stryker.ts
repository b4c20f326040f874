import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { ROOT } from '#local/places.ts'
import type { Group, Target } from './groups.ts'
import type { Mutant } from './mutant.ts'

export interface RunOptions {
  /** Test runners side by side. */
  readonly concurrency: number
  /** All mutants of all groups, also those whose code and tests are as they were in the last run. */
  readonly full: boolean
}

/** Makes the mutants of a group and runs the tests against each. */
export async function mutantsOf(group: Group, options: RunOptions): Promise<Mutant[]> {
  const mutants: Mutant[] = []
  for (const [index, target] of group.targets.entries())
    mutants.push(...(await run(`${group.name}-${index + 1}`, group, target, options)))
  return mutants
}

/** What is the same for all targets stands in stryker.json; a page with every mutant is left in the folder. */
async function run(name: string, group: Group, target: Target, options: RunOptions): Promise<Mutant[]> {
  const { floor, isStrict } = group
  const folder = `.local/mutation/${name}`
  const results = await new Stryker({
    configFile: 'tools/mutation/stryker.json',
    mutate: [...target.files],
    vitest: { configFile: 'tools/mutation/vitest.config.ts', dir: target.tests, related: true },
    tempDirName: `${folder}/sandbox`,
    incrementalFile: `${folder}/incremental.json`,
    htmlReporter: { fileName: `${folder}/mutants.html` },
    ignoreStatic: !isStrict,
    thresholds: { high: floor, low: floor, break: floor },
    concurrency: options.concurrency,
    // What was known before is not taken over of tables and schemas: which tests reach them is not known.
    force: options.full || isStrict,
  }).runMutationTest()
  return results.map(({ fileName, location, mutatorName, replacement, status }) => {
    const file = relative(ROOT, fileName)
    return {
      file,
      line: location.start.line,
      mutator: mutatorName,
      original: textAt(file, location),
      replacement: replacement ?? '',
      status,
    }
  })
}

interface Place {
  readonly line: number
  readonly column: number
}

/** The text between two places; lines and columns are counted from 1. */
function textAt(file: string, { start, end }: { start: Place; end: Place }): string {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line)
  const last = lines.length - 1
  return lines
    .map((line, index) =>
      line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined),
    )
    .join('\n')
}
