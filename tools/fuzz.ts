import { parseArgs } from 'node:util'
import { openShop } from '#support/shop.ts'
import { fuzz } from '../test/fuzz/fuzz.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures, wholeNumbers } from './measure/output.ts'
import { withWorld } from './measure/world.ts'
import { fuzzTable } from './quality/fuzz-table.ts'
import { keepFigures } from './quality/quality.ts'

const USAGE = `npm run fuzz -- [--per-operation N] [--seed S] [--outputs FILE] [--json] [--write]
  --per-operation   requests drawn for each operation, well-formed and not, beside those at its schema's edges (default 52: above 20,000 in all)
  --seed            the same seed draws the same requests (default 1)
  --outputs         the outputs.json of a running Cartwright, instead of one that is started for this
  --json            one JSON object instead of a sentence
  --write           keep the figures in docs/quality.md`

const { values } = parseArgs({
  options: {
    'per-operation': { type: 'string', default: '52' },
    seed: { type: 'string', default: '1' },
    outputs: { type: 'string' },
    ...FIGURES_OPTIONS,
  },
})

/** Ends with 1 where an answer was not as the OpenAPI document says, or somebody was only ever refused. */
async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [perOperation = 52] = wholeNumbers('--per-operation', values['per-operation'])
  const [seed = 1] = wholeNumbers('--seed', values.seed)
  const figures = await withWorld(values.outputs, (outputs) =>
    fuzz(openShop(outputs), { perOperation, edges: true, seed, tell: 'stderr' }),
  )
  tellFigures(figures, { json: values.json, table: fuzzTable })
  if (values.write)
    keepFigures('fuzz', `npm run fuzz -- --per-operation ${perOperation} --seed ${seed}`, figures)
  if (figures.failures.length + figures.errors.length > 0) process.exitCode = 1
}

await main().catch(failureOf(USAGE))
