import { parseArgs } from 'node:util'
import { hours } from '#shared/clock.ts'
import { tryControls } from '../test/outage/controls.ts'
import { type OutageResult, suffer } from '../test/outage/outage.ts'
import { OUTAGES } from '../test/outage/outages.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures, WrongOption, wholeNumbers } from './measure/output.ts'
import { progress } from './measure/world.ts'
import { endByForce } from './outage/by-force.ts'
import type { OutageFigures } from './quality/figures.ts'
import { forcedEndTable, outageTable } from './quality/outage-table.ts'
import { keepFigures } from './quality/quality.ts'

const USAGE = `npm run outage -- [--orders N] [--only TEXT | --by-force] [--seed S] [--json] [--write]
  --orders   placed while each outage lasts, beside those that are under way (default 20)
  --only     outages and controls with this in their name
  --by-force instead of all these, a Cartwright on this machine that is killed while it takes orders
  --seed     the same seed makes the same things happen (default 1)
  --json     one JSON object instead of a table
  --write    keep the figures in docs/quality.md`

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    'by-force': { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    ...FIGURES_OPTIONS,
  },
})

/** Ends with 1 where something was lost, doubled or wrong, or where a control found nothing. */
async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [orders = 20] = wholeNumbers('--orders', values.orders)
  await (values['by-force'] ? killIt(orders) : sufferAll(orders))
}

async function killIt(orders: number): Promise<void> {
  const figures = await endByForce(orders)
  tellFigures(figures, { json: values.json, table: forcedEndTable })
  if (values.write) keepFigures('forced-end', `npm run outage -- --by-force --orders ${orders}`, figures)
  if (figures.violations.length > 0) process.exitCode = 1
}

async function sufferAll(orders: number): Promise<void> {
  const [seed = 1] = wholeNumbers('--seed', values.seed)
  const { only, write } = values
  if (write && only) throw new WrongOption('--write keeps the figures of all outages: leave --only out.')
  const outages: OutageResult[] = []
  for (const outage of OUTAGES.filter(({ what }) => what.includes(only))) {
    progress(`${outage.what}, ${outage.lasts / hours(1)} hours`)
    outages.push(await suffer(outage, { seed, orders }))
  }
  progress('controls')
  const controls = await tryControls({ seed, orders }, only)
  const figures: OutageFigures = { seed, outages, controls }
  tellFigures(figures, { json: values.json, table: outageTable })
  if (write) keepFigures('outage', `npm run outage -- --orders ${orders} --seed ${seed}`, figures)
  for (const { what, lost, doubled, violations } of outages)
    for (const line of [...lost, ...doubled, ...violations]) console.error(`${what}: ${line}`)
  const isWrong = ({ lost, doubled, violations }: OutageResult) =>
    lost.length + doubled.length + violations.length > 0
  if (outages.some(isWrong) || controls.some(({ found }) => found === 0)) process.exitCode = 1
}

await main().catch(failureOf(USAGE))
