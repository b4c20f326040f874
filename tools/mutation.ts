import { parseArgs } from 'node:util'
import { FIGURES_OPTIONS, failureOf, tellFigures, WrongOption, wholeNumbers } from './measure/output.ts'
import { ACCEPTED } from './mutation/accepted.ts'
import { GROUPS, type Group } from './mutation/groups.ts'
import { isAlive, type Mutant, reasonsFor, tally, tellMutant } from './mutation/mutant.ts'
import { mutantsOf } from './mutation/stryker.ts'
import type { MutationFigures } from './quality/figures.ts'
import { mutationTable } from './quality/mutation-table.ts'
import { keepFigures } from './quality/quality.ts'

const NAMES = GROUPS.map(({ name }) => name)

const USAGE = `npm run mutation -- [GROUP ...] [--concurrency N] [--full] [--list] [--json] [--write]
  GROUP          of ${NAMES.join(', ')}; all, if none is named
  --concurrency  test runners side by side (default 2)
  --full         also mutants whose code and tests are as they were (always so where survivors need a reason)
  --list         each mutant that survives
  --json         one JSON object instead of a table
  --write        keep the figures of all groups in docs/quality.md`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    concurrency: { type: 'string', default: '2' },
    full: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    ...FIGURES_OPTIONS,
  },
})

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [concurrency = 2] = wholeNumbers('--concurrency', values.concurrency)
  const groups = groupsNamed(positionals)
  if (values.write && groups.length < GROUPS.length)
    throw new WrongOption('--write keeps the figures of all groups together.')
  const startedAt = Date.now()
  const byGroup: { group: Group; mutants: Mutant[] }[] = []
  for (const group of groups) {
    console.error(`${group.name} ...`)
    byGroup.push({ group, mutants: await mutantsOf(group, { concurrency, full: values.full }) })
  }
  const figures: MutationFigures = {
    groups: byGroup.map(({ group: { name, floor }, mutants }) => ({ name, floor, ...tally(mutants) })),
    together: tally(byGroup.flatMap(({ mutants }) => mutants)),
    minutes: values.full ? Math.ceil((Date.now() - startedAt) / 60_000) : null,
  }
  tellFigures(figures, { json: values.json, table: mutationTable })
  if (values.list) for (const { mutants } of byGroup) tellAll(mutants.filter(isAlive).map(tellMutant))
  const problems = byGroup.flatMap(({ group, mutants }) => problemsOf(group, mutants))
  tellAll(problems)
  if (problems.length > 0) process.exitCode = 1
  if (values.write) keepFigures('mutation', `npm run mutation${values.full ? ' -- --full' : ''}`, figures)
}

function tellAll(lines: readonly string[]): void {
  for (const line of lines) console.error(line)
}

function groupsNamed(names: readonly string[]): readonly Group[] {
  const unknown = names.filter((name) => !NAMES.includes(name))
  if (unknown.length > 0) throw new WrongOption(`There is no group ${unknown.join(', ')}.`)
  return names.length === 0 ? GROUPS : GROUPS.filter(({ name }) => names.includes(name))
}

function problemsOf({ name, floor, isStrict }: Group, mutants: readonly Mutant[]): string[] {
  const { percent } = tally(mutants)
  const { unexplained, stale } = reasonsFor(mutants, isStrict ? ACCEPTED : [])
  return [
    ...(percent < floor ? [`${name}: ${percent.toFixed(1)} % are killed, ${floor} % must be.`] : []),
    ...(isStrict ? unexplained : []).map(
      (mutant) => `${name}: survives without a reason: ${tellMutant(mutant)}`,
    ),
    ...stale.map(
      ({ file, original, replacement }) => `${file}: ${original} => ${replacement} no longer survives.`,
    ),
  ]
}

await main().catch(failureOf(USAGE))
