import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeJson } from '#local/files.ts'
import { ROOT } from '#local/places.ts'
import { MAILS } from '../cost/bill.ts'
import { withGenerated } from '../docs/sections.ts'
import { machine, provenance, shortCommit } from '../measure/provenance.ts'
import { auditTable } from './audit-table.ts'
import { benchTable } from './bench-table.ts'
import { browseTable } from './browse-table.ts'
import { bundlesTable } from './bundles-table.ts'
import { cartTable } from './cart-table.ts'
import { costTable, pricesTable } from './cost-table.ts'
import { emulatorFaultsTable, faultPairsTable, faultsTable } from './faults-table.ts'
import {
  auditFigures,
  benchFigures,
  browseFigures,
  bundleFigures,
  cartFigures,
  costFigures,
  emulatorFaultFigures,
  emulatorRaceFigures,
  faultFigures,
  faultPairFigures,
  forcedEndFigures,
  fuzzFigures,
  matrixFigures,
  modelFigures,
  mutationFigures,
  outageFigures,
  raceFigures,
  recommendationFigures,
  rightsFigures,
  searchFigures,
  stormFigures,
} from './figures.ts'
import { fuzzTable } from './fuzz-table.ts'
import { invariantsTable } from './invariants-table.ts'
import { matrixTable } from './matrix-table.ts'
import { modelTable } from './model-table.ts'
import { mutationTable } from './mutation-table.ts'
import { forcedEndTable, outageTable } from './outage-table.ts'
import { emulatorRaceTable, racesTable } from './races-table.ts'
import { recommendationsTable } from './recommendations-table.ts'
import { rightsTable } from './rights-table.ts'
import { searchTable } from './search-table.ts'
import { stormTable } from './storm-table.ts'

export const QUALITY_DOCUMENT = 'docs/quality.md'

const FOLDER = join(ROOT, 'docs', 'quality')

const kept = z.strictObject({
  command: z.string(),
  commit: z.string(),
  date: z.string(),
  machine: z.string(),
  figures: z.unknown(),
})

/** What is measured, and how its figures are shown. */
const TABLES = {
  bench: (figures: unknown) => benchTable(benchFigures.parse(figures)),
  browse: (figures: unknown) => browseTable(browseFigures.parse(figures)),
  cart: (figures: unknown) => cartTable(cartFigures.parse(figures)),
  search: (figures: unknown) => searchTable(searchFigures.parse(figures)),
  bundles: (figures: unknown) => bundlesTable(bundleFigures.parse(figures)),
  cost: (figures: unknown) => costTable(costFigures.parse(figures)),
  mutation: (figures: unknown) => mutationTable(mutationFigures.parse(figures)),
  fuzz: (figures: unknown) => fuzzTable(fuzzFigures.parse(figures)),
  faults: (figures: unknown) => faultsTable(faultFigures.parse(figures)),
  'fault-pairs': (figures: unknown) => faultPairsTable(faultPairFigures.parse(figures)),
  'faults-on-emulator': (figures: unknown) => emulatorFaultsTable(emulatorFaultFigures.parse(figures)),
  races: (figures: unknown) => racesTable(raceFigures.parse(figures)),
  'races-on-emulator': (figures: unknown) => emulatorRaceTable(emulatorRaceFigures.parse(figures)),
  rights: (figures: unknown) => rightsTable(rightsFigures.parse(figures)),
  matrix: (figures: unknown) => matrixTable(matrixFigures.parse(figures)),
  audit: (figures: unknown) => auditTable(auditFigures.parse(figures)),
  outage: (figures: unknown) => outageTable(outageFigures.parse(figures)),
  'forced-end': (figures: unknown) => forcedEndTable(forcedEndFigures.parse(figures)),
  storm: (figures: unknown) => stormTable(stormFigures.parse(figures)),
  'storm-on-emulator': (figures: unknown) => stormTable(stormFigures.parse(figures)),
  model: (figures: unknown) => modelTable(modelFigures.parse(figures)),
  recommendations: (figures: unknown) => recommendationsTable(recommendationFigures.parse(figures)),
}
export type Measured = keyof typeof TABLES
export const MEASURED = Object.keys(TABLES) as Measured[]

/**
 * Keeps figures with the command, commit, date and machine that made them, and shows them in docs/quality.md.
 * @throws where files differ from the commit: nobody could measure the same again.
 */
export function keepFigures(name: Measured, command: string, figures: object): void {
  const measured = provenance()
  if (measured.isChanged)
    throw new Error(
      `The figures of ${name} are not kept, as files differ from the commit. Commit them first.`,
    )
  const { commit, date } = measured
  writeJson(fileOf(name), { command, commit, date, machine: machine(), figures }, 0o644)
  const document = join(ROOT, QUALITY_DOCUMENT)
  writeFileSync(document, withGenerated(readFileSync(document, 'utf8'), qualityParts()))
}

/** The generated parts of docs/quality.md, from the figures that are kept. */
export function qualityParts(): Record<string, string> {
  return {
    ...Object.fromEntries(MEASURED.map((name) => [name, part(name)])),
    invariants: invariantsTable((name) => (existsSync(fileOf(name)) ? read(name) : undefined)),
    prices: pricesTable(),
    'cost-per-thousand': costPerThousand(),
  }
}

/** One sentence for operators. */
function costPerThousand(): string {
  const { perOrder } = costFigures.parse(read('cost').figures)
  const dollars = (usd: number) => `$${(usd * 1_000).toFixed(2)}`
  const mails = perOrder.items.find(({ name }) => name === MAILS)?.quantity ?? 0
  return `A thousand orders of one line cost ${dollars(perOrder.withoutMail)}, and with ${mails} mails each ${dollars(perOrder.total)}.`
}

const fileOf = (name: string): string => join(FOLDER, `${name}.json`)

const read = (name: string) => {
  const { commit, ...rest } = kept.parse(JSON.parse(readFileSync(fileOf(name), 'utf8')))
  return { ...rest, commit: shortCommit(commit) }
}

function part(name: Measured): string {
  if (!existsSync(fileOf(name))) return 'Not measured yet.'
  const { command, commit, date, machine, figures } = read(name)
  const made = `By \`${command}\` on ${date}, commit ${commit}, ${machine}:`
  return `${made}\n\n${TABLES[name](figures)}`
}
