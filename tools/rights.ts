import { parseArgs } from 'node:util'
import { FIGURES_OPTIONS, failureOf, tellFigures } from './measure/output.ts'
import { withWorld } from './measure/world.ts'
import { keepFigures } from './quality/quality.ts'
import { rightsTable } from './quality/rights-table.ts'
import { compareRights } from './rights/run.ts'

const USAGE = `npm run rights -- [--json] [--write]
  --json    one JSON object instead of text
  --write   keep the figures in docs/quality.md, if all tests passed`

/** Every way that an order can go, over HTTP, and the audit of what it leaves. Crowds go no other ways. */
const PROJECTS = ['journeys', 'policies', 'aftermath']

const { values } = parseArgs({
  options: {
    ...FIGURES_OPTIONS,
  },
})

/** Ends with 1 where a role grants what nothing needs, or lacks what a function used. */
async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const figures = await withWorld(undefined, (outputs) => compareRights(outputs, PROJECTS), 'test')
  tellFigures(figures, { json: values.json, table: rightsTable })
  const { testsPassed, unexplained, missing, idleReasons } = figures
  // Where a test failed, not all that functions use was seen.
  if (values.write && testsPassed) keepFigures('rights', 'npm run rights', figures)
  if (!testsPassed || unexplained.length + missing.length + idleReasons.length > 0) process.exitCode = 1
}

await main().catch(failureOf(USAGE))
