import { parseArgs } from 'node:util'
import { runBrowseBench } from './bench-browse/run.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures, wholeNumbers } from './measure/output.ts'
import { withWorld } from './measure/world.ts'
import { browseTable } from './quality/browse-table.ts'
import { browseFigures } from './quality/figures.ts'
import { keepFigures } from './quality/quality.ts'

const USAGE = `npm run bench:browse -- [--clients N] [--requests N] [--products N] [--outputs FILE] [--json] [--write]
  --clients    shoppers at once (default 16)
  --requests   of each kind (default 1,000)
  --products   products that are written first (default 300)
  --outputs    the outputs.json of a running Cartwright, instead of one that is started for this
  --json       one JSON object instead of tables
  --write      keep the figures in docs/quality.md`

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '16' },
    requests: { type: 'string', default: '1000' },
    products: { type: 'string', default: '300' },
    outputs: { type: 'string' },
    ...FIGURES_OPTIONS,
  },
})

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [clients = 16] = wholeNumbers('--clients', values.clients)
  const [requests = 1_000] = wholeNumbers('--requests', values.requests)
  const [products = 300] = wholeNumbers('--products', values.products)
  const figures = browseFigures.parse(
    await withWorld(values.outputs, (outputs) => runBrowseBench(outputs, { clients, requests, products })),
  )
  tellFigures(figures, { json: values.json, table: browseTable })
  if (values.write)
    keepFigures('browse', `npm run bench:browse -- --clients ${clients} --requests ${requests}`, figures)
}

await main().catch(failureOf(USAGE))
