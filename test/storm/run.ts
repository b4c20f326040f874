import { ORDER_STATUSES } from '#contexts/orders/contract/types.ts'
import { makeStorm, type StormOptions } from './storm.ts'
import { addUp, type Counts } from './tally.ts'

/** Orders of one world: as many as it takes for cases to meet, and few enough to be replayed while one waits. */
export const ORDERS_OF_A_WORLD = 500

export interface Violation {
  readonly seed: number
  readonly what: string
  /** What happened to the orders that it names, oldest first. */
  readonly history: readonly string[]
}

export interface Report {
  readonly seed: number
  readonly orders: number
  readonly placed: number
  readonly worlds: number
  /** Things that happened, one after the other. */
  readonly steps: number
  /** Calls to the outside that were broken. */
  readonly broken: number
  readonly violations: readonly Violation[]
  /** By case, how often it came to each end. */
  readonly cases: Counts
  /** By axis, how often each status was reached. */
  readonly statuses: Counts
  /** Cases and statuses of orders that never were. */
  readonly missing: readonly string[]
  /** The sum of each pair of books over all worlds. */
  readonly balance: Readonly<Record<string, number>>
}

export interface RunOptions extends Omit<StormOptions, 'seed' | 'orders'> {
  readonly seed: number
  readonly orders: number
  /** Orders of one world. */
  readonly perWorld?: number
  readonly tell?: (done: { readonly orders: number; readonly violations: number }) => void
}

/** Storms, one world after the other, each by its own seed, until there were so many orders. */
export async function runStorms({
  seed,
  orders,
  perWorld = ORDERS_OF_A_WORLD,
  tell,
  ...options
}: RunOptions): Promise<Report> {
  const violations: Violation[] = []
  const cases: Counts = new Map()
  const statuses: Counts = new Map()
  const balance = new Map<string, number>()
  let [placed, steps, broken, worlds] = [0, 0, 0, 0]
  for (let done = 0; done < orders; worlds += 1) {
    const storm = await makeStorm({
      ...options,
      seed: seed + worlds,
      orders: Math.min(perWorld, orders - done),
    })
    done += storm.orders
    placed += storm.placed
    steps += storm.steps
    broken += storm.broken
    addUp(cases, storm.tally.ends)
    addUp(statuses, storm.tally.statuses)
    for (const [what, sum] of Object.entries(storm.balance))
      balance.set(what, (balance.get(what) ?? 0) + Math.abs(sum))
    violations.push(
      ...storm.violations.map((what) => ({ seed: storm.seed, what, history: storm.historyOf(what) })),
    )
    tell?.({ orders: done, violations: violations.length })
  }
  const missing = [
    ...[...cases].filter(([, ends]) => ends.size === 0).map(([name]) => `the case "${name}"`),
    ...ORDER_STATUSES.filter((status) => !statuses.get('order')?.has(status)).map(
      (status) => `an order that is ${status}`,
    ),
  ]
  return {
    ...{ seed, orders, placed, worlds, steps, broken, violations, cases, statuses, missing },
    balance: Object.fromEntries(balance),
  }
}

/** How to see one violation again. */
export const replayOf = ({ seed }: Violation, orders: number): string =>
  `npm run storm -- --seed ${seed} --orders ${Math.min(orders, ORDERS_OF_A_WORLD)}`
