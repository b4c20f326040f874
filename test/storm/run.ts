import { createHash } from 'node:crypto'
import { ORDER_STATUSES } from '#contexts/orders/contract/types.ts'
import { sideBySide } from '#simulation/side-by-side.ts'
import { makeStorm, type Storm, type StormOptions } from './storm.ts'
import { addUp, type Counts } from './tally.ts'

/** Orders of one world: as many as it takes for cases to meet, and few enough to be replayed while one waits. */
export const ORDERS_OF_A_WORLD = 500

export interface Violation {
  readonly seed: number
  readonly what: string
  /** What happened to the orders that it names, oldest first. */
  readonly history: readonly string[]
}

/** What a storm came to, as one thread tells another. */
export interface Outcome
  extends Pick<Storm, 'seed' | 'orders' | 'placed' | 'steps' | 'broken' | 'astray' | 'trace'> {
  readonly violations: readonly Violation[]
  /** By case, how often it came to each end. */
  readonly cases: Counts
  /** By axis, how often each status was reached. */
  readonly statuses: Counts
  /** By how much each pair of books differs. */
  readonly balance: Readonly<Record<string, number>>
}

export interface Report extends Omit<Outcome, 'seed'> {
  readonly worlds: number
  /** Cases and statuses of orders that never were. */
  readonly missing: readonly string[]
}

/** A world of its own for so many orders, each world with the seed after that of the one before. */
export interface Share {
  readonly seed: number
  readonly orders: number
}

export function sharesOf(seed: number, orders: number, perWorld: number): Share[] {
  return Array.from({ length: Math.ceil(orders / perWorld) }, (_, world) => ({
    seed: seed + world,
    orders: Math.min(perWorld, orders - world * perWorld),
  }))
}

export type Tell = (outcome: Outcome) => void

/** Lets the storms of these worlds pass, one after the other. */
export async function runEach(
  shares: readonly Share[],
  { tell, ...options }: Omit<StormOptions, keyof Share> & { readonly tell?: Tell } = {},
): Promise<Report> {
  const outcomes: Outcome[] = []
  for (const share of shares) {
    const outcome = await outcomeOf({ ...options, ...share })
    outcomes.push(outcome)
    tell?.(outcome)
  }
  return together(outcomes)
}

/** The same in several threads, which take turns; what comes of it is the same however many there are. */
export async function runSideBySide(
  shares: readonly Share[],
  options: { readonly threads: number; readonly tell?: Tell },
): Promise<Report> {
  return together(await sideBySide<Share, Outcome>(new URL('worker.ts', import.meta.url), shares, options))
}

export async function outcomeOf(options: StormOptions): Promise<Outcome> {
  const { tally, historyOf, violations, ...storm } = await makeStorm(options)
  return {
    ...storm,
    cases: tally.ends,
    statuses: tally.statuses,
    violations: violations.map((what) => ({ seed: storm.seed, what, history: historyOf(what) })),
  }
}

/** What storms came to, added up in their order. */
export function together(outcomes: readonly Outcome[]): Report {
  const cases: Counts = new Map()
  const statuses: Counts = new Map()
  const balance: Record<string, number> = {}
  const astray = { undelivered: 0, lost: 0, redriven: 0, republished: 0 }
  const trace = createHash('sha256')
  for (const outcome of outcomes) {
    addUp(cases, outcome.cases)
    addUp(statuses, outcome.statuses)
    // What is missing in one world and too much in another does not make up for it.
    for (const [what, sum] of Object.entries(outcome.balance))
      balance[what] = (balance[what] ?? 0) + Math.abs(sum)
    astray.undelivered += outcome.astray.undelivered
    astray.lost += outcome.astray.lost
    astray.redriven += outcome.astray.redriven
    astray.republished += outcome.astray.republished
    trace.update(outcome.trace)
  }
  const sumOf = (name: 'orders' | 'placed' | 'steps' | 'broken') =>
    outcomes.reduce((sum, outcome) => sum + outcome[name], 0)
  return {
    orders: sumOf('orders'),
    placed: sumOf('placed'),
    steps: sumOf('steps'),
    broken: sumOf('broken'),
    astray,
    worlds: outcomes.length,
    trace: trace.digest('hex'),
    violations: outcomes.flatMap(({ violations }) => violations),
    ...{ cases, statuses, balance },
    missing: [
      ...[...cases].filter(([, ends]) => ends.size === 0).map(([name]) => `the case "${name}"`),
      ...ORDER_STATUSES.filter((status) => !statuses.get('order')?.has(status)).map(
        (status) => `an order that is ${status}`,
      ),
    ],
  }
}
