import { parseArgs } from 'node:util'
import { runCartBench } from './bench-cart/run.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures, wholeNumbers } from './measure/output.ts'
import { withWorld } from './measure/world.ts'
import { cartTable } from './quality/cart-table.ts'
import { cartFigures } from './quality/figures.ts'
import { keepFigures } from './quality/quality.ts'

const USAGE = `npm run bench:cart -- [--adds N] [--outputs FILE] [--json] [--write]
  --adds     lines that are added to each cart (default 200)
  --outputs  the outputs.json of a running Cartwright, instead of one that is started for this
  --json     one JSON object instead of tables
  --write    keep the figures in docs/quality.md`

const { values } = parseArgs({
  options: { adds: { type: 'string', default: '200' }, outputs: { type: 'string' }, ...FIGURES_OPTIONS },
})

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [adds = 200] = wholeNumbers('--adds', values.adds)
  const figures = cartFigures.parse(
    await withWorld(values.outputs, (outputs) => runCartBench(outputs, { adds })),
  )
  tellFigures(figures, { json: values.json, table: cartTable })
  if (values.write) keepFigures('cart', `npm run bench:cart -- --adds ${adds}`, figures)
}

await main().catch(failureOf(USAGE))
