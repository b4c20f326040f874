import { parseArgs } from 'node:util'
import { billOf } from './cost/bill.ts'
import { countOneOrder } from './cost/count.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures } from './measure/output.ts'
import { withWorld } from './measure/world.ts'
import { costTable } from './quality/cost-table.ts'
import { costFigures } from './quality/figures.ts'
import { keepFigures } from './quality/quality.ts'

const USAGE = `npm run cost -- [--json] [--write]
  --json    one JSON object instead of a table
  --write   keep the figures in docs/quality.md`

const { values } = parseArgs({
  options: {
    ...FIGURES_OPTIONS,
  },
})

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const figures = costFigures.parse(billOf(await withWorld(undefined, countOneOrder)))
  tellFigures(figures, { json: values.json, table: costTable })
  if (values.write) keepFigures('cost', 'npm run cost', figures)
}

await main().catch(failureOf(USAGE))
