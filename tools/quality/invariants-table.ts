import {
  categoryViolations,
  foundViolations,
  productViolations,
  searchLogViolations,
} from '#contexts/catalog/domain/invariants.ts'
import { mediaViolationsAtRest } from '#contexts/catalog/domain/media/invariants.ts'
import { cartViolations } from '#contexts/checkout/domain/carts/invariants.ts'
import { cardViolations } from '#contexts/checkout/domain/invariants.ts'
import { promotionViolations } from '#contexts/checkout/domain/promotion-invariants.ts'
import { violations as ofCustomers } from '#contexts/customers/domain/invariants.ts'
import { paperViolations, seriesViolations } from '#contexts/documents/domain/invariants.ts'
import { violations as ofFulfillment } from '#contexts/fulfillment/domain/invariants.ts'
import { dayViolations, listViolations } from '#contexts/insights/domain/invariants.ts'
import { violations as ofStock } from '#contexts/inventory/domain/invariants.ts'
import { violations as ofMessages } from '#contexts/notifications/domain/invariants.ts'
import { violations as ofOrders, ownViolations } from '#contexts/orders/domain/invariants.ts'
import { violations as ofPayments } from '#contexts/payments/domain/invariants.ts'
import { violations as ofShipping } from '#contexts/shipping/domain/invariants.ts'
import { chronicleViolations } from '#shared/invariants.ts'
import { erasureViolations } from '../audit/erasure.ts'
import { limboViolations, RULES_ACROSS } from '../audit/invariants.ts'
import { decimals, markdownTable } from '../measure/table.ts'
import {
  auditFigures,
  emulatorFaultFigures,
  faultFigures,
  faultPairFigures,
  modelFigures,
  outageFigures,
  raceFigures,
  stormFigures,
} from './figures.ts'

/** Figures that are kept, with what made them. */
export interface Kept {
  readonly command: string
  /** Shortened. */
  readonly commit: string
  readonly date: string
  readonly figures: unknown
}

interface Shown {
  readonly tried: string
  /** How often something did not hold. */
  readonly wrong: number
  readonly seed?: number
}

const sum = <T>(of: readonly T[], count: (one: T) => number): number =>
  of.reduce((all, one) => all + count(one), 0)
const whole = (count: number): string => decimals(count, 0)

/** What looks whether the invariants hold, and what its figures say. */
const SHOWN_BY: Readonly<Record<string, (figures: unknown) => Shown>> = {
  model: (figures) => {
    const { states, mistakes } = modelFigures.parse(figures)
    const found = mistakes.filter((one) => one.found).length
    const tried = `every interleaving: ${whole(states)} states; ${found} of ${mistakes.length} planted mistakes found`
    return { tried, wrong: mistakes.length - found }
  },
  faults: (figures) => {
    const { contexts, findings, seed } = faultFigures.parse(figures)
    return {
      tried: `${whole(sum(contexts, ({ tried }) => tried))} broken calls`,
      wrong: findings.length,
      seed,
    }
  },
  'fault-pairs': (figures) => {
    const { pairs, findings, seed } = faultPairFigures.parse(figures)
    return { tried: `${whole(pairs)} pairs of broken calls`, wrong: findings.length, seed }
  },
  'faults-on-emulator': (figures) => {
    const { runs, findings, seed } = emulatorFaultFigures.parse(figures)
    return { tried: `${whole(runs)} broken calls on the local AWS`, wrong: findings.length, seed }
  },
  races: (figures) => {
    const { shapes, pairs, times, findings, seed } = raceFigures.parse(figures)
    const rounds = sum(shapes, (one) => one.rounds)
    const tried = `${whole(rounds)} races for last units, ${whole(pairs * times)} of pairs of acts`
    return { tried, wrong: findings.length + sum(shapes, ({ wrong }) => wrong), seed }
  },
  storm: (figures) => {
    const { orders, violations, seed } = stormFigures.parse(figures)
    return { tried: `${whole(orders)} orders of all cases in bad weather`, wrong: violations, seed }
  },
  outage: (figures) => {
    const { outages, seed } = outageFigures.parse(figures)
    return {
      tried: `${outages.length} outages`,
      wrong: sum(outages, ({ violations }) => violations.length),
      seed,
    }
  },
  audit: (figures) => {
    const { looked, violations } = auditFigures.parse(figures)
    const records = sum(looked, ({ count }) => count)
    return { tried: `${whole(records)} records of a deployed stage`, wrong: violations.length }
  },
}

const SIMULATED = 'faults, races, storm, outage'
const IN_MEMORY = `${SIMULATED}, audit`
const ALL = `model, ${IN_MEMORY}`

/** What the orders of the model have none of: each is of one or two lines of goods, paid by card at once. */
const NOT_MODELED =
  /gift card|promotion|saved card|outside|delayed|what came|costs nothing|dispute|by hand|in parts|held only of/

/** What left by mail, and the files of pictures, are out of the audit's sight. */
const NOT_AUDITED = [
  'a mail that is sent has left',
  'no mail leaves oftener than it was tried, and none without its delivery',
  ...mediaViolationsAtRest.rules,
]

function showsOf(rule: string, by: string): string {
  if (NOT_AUDITED.includes(rule)) return SIMULATED
  return NOT_MODELED.test(rule) && by === ALL ? IN_MEMORY : by
}

const INVARIANTS: readonly (readonly [of: string, rules: readonly string[], by: string])[] = [
  ['orders', ofOrders.rules, ALL],
  ['payments', ofPayments.rules, ALL],
  ['inventory', ofStock.rules, ALL],
  ['fulfillment', ofFulfillment.rules, ALL],
  ['between contexts, and with the gateway', RULES_ACROSS, ALL],
  ['every open order', limboViolations.rules, IN_MEMORY],
  ['shipping', ofShipping.rules, IN_MEMORY],
  ['notifications', ofMessages.rules, IN_MEMORY],
  ['documents', [...paperViolations.rules, ...seriesViolations.rules], IN_MEMORY],
  ['catalog', [...productViolations.rules, ...categoryViolations.rules], IN_MEMORY],
  ['the search of the catalog', [...foundViolations.rules, ...searchLogViolations.rules], IN_MEMORY],
  ['pictures and models', mediaViolationsAtRest.rules, SIMULATED],
  ['insights', [...listViolations.rules, ...dayViolations.rules], IN_MEMORY],
  ['customers’ own orders', ownViolations.rules, IN_MEMORY],
  ['checkout', [...cartViolations.rules, ...cardViolations.rules, ...promotionViolations.rules], IN_MEMORY],
  ['customers', ofCustomers.rules, IN_MEMORY],
  ['every customer who was erased', erasureViolations.rules, IN_MEMORY],
  ['every history', chronicleViolations.rules, IN_MEMORY],
]

/** Each invariant with the commands that look at it, and their last figures. */
export function invariantsTable(keptOf: (name: string) => Kept | undefined): string {
  const shown = Object.entries(SHOWN_BY).map(([name, read]) => {
    const kept = keptOf(name)
    if (!kept) return [name, 'not measured yet', '', '', '', '']
    const { tried, wrong, seed } = read(kept.figures)
    return [
      `\`${kept.command}\``,
      tried,
      whole(wrong),
      seed === undefined ? '' : String(seed),
      kept.commit,
      kept.date,
    ]
  })
  const invariants = INVARIANTS.flatMap(([of, rules, by]) =>
    rules.map((rule) => [rule, of, showsOf(rule, by)]),
  )
  return [
    `${invariants.length} invariants:`,
    markdownTable(['invariant', 'of', 'shown by'], invariants),
    'The last time that each was tried:',
    markdownTable(['by', 'tried', 'went wrong', 'seed', 'commit', 'date'], shown),
  ].join('\n\n')
}
