import { parseArgs } from 'node:util'
import { MISTAKES } from '../test/model/mistakes/mistakes.ts'
import { hunt } from '../test/model/mistakes/with-mistake.ts'
import { DEEP_PARTS, inWords, PARTS, searchAll } from '../test/model/parts.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures } from './measure/output.ts'
import type { ModelFigures } from './quality/figures.ts'
import { modelTable } from './quality/model-table.ts'
import { keepFigures } from './quality/quality.ts'

const USAGE = `npm run model -- [--deep] [--json] [--write]
  --deep   more than three million worlds in place of those of npm test
  --json   one JSON object instead of a table
  --write  keep the figures in docs/quality.md`

const { values } = parseArgs({
  options: {
    deep: { type: 'boolean', default: false },
    ...FIGURES_OPTIONS,
  },
})

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const { parts, ...found } = await searchAll(values.deep ? DEEP_PARTS : PARTS)
  const mistakes: ModelFigures['mistakes'] = []
  for (const mistake of MISTAKES) {
    const { name, found: isFound, steps } = await hunt(mistake)
    mistakes.push({ name, found: isFound, steps })
  }
  const figures: ModelFigures = { ...found, pairs: [...found.pairs], mistakes }
  tellFigures(figures, { json: values.json, table: modelTable })
  if (values.write) keepFigures('model', `npm run model${values.deep ? ' -- --deep' : ''}`, figures)
  const wrong = parts.map(inWords).filter((text) => text !== undefined)
  for (const text of wrong) console.error(text)
  if (wrong.length > 0 || mistakes.some((one) => !one.found)) process.exitCode = 1
}

await main().catch(failureOf(USAGE))
