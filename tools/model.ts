import { parseArgs } from 'node:util'
import { MISTAKES } from '../test/model/mistakes/mistakes.ts'
import { type Hunted, hunt } from '../test/model/mistakes/with-mistake.ts'
import { DEEP_PARTS, inWords, type ModelFigures, PARTS, searchAll } from '../test/model/parts.ts'
import { failureOf, tellFigures } from './measure/output.ts'

const USAGE = `npm run model -- [--deep] [--json]
  --deep   a million worlds in place of those of npm test
  --json   one JSON object instead of a table`

const { values } = parseArgs({
  options: {
    deep: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

interface Figures extends Omit<ModelFigures, 'parts'> {
  readonly mistakes: readonly Pick<Hunted, 'name' | 'found' | 'steps'>[]
}

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const { parts, ...found } = await searchAll(values.deep ? DEEP_PARTS : PARTS)
  const mistakes: Figures['mistakes'][number][] = []
  for (const mistake of MISTAKES) {
    const { name, found: isFound, steps } = await hunt(mistake)
    mistakes.push({ name, found: isFound, steps })
  }
  tellFigures<Figures>({ ...found, mistakes }, { json: values.json, table })
  const wrong = parts.map(inWords).filter((text) => text !== undefined)
  for (const text of wrong) console.error(text)
  if (wrong.length > 0 || mistakes.some((one) => !one.found)) process.exitCode = 1
}

const table = ({ states, edges, seconds, pairs, mistakes }: Figures): string =>
  [
    `${states} states, ${edges} edges in ${seconds} s`,
    `${pairs.length} pairs of status x command:`,
    ...pairs.map((pair) => `  ${pair}`),
    `${mistakes.filter(({ found }) => found).length} of ${mistakes.length} mistakes found, each in its fewest steps:`,
    ...mistakes.map(({ name, found, steps }) => `  ${found ? String(steps).padStart(3) : ' - '} ${name}`),
  ].join('\n')

await main().catch(failureOf(USAGE))
