import { makeOrderRepository } from '#contexts/orders/adapters/order-repository.ts'
import { type FulfillmentOrderId, fulfillmentOrderId, makeIds } from '#shared/ids.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import type { Step } from '../checker/model.ts'
import { onceFor } from '../checker/once-for.ts'
import type { Running } from '../checker/runner.ts'
import { openPersonal, type Table, withFreshVersions } from '../checker/table.ts'
import { NOT_PASSED, PASSED, type Run, tokenOf } from '../checker/workflow.ts'
import type { News } from './order-news.ts'
import { CAUSE } from './order-programs.ts'
import { CLOCK, detailsOf, ORDER, type Ordered, placedOrder } from './order-records.ts'
import { newOutside, type OutsideState } from './orders-outside.ts'

/** One order from its placing on: its table, its runs, the warehouse, all who hear of it, and what is outside. */
export interface OrderWorld extends Running {
  readonly orders: Table
  readonly warehouse: Table
  readonly outside: OutsideState
  readonly runs: Readonly<Record<string, Run>>
  /** Events that did not come yet: they come in any order. */
  readonly news: readonly News[]
  /** Events that never came, and never will unless somebody sends them again. */
  readonly lost: readonly News[]
  /** How often what people and others do by themselves may still happen. */
  readonly left: Readonly<Record<Whim, number>>
  readonly isBegun: boolean
}

/** Nobody does anything to an order by themselves, and all news come once. */
export const NO_WHIMS = {
  ...{ cancels: 0, lineCancels: 0, chooses: 0, holds: 0, retries: 0, timeouts: 0 },
  ...{ copies: 0, losses: 0, shortPicks: 0 },
} as const
export type Whim = keyof typeof NO_WHIMS
export type OrderBounds = Happening & {
  /** The status to which the order has come before anything happens to it; absent: it is only placed. */
  readonly from?: 'confirmed' | 'processing' | 'delivered'
}

export type Happening = Readonly<Record<Whim, number>> & {
  readonly ordered: Ordered
  readonly together: number
  readonly faults: number
  /** Whether the sweeper looks at orders that stand still: without faults nothing needs it. */
  readonly sweeper: boolean
  /** Whether an operator sends what was lost again: then each order is to come to its end without anybody else. */
  readonly republish: boolean
  readonly capturePolicy: 'on_delivery' | 'on_hand_over'
}

export const runNumber = ({ variables }: Run): unknown =>
  new Map(Object.entries(variables['order'] ?? {})).get('run')
export const headerOf = ({ orders }: OrderWorld) => orders.find(({ sk }) => sk === 'HEADER')

/** What the warehouse is to do at one location. */
export interface Work {
  readonly id: FulfillmentOrderId
  readonly locationId: string
  readonly status: string
  readonly parcelIds: readonly string[]
}

export const worksOf = ({ warehouse }: OrderWorld): readonly Work[] =>
  warehouse.flatMap(({ sk, id, locationId, status, shipments }) =>
    sk === 'HEADER'
      ? [
          {
            ...{ id: fulfillmentOrderId.parse(id), locationId: String(locationId), status: String(status) },
            parcelIds: Object.keys(shipments ?? {}),
          },
        ]
      : [],
  )

export const statusOf = (world: OrderWorld): string => String(headerOf(world)?.['status'])
export const isOver = (world: OrderWorld): boolean =>
  ['completed', 'rejected', 'cancelled', 'returned'].includes(statusOf(world))

/** A person is to look at it. */
export const isAsked = (world: OrderWorld): boolean => headerOf(world)?.['attention'] !== undefined

/** Nothing is on its way. */
export const isQuiet = ({ processes, news, tasks }: OrderWorld): boolean =>
  processes.length === 0 && news.length === 0 && Object.keys(tasks).length === 0

/** Deadlines have passed or not; timers, which only sweeps look at, ring for nobody here. */
export const withoutTimes = onceFor(
  (orders: Table): Table =>
    orders
      .filter(({ entity }) => entity !== 'timer')
      .map((item) => {
        if (item.sk !== 'HEADER') return item
        const { timers: _, ...header } = item
        const passed = (at: unknown) => (String(at) <= CLOCK.now().toISOString() ? PASSED : NOT_PASSED)
        const deadline = header['deadline'] && passed(header['deadline'])
        const by = header['paymentDeadline'] && passed(header['paymentDeadline'])
        return {
          ...{ ...header, sequence: 0 },
          ...(deadline ? { deadline, gsi2sk: deadline } : {}),
          ...(by ? { paymentDeadline: by } : {}),
        }
      }),
)

export const changedHeader = (orders: Table, change: object): Table =>
  orders.map((item) => (item.sk === 'HEADER' ? { ...item, ...change } : item))

export const UNDISTURBED = { ...NO_WHIMS, together: 1, faults: 0, sweeper: false, republish: false }

export const isHeld = (world: OrderWorld): boolean => {
  const holds: unknown = headerOf(world)?.['holds']
  return Array.isArray(holds) && holds.length > 0
}

/** How it begins: what the payer's card will do, and what is on the shelf. */
export const beginnings = (world: OrderWorld, ordered: Ordered): Step<OrderWorld>[] =>
  (
    [
      ['authorized', 'full'],
      ['declined', 'full'],
      ['requires_action', 'full'],
      ['authorized', 'empty'],
    ] as const
  ).map(([card, shelf]) => ({
    ...{ kind: 'progress', command: 'begin', detail: `the card is ${card}, the shelf ${shelf}` },
    world: { ...world, outside: newOutside(card, shelf, ordered), isBegun: true },
  }))

/** What is counted begins anew where nobody is at work who could have seen it. */
export function tidy(world: OrderWorld): OrderWorld {
  if (world.processes.length > 0) return world
  return withFreshWaits({
    ...world,
    ...{ orders: withFreshVersions(world.orders), warehouse: withFreshVersions(world.warehouse) },
  })
}

/** Each run waits for the first time, or has not waited yet; a token of a wait that is over is kept as such. */
function withFreshWaits(world: OrderWorld): OrderWorld {
  if (Object.values(world.runs).every(({ waits }) => waits === 0)) return world
  const written = headerOf(world)?.['taskToken']
  const waiting = Object.values(world.runs).find(({ token }) => token !== undefined && token === written)
  const taskToken = waiting ? tokenOf(runNumber(waiting), FIRST) : OVER
  const fresh = (run: Run): Run =>
    run.token === undefined
      ? { ...run, waits: 0 }
      : { ...run, waits: 1, token: tokenOf(runNumber(run), FIRST) }
  return {
    ...world,
    runs: Object.fromEntries(Object.entries(world.runs).map(([name, run]) => [name, fresh(run)])),
    orders: written === undefined ? world.orders : changedHeader(world.orders, { taskToken }),
  }
}

const FIRST = { waits: 0 }
const OVER = 'a wait that is over'

export async function placed(bounds: Happening): Promise<OrderWorld> {
  const { ordered, cancels, lineCancels, chooses, holds, retries } = bounds
  const { timeouts, copies, losses, shortPicks } = bounds
  const store = makeMemoryStore()
  const commit = { store, clock: CLOCK, ids: makeIds(() => '0'.repeat(26)), personal: openPersonal }
  const orders = makeOrderRepository(commit)
  await orders.commit({
    ...{ before: undefined, after: placedOrder(ordered), events: [], cause: CAUSE },
    writes: [orders.detailsWrite(ORDER, detailsOf(ordered))],
  })
  return {
    ...{
      orders: withoutTimes(store.all()),
      warehouse: [],
      outside: newOutside('authorized', 'full', ordered),
    },
    ...{ runs: {}, news: [{ program: 'start', data: { run: 1 }, sequence: 0 }], lost: [] },
    left: { cancels, lineCancels, chooses, holds, retries, timeouts, copies, losses, shortPicks },
    ...{ processes: [], tasks: {}, faults: bounds.faults, error: '', isBegun: false },
  }
}
