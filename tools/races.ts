import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { unconditional } from '#simulation/sabotage.ts'
import { sideBySide } from '#simulation/side-by-side.ts'
import { openShop } from '#support/shop.ts'
import { raceForTheLast, SHAPES } from '../test/races/last-units.ts'
import {
  allPairs,
  type NamedRace,
  type PairReport,
  racePair,
  type Taken,
  tryEachAlone,
  uncovered,
} from '../test/races/pairs.ts'
import { race } from './bench/race.ts'
import { FIGURES_OPTIONS, failureOf, tellFigures, WrongOption, wholeNumbers } from './measure/output.ts'
import { watchTable } from './measure/table-watch.ts'
import { progress, withWorld } from './measure/world.ts'
import type { BenchFigures, RaceFigures } from './quality/figures.ts'
import { keepFigures } from './quality/quality.ts'
import { emulatorRaceTable, racesTable } from './quality/races-table.ts'

const USAGE = `npm run races -- [--rounds N] [--buyers N] [--times N] [--only TEXT] [--emulator] [--seed S] [--threads N] [--json] [--write]
  --rounds    of buyers at once for what one of them can have, for each shape of order (default 10)
  --buyers    in a round (default 200)
  --times     that each pair of acts on one order is started together (default 20)
  --only      only pairs one of whose acts has this text in its name, such as "refundOrder"
  --emulator  the race for the last unit alone, over HTTP on the local AWS
  --seed      who comes first follows from it (default 1)
  --threads   pairs at once (default: one for each processor)
  --json      one JSON object instead of tables
  --write     keep the figures in docs/quality.md`

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    buyers: { type: 'string', default: '200' },
    times: { type: 'string', default: '20' },
    only: { type: 'string' },
    emulator: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: String(availableParallelism()) },
    ...FIGURES_OPTIONS,
  },
})

/** Ends with 1 where something was wrong after a race, or a control found nothing. */
async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const [buyers = 200] = wholeNumbers('--buyers', values.buyers)
  await (values.emulator ? raceOnEmulator(buyers) : raceInMemory(buyers))
}

async function raceInMemory(buyers: number): Promise<void> {
  if (values.write && values.only)
    throw new WrongOption('--write keeps what is true of all pairs: leave --only out.')
  const [rounds = 10] = wholeNumbers('--rounds', values.rounds)
  const [times = 20] = wholeNumbers('--times', values.times)
  const [seed = 1] = wholeNumbers('--seed', values.seed)
  const [threads = 1] = wholeNumbers('--threads', values.threads)
  const shapes = await raceForLastUnits({ rounds, buyers, seed })
  const taken = await tryEachAlone()
  const never = [...taken].flatMap(([name, moments]) => (moments.length === 0 ? [name] : []))
  const reports = await raceAllPairs(allPairs(taken), { times, seed, threads })
  const sum = (place: 0 | 1 | 2) => reports.reduce((all, report) => all + report.taken[place], 0)
  const figures: RaceFigures = {
    ...{ seed, buyers, times, shapes, uncovered: [...uncovered(), ...never] },
    ...{ acts: taken.size, pairs: reports.length, both: sum(0), one: sum(1), none: sum(2) },
    findings: reports.filter(({ violations }) => violations.length > 0),
    controls: await tryControls(taken, seed),
  }
  tellFigures(figures, { json: values.json, table: racesTable })
  if (values.write)
    keepFigures(
      'races',
      `npm run races -- --rounds ${rounds} --buyers ${buyers} --times ${times} --seed ${seed}`,
      figures,
    )
  const isWrong =
    figures.uncovered.length > 0 ||
    figures.findings.length > 0 ||
    shapes.some((shape) => shape.wrong > 0) ||
    figures.controls.some(({ found }) => found === 0)
  if (isWrong) process.exitCode = 1
}

async function raceForLastUnits({
  rounds,
  ...race
}: {
  rounds: number
  buyers: number
  seed: number
}): Promise<RaceFigures['shapes']> {
  const shapes: RaceFigures['shapes'] = []
  for (const shape of SHAPES) {
    const one = {
      name: shape.name,
      rounds,
      accepted: 0,
      refused: 0,
      liveAuthorizations: 0,
      calls: 0,
      wrong: 0,
    }
    for (let round = 0; round < rounds; round += 1) {
      const found = await raceForTheLast(shape, { ...race, seed: race.seed + round })
      for (const count of ['accepted', 'refused', 'liveAuthorizations', 'calls'] as const)
        one[count] += found[count]
      if (found.wrong.length > 0) one.wrong += 1
      for (const what of found.wrong) console.error(`${shape.name}, seed ${race.seed + round}: ${what}`)
    }
    progress(`${shape.name}: ${rounds} rounds, ${one.wrong} of them wrong`)
    shapes.push(one)
  }
  return shapes
}

async function raceAllPairs(
  pairs: ReturnType<typeof allPairs>,
  { times, seed, threads }: { times: number; seed: number; threads: number },
): Promise<PairReport[]> {
  const wanted = pairs.filter(({ acts }) => acts.some((name) => name.includes(values.only ?? '')))
  let done = 0
  const tell = (report: PairReport) => {
    done += 1
    for (const what of report.violations) console.error(`${report.acts.join(' and ')}: ${what}`)
    if (done % 50 === 0) progress(`${done} of ${wanted.length} pairs`)
  }
  const races = wanted.map(({ acts, moments }, place) => ({
    ...{ acts, moments: moments.map(({ name }) => name), times, seed: seed + place },
  }))
  const worker = new URL('../test/races/worker.ts', import.meta.url)
  return sideBySide<NamedRace, PairReport>(worker, races, { threads, tell })
}

/** Without the conditions of the store a race must go wrong. */
async function tryControls(taken: Taken, seed: number): Promise<RaceFigures['controls']> {
  const options = { seed, aroundStore: unconditional }
  const acts = ['cancelLines', 'cancelLines'] as const
  const cancelled = await racePair({ acts, moments: taken.get(acts[0]) ?? [] }, { ...options, times: 10 })
  const sold = await Promise.all(SHAPES.map((shape) => raceForTheLast(shape, { ...options, buyers: 20 })))
  return [
    {
      name: 'last units, without the conditions of the store',
      found: sold.flatMap(({ wrong }) => wrong).length,
    },
    {
      name: 'one unit cancelled twice, without the conditions of the store',
      found: cancelled.violations.length,
    },
  ]
}

async function raceOnEmulator(buyers: number): Promise<void> {
  const figures: BenchFigures['race'] = await withWorld(undefined, async (outputs) => {
    const watch = watchTable(outputs.awsEndpoint, outputs.tables['orders'] ?? '')
    try {
      return await race({ shop: openShop(outputs), watch }, { stock: 1, buyers })
    } finally {
      watch.close()
    }
  })
  tellFigures(figures, { json: values.json, table: emulatorRaceTable })
  if (values.write)
    keepFigures('races-on-emulator', `npm run races -- --emulator --buyers ${buyers}`, figures)
  const { sold, refused, liveAuthorizations } = figures
  if (sold !== 1 || refused !== buyers - 1 || liveAuthorizations !== 1) process.exitCode = 1
}

await main().catch(failureOf(USAGE))
