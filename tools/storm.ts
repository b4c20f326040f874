import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { ORDERS_OF_AN_EMULATED_WORLD, runOnTables } from '../test/storm/emulator.ts'
import { ORDERS_OF_A_WORLD, type Outcome, type Report, runSideBySide, sharesOf } from '../test/storm/run.ts'
import { withEmulator } from './measure/emulator.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures, wholeNumbers } from './measure/output.ts'
import { progress } from './measure/world.ts'
import { type StormFigures, stormFigures } from './quality/figures.ts'
import { keepFigures } from './quality/quality.ts'
import { casesTable, stormTable } from './quality/storm-table.ts'

const USAGE = `npm run storm -- [--orders N] [--seed S] [--threads N | --emulator] [--json] [--write]
  --orders    orders of all cases (default 2000), ${ORDERS_OF_A_WORLD} in a world; each world has the seed after that of the one before
  --seed      the same seed makes the same things happen in the same order, in however many threads (default 1)
  --threads   worlds at once (default: one for each processor)
  --emulator  on tables of a local AWS that is started for it (default 1000 orders, ${ORDERS_OF_AN_EMULATED_WORLD} in a world)
  --json      one JSON object instead of tables
  --write     keep the figures in docs/quality.md`

const { values } = parseArgs({
  options: {
    orders: { type: 'string' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: String(availableParallelism()) },
    emulator: { type: 'boolean', default: false },
    ...FIGURES_OPTIONS,
  },
})

/** Orders. */
const PER_WORLD = values.emulator ? ORDERS_OF_AN_EMULATED_WORLD : ORDERS_OF_A_WORLD

const commandOf = (orders: number, seed: number): string =>
  `npm run storm --${values.emulator ? ' --emulator' : ''} --orders ${orders} --seed ${seed}`

/** Ends with 1 where something was wrong, or a case never happened. */
async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [orders = 1] = wholeNumbers('--orders', values.orders ?? (values.emulator ? '1000' : '2000'))
  const [seed = 1] = wholeNumbers('--seed', values.seed)
  const begun = performance.now()
  const report = values.emulator ? await onEmulator(orders, seed) : await inMemory(orders, seed)
  const figures: StormFigures = stormFigures.parse({
    ...report,
    seed,
    violations: report.violations.length,
    cases: objectOf(report.cases),
    statuses: objectOf(report.statuses),
    seconds: Math.round((performance.now() - begun) / 1_000),
  })
  for (const what of report.missing) console.error(`It never happened: ${what}`)
  tellFigures(figures, { json: values.json, table: (all) => `${stormTable(all)}\n\n${casesTable(all)}` })
  if (values.write)
    keepFigures(values.emulator ? 'storm-on-emulator' : 'storm', commandOf(orders, seed), figures)
  if (report.violations.length > 0 || report.missing.length > 0) process.exitCode = 1
}

async function inMemory(orders: number, seed: number): Promise<Report> {
  const [threads = 1] = wholeNumbers('--threads', values.threads)
  const begun = performance.now()
  let [done, wrong] = [0, 0]
  const tell = (outcome: Outcome) => {
    done += outcome.orders
    wrong += outcome.violations.length
    tellViolations(outcome, orders)
    const perSecond = (done / (performance.now() - begun)) * 1_000
    progress(`${done} of ${orders} orders, ${perSecond.toFixed(0)} a second, ${wrong} violations`)
  }
  return runSideBySide(sharesOf(seed, orders, PER_WORLD), { threads, tell })
}

async function onEmulator(orders: number, seed: number): Promise<Report> {
  let steps = 0
  const tell = (more: number) => {
    steps += more
    progress(`${steps} things have happened`)
  }
  const report = await withEmulator((endpoint) =>
    runOnTables(endpoint, sharesOf(seed, orders, PER_WORLD), tell),
  )
  tellViolations(report, orders)
  return report
}

function tellViolations({ violations }: Pick<Report, 'violations'>, orders: number): void {
  for (const { seed, what, history } of violations) {
    console.error(`\nseed ${seed}: ${what}`)
    for (const line of history) console.error(`  ${line}`)
    console.error(`Again: ${commandOf(Math.min(orders, PER_WORLD), seed)}`)
  }
}

const objectOf = (counts: ReadonlyMap<string, ReadonlyMap<string, number>>) =>
  Object.fromEntries([...counts].map(([row, columns]) => [row, Object.fromEntries(columns)]))

await main().catch(failureOf(USAGE))
