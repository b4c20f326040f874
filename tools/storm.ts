import { parseArgs } from 'node:util'
import { replayOf, runStorms } from '../test/storm/run.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures, wholeNumbers } from './measure/output.ts'
import { progress } from './measure/world.ts'
import { stormFigures } from './quality/figures.ts'
import { keepFigures } from './quality/quality.ts'
import { casesTable, stormTable } from './quality/storm-table.ts'

const USAGE = `npm run storm -- [--orders N] [--seed S] [--json] [--write]
  --orders   orders of all cases (default 2000), 500 in a world; each world has the seed after that of the one before
  --seed     the same seed makes the same things happen in the same order (default 1)
  --json     one JSON object instead of tables
  --write    keep the figures in docs/quality.md`

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    ...FIGURES_OPTIONS,
  },
})

/** Ends with 1 where something was wrong, or a case never happened. */
async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [orders = 2_000] = wholeNumbers('--orders', values.orders)
  const [seed = 1] = wholeNumbers('--seed', values.seed)
  const begun = performance.now()
  const report = await runStorms({
    ...{ seed, orders },
    tell: ({ orders: done, violations }) => {
      const perSecond = (done / (performance.now() - begun)) * 1_000
      progress(`${done} of ${orders} orders, ${perSecond.toFixed(0)} a second, ${violations} violations`)
    },
  })
  for (const violation of report.violations) {
    console.error(`\nseed ${violation.seed}: ${violation.what}`)
    for (const line of violation.history) console.error(`  ${line}`)
    console.error(`Again: ${replayOf(violation, orders)}`)
  }
  for (const what of report.missing) console.error(`It never happened: ${what}`)
  const figures = stormFigures.parse({
    ...report,
    violations: report.violations.length,
    cases: objectOf(report.cases),
    statuses: objectOf(report.statuses),
    seconds: Math.round((performance.now() - begun) / 1_000),
  })
  tellFigures(figures, { json: values.json, table: (all) => `${stormTable(all)}\n\n${casesTable(all)}` })
  if (values.write) keepFigures('storm', `npm run storm -- --orders ${orders} --seed ${seed}`, figures)
  if (report.violations.length > 0 || report.missing.length > 0) process.exitCode = 1
}

const objectOf = (counts: ReadonlyMap<string, ReadonlyMap<string, number>>) =>
  Object.fromEntries([...counts].map(([row, columns]) => [row, Object.fromEntries(columns)]))

await main().catch(failureOf(USAGE))
