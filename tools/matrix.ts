import { parseArgs } from 'node:util'
import { playMatrix } from '#support/matrix/matrix.ts'
import { matrixFigures } from './matrix/figures.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures } from './measure/output.ts'
import { withWorld } from './measure/world.ts'
import { matrixTable } from './quality/matrix-table.ts'
import { keepFigures } from './quality/quality.ts'

const USAGE = `npm run matrix -- [--outputs FILE] [--json] [--write]
  --outputs   the outputs.json of a running Cartwright, instead of one that is started for this
  --json      one JSON object instead of a table
  --write     keep the figures in docs/quality.md`

const { values } = parseArgs({
  options: {
    outputs: { type: 'string' },
    ...FIGURES_OPTIONS,
  },
})

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const figures = matrixFigures(await withWorld(values.outputs, playMatrix))
  tellFigures(figures, { json: values.json, table: matrixTable })
  if (values.write) keepFigures('matrix', 'npm run matrix', figures)
  if (figures.wrong.length > 0 || !figures.unchanged) process.exitCode = 1
}

await main().catch(failureOf(USAGE))
