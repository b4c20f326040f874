import { parseArgs } from 'node:util'
import {
  allFaults,
  breakEach,
  breakPairs,
  chanceOf,
  controlFaults,
  type Finding,
  findCalls,
  some,
  tryControls,
} from '../test/faults/faults.ts'
import { failureOf, tellFigures, wholeNumbers } from './measure/output.ts'
import { markdownTable } from './measure/table.ts'

const USAGE = `npm run faults -- [--only TEXT] [--sample N] [--pairs [--count N]] [--seed S] [--json]
  --only      only calls whose name has this text, such as "payments.authorize" or "store.commit"
  --sample    so many of the faults, picked by the seed, instead of all
  --pairs     a second fault after each of --count first ones (default 500), both picked by the seed
  --seed      what is picked follows from it (default 1)
  --json      one JSON object instead of tables`

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    sample: { type: 'string' },
    pairs: { type: 'boolean', default: false },
    count: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

/** Faults that are tried under each control; it must find something wrong among them. */
const CONTROL_RUNS = 20

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [seed = 1] = wholeNumbers('--seed', values.seed)
  const chance = chanceOf(seed)
  const calls = await findCalls()
  const every = allFaults(calls).filter(({ faults: [{ call }] }) => call.includes(values.only ?? ''))
  const [count = 500] = wholeNumbers('--count', values.count)
  const [sample = every.length] = values.sample ? wholeNumbers('--sample', values.sample) : []
  const tries = values.pairs ? some(every, count, chance) : some(every, sample, chance)
  const { runs, findings } = values.pairs
    ? await breakPairs(tries, chance, progress)
    : await breakEach(tries, progress)
  const controls = await tryControls(some(controlFaults(calls), CONTROL_RUNS, chance))
  const figures = { calls: calls.length, ways: 6, runs, pairs: values.pairs, seed, findings, controls }
  tellFigures(figures, { json: values.json, table: tableOf })
  const blind = Object.entries(controls).filter(([, found]) => found === 0)
  if (findings.length > 0 || blind.length > 0) process.exitCode = 1
}

function progress(done: number, finding: Finding | undefined): void {
  if (finding) console.error(inWords(finding))
  else if (done % 250 === 0) console.error(`${done} runs`)
}

const inWords = ({ scenario, faults, violations }: Finding): string =>
  `"${scenario}" with ${faults.map(({ call, kind }) => `${call} ${kind}`).join(' and ')}:\n  ${violations.join('\n  ')}`

function tableOf(figures: {
  calls: number
  ways: number
  runs: number
  pairs: boolean
  findings: readonly Finding[]
  controls: Record<string, number>
}): string {
  const { calls, ways, runs, pairs, findings, controls } = figures
  return [
    `${calls} calls to the outside x ${ways} ways to break = ${calls * ways}; ${runs} ${pairs ? 'pairs ' : ''}tried, ${findings.length} with violations`,
    '',
    markdownTable(
      ['control', `of ${CONTROL_RUNS} runs, found wrong`],
      Object.entries(controls).map(([name, found]) => [name, String(found)]),
    ),
  ].join('\n')
}

await main().catch(failureOf(USAGE))
