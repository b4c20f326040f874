import { parseArgs } from 'node:util'
import { runBench } from './bench/run.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures, wholeNumbers } from './measure/output.ts'
import { withWorld } from './measure/world.ts'
import { benchTable } from './quality/bench-table.ts'
import { benchFigures } from './quality/figures.ts'
import { keepFigures } from './quality/quality.ts'

const USAGE = `npm run bench -- [--clients 1,8,32] [--orders N] [--outputs FILE] [--json] [--write]
  --clients   buyers at once, one round each
  --orders    orders of a round (default 100)
  --outputs   the outputs.json of a running Cartwright, instead of one that is started for this
  --json      one JSON object instead of tables
  --write     keep the figures in docs/quality.md`

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '1,8,32' },
    orders: { type: 'string', default: '100' },
    outputs: { type: 'string' },
    ...FIGURES_OPTIONS,
  },
})

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [orders = 100] = wholeNumbers('--orders', values.orders)
  const clients = wholeNumbers('--clients', values.clients)
  const figures = benchFigures.parse(
    await withWorld(values.outputs, (outputs) => runBench(outputs, { clients, orders })),
  )
  tellFigures(figures, { json: values.json, table: benchTable })
  if (values.write)
    keepFigures('bench', `npm run bench -- --clients ${values.clients} --orders ${values.orders}`, figures)
}

await main().catch(failureOf(USAGE))
