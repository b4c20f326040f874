import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { BREAKS, isTransaction } from '#simulation/ports.ts'
import { breakOnTables } from '../test/faults/emulator.ts'
import {
  allFaults,
  breakPairs,
  breakSideBySide,
  chanceOf,
  controlFaults,
  type Finding,
  type FoundCall,
  findCalls,
  some,
  type Try,
  tryControls,
} from '../test/faults/faults.ts'
import { withEmulator } from './measure/emulator.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures, WrongOption, wholeNumbers } from './measure/output.ts'
import { emulatorFaultsTable, faultPairsTable, faultsTable, findingInWords } from './quality/faults-table.ts'
import type { EmulatorFaultFigures, FaultFigures, FaultPairFigures } from './quality/figures.ts'
import { keepFigures } from './quality/quality.ts'

const USAGE = `npm run faults -- [--only TEXT] [--sample N] [--pairs [--count N] | --emulator] [--seed S] [--threads N] [--json] [--write]
  --only      only calls whose name has this text, such as "payments.authorize" or "store.commit"
  --sample    so many of the faults, picked by the seed, instead of all
  --pairs     a second fault after each of --count first ones (default 500), both picked by the seed
  --emulator  a sample (default 50) of the stores' calls, on tables of the local AWS, broken by a middleware of the SDK
  --seed      what is picked follows from it (default 1)
  --threads   faults that are tried at once (default: one for each processor)
  --json      one JSON object instead of tables
  --write     keep the figures of all faults, or of pairs, in docs/quality.md`

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    sample: { type: 'string' },
    emulator: { type: 'boolean', default: false },
    pairs: { type: 'boolean', default: false },
    count: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: String(availableParallelism()) },
    ...FIGURES_OPTIONS,
  },
})

/** Faults that are tried under each control; it must find something wrong among them. */
const CONTROL_RUNS = 60

/** Ends with 1 where something was wrong after a fault, or nothing was under a control. */
async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  if (values.write && values.only)
    throw new WrongOption('--write keeps what is true of all calls: leave --only out.')
  const [seed = 1] = wholeNumbers('--seed', values.seed)
  const calls = await findCalls()
  const all = allFaults(calls)
  const every = all.filter(({ faults: [{ call }] }) => call.includes(values.only ?? ''))
  if (values.pairs) await breakInPairs(every, seed)
  else if (values.emulator) await breakOnEmulator(every, seed)
  else await breakOneByOne({ calls, all, every }, seed)
}

interface Tries {
  readonly calls: readonly FoundCall[]
  readonly all: readonly Try[]
  /** Those that were asked for. */
  readonly every: readonly Try[]
}

async function breakOneByOne({ calls, all, every }: Tries, seed: number) {
  const chance = chanceOf(seed)
  const [sample = every.length] = values.sample ? wholeNumbers('--sample', values.sample) : []
  const tries = some(every, sample, chance)
  const [threads = 1] = wholeNumbers('--threads', values.threads)
  const { findings } = await breakSideBySide(tries, all, threads, progress)
  const controls = await tryControls(some(controlFaults(calls), CONTROL_RUNS, chance))
  const figures: FaultFigures = {
    ...{ seed, ways: BREAKS.length },
    contexts: byContext(calls, tries, findings),
    findings,
    controlRuns: CONTROL_RUNS,
    controls: Object.entries(controls).map(([name, found]) => ({ name, found })),
  }
  tellFigures(figures, { json: values.json, table: faultsTable })
  if (values.write)
    keepFigures(
      'faults',
      `npm run faults --${values.sample ? ` --sample ${sample}` : ''} --seed ${seed}`,
      figures,
    )
  if (findings.length > 0 || figures.controls.some(({ found }) => found === 0)) process.exitCode = 1
}

async function breakInPairs(every: readonly Try[], seed: number) {
  const chance = chanceOf(seed)
  const [count = 500] = wholeNumbers('--count', values.count)
  const { runs, findings } = await breakPairs(some(every, count, chance), chance, progress)
  const figures: FaultPairFigures = { seed, pairs: runs, findings }
  tellFigures(figures, { json: values.json, table: faultPairsTable })
  const command = `npm run faults -- --pairs --count ${count} --seed ${seed}`
  if (values.write) keepFigures('fault-pairs', command, figures)
  if (findings.length > 0) process.exitCode = 1
}

/** Calls of the store are those that a middleware of the SDK can break. */
async function breakOnEmulator(every: readonly Try[], seed: number) {
  const ofStores = every.filter(({ faults: [{ call }] }) => call.includes(' > store.'))
  const [sample = 50] = wholeNumbers('--sample', values.sample ?? '50')
  const tries = some(ofStores, sample, chanceOf(seed))
  const { runs, findings } = await withEmulator((endpoint) => breakOnTables(endpoint, tries, progress))
  const conflicts = tries.filter(({ faults: [{ kind }] }) => kind === 'conflicts').length
  const figures: EmulatorFaultFigures = { seed, runs, conflicts, findings }
  tellFigures(figures, { json: values.json, table: emulatorFaultsTable })
  if (values.write)
    keepFigures(
      'faults-on-emulator',
      `npm run faults -- --emulator --sample ${sample} --seed ${seed}`,
      figures,
    )
  if (findings.length > 0) process.exitCode = 1
}

function byContext(
  calls: readonly FoundCall[],
  tries: readonly Try[],
  findings: readonly Finding[],
): FaultFigures['contexts'] {
  const names = [...new Set(calls.map(({ call }) => contextOf(call)))].toSorted()
  const faultsOf = (name: string, all: readonly { readonly faults: Finding['faults'] }[]) =>
    all.filter(({ faults: [first] }) => first && contextOf(first.call) === name).length
  const callsOf = (name: string) => calls.filter(({ call }) => contextOf(call) === name)
  return names.map((name) => ({
    name,
    calls: callsOf(name).length,
    commits: callsOf(name).filter(({ call }) => isTransaction(call)).length,
    tried: faultsOf(name, tries),
    wrong: faultsOf(name, findings),
  }))
}

/** Calls are named after who makes them, such as `orders.placeOrder > store.commit #1`. */
const contextOf = (call: string): string => call.slice(0, call.indexOf('.'))

function progress(done: number, finding: Finding | undefined): void {
  if (finding) console.error(findingInWords(finding))
  else if (done % 250 === 0) console.error(`${done} runs`)
}

await main().catch(failureOf(USAGE))
