import { TERMINAL } from '#contexts/orders/domain/status.ts'
import { hours, minutes } from '#shared/clock.ts'
import { republishSince } from '#simulation/people/operators.ts'
import { attend } from '#simulation/people/staff.ts'
import { type Account, accountOf } from './account.ts'
import { type House, openHouse, placeOrders } from './house.ts'

/** Something that is down for a while. */
export interface Outage {
  readonly what: string
  /** How long, milliseconds. */
  readonly lasts: number
  readonly begin: (house: House) => void
  /** Answers how many records of streams were gone by then. */
  readonly end: (house: House) => number
}

/** What an operator finds when it is over, and has done nothing yet. */
export interface Standing {
  readonly orders: number
  readonly deadLetters: number
  readonly unpublished: number
  /** Records that no stream had any more. */
  readonly gone: number
}

/** What was done to bring back what stood still. */
export interface Remedy {
  readonly redriven: number
  readonly republished: number
  /** How often staff had an order run again. */
  readonly retried: number
}

export interface OutageResult extends Account {
  readonly what: string
  /** How long. */
  readonly hours: number
  /** Orders that were under way when it began, and those that were placed meanwhile. */
  readonly underWay: number
  readonly placed: number
  readonly stoodStill: Standing
  readonly remedy: Remedy
}

/** Some while after it is over: what goes on by itself has gone on. */
const LULL = hours(2)

/** So often an operator comes back to look. */
const VISITS = 6

/** What is done when it is over; `isHistoryGone` says that streams lost records meanwhile. */
export type Operator = (house: House, since: Date, isHistoryGone: boolean) => Promise<Remedy>

export interface Circumstances {
  readonly seed: number
  /** Orders placed while it lasts: at its beginning, in its middle and shortly before its end. */
  readonly orders: number
  readonly operator?: Operator
}

/** Lets an outage hit a house that has orders under way, does what the runbooks say, and counts what became of all orders. */
export async function suffer(
  { what, lasts, begin, end }: Outage,
  { seed, orders, operator = bringBack }: Circumstances,
): Promise<OutageResult> {
  const house = await openHouse(seed)
  const { agenda, clock } = house.world
  const underWay = Math.ceil(orders / 4)
  for (let n = 0; n < underWay; n += 1) {
    await placeOrders(house, 1)
    await agenda.pass(minutes(15))
  }
  const began = clock.now()
  begin(house)
  for (const [third, share] of [0.3, 0.4, 0.3].entries()) {
    await placeOrders(house, Math.floor((orders + third) / 3))
    await agenda.pass(lasts * share)
  }
  const gone = end(house)
  await agenda.settle()
  await agenda.pass(minutes(20))
  const stoodStill = { ...(await standing(house)), gone }
  const remedy = await operator(house, began, gone > 0)
  return {
    ...{ what, hours: lasts / hours(1), underWay, placed: orders, stoodStill, remedy },
    ...(await accountOf(house)),
  }
}

async function standing({ world, placed }: House): Promise<Omit<Standing, 'gone'>> {
  const found = await Promise.all(placed.map(({ id }) => world.orders.deps.orders.load(id)))
  return {
    orders: found.filter((order) => !order || !TERMINAL.has(order.status)).length,
    deadLetters: world.bus.deadLetters.length,
    unpublished: world.bus.unpublished.length,
  }
}

/** What an operator does by the runbooks, until nothing is left that they speak of. */
export const bringBack: Operator = async ({ world }, since, isHistoryGone) => {
  const { agenda, bus } = world
  const done = { redriven: 0, republished: 0, retried: 0 }
  for (let visit = 0; visit < VISITS; visit += 1) {
    if (bus.unpublished.length > 0 || (isHistoryGone && visit === 0)) {
      const { sent, lost } = await republishSince(world, since)
      if (lost.length > 0) throw new Error(`${lost.length} events were refused again`)
      done.republished += sent
    }
    done.redriven += bus.redrive()
    await agenda.pass(LULL)
    if (bus.deadLetters.length === 0) done.retried += await attend(world)
    await agenda.pass(LULL)
  }
  return done
}
