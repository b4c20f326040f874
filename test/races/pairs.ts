import { FULFILLMENT_ORDER_EVENTS } from '#contexts/fulfillment/contract/events.ts'
import { orderPlaced } from '#contexts/orders/contract/events.ts'
import { SHIPMENT_EVENTS } from '#contexts/shipping/contract/events.ts'
import type { Envelope } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { makeChance } from '#simulation/chance.ts'
import { ordered } from '#simulation/people/customers.ts'
import { openedOnce } from '#simulation/people/merchants.ts'
import { violations } from '#simulation/violations.ts'
import { makeWorld, type WorldOptions } from '#simulation/world.ts'
import { closeShop, stillOpen } from '../storm/closing.ts'
import { orderOf } from '../storm/deed.ts'
import { DAYS_AS_HOURS } from '../storm/stage.ts'
import { ACTS, type Act, type Racer } from './acts.ts'
import { BASKET, MOMENTS, type Moment } from './moments.ts'

const openedShop = openedOnce({
  locations: ['tokyo', 'osaka'],
  stock: { BOOK: 1_000, SHIRT: 1_000 },
  digital: ['EBOOK'],
})

/** A world in which orders are brought to a moment, one after the other, and then left to themselves. */
async function openWorld(options: WorldOptions) {
  const world = makeWorld({ stage: DAYS_AS_HOURS, ...options, from: await openedShop() })
  const chance = makeChance(options.seed ?? 1)
  const last = {
    placed: new Map<OrderId, Envelope>(),
    work: new Map<OrderId, Envelope>(),
    parcel: new Map<OrderId, Envelope>(),
  }
  const remember = (as: keyof typeof last) => (_: unknown, event: Envelope) => {
    const id = orderOf(event)
    if (id) last[as].set(id, event)
  }
  world.bus.observe(orderPlaced, remember('placed'))
  for (const one of FULFILLMENT_ORDER_EVENTS) world.bus.observe(one, remember('work'))
  for (const one of SHIPMENT_EVENTS) world.bus.observe(one, remember('parcel'))
  const ids: OrderId[] = []

  return {
    world,
    async orderAt({ wish, reach }: Moment): Promise<Racer> {
      const email = `buyer-${ids.length}@example.com`
      const id = await ordered(world, { lines: BASKET, email, ...wish })
      ids.push(id)
      await world.agenda.settle()
      await reach?.(world, id)
      await world.agenda.settle()
      const event = last.placed.get(id)
      if (!event) throw new Error(`nobody heard of ${id}`)
      return { world, chance, id, email, event, work: last.work.get(id), parcel: last.parcel.get(id) }
    },
    /** Brings all to its end; answers what is wrong then. */
    async close(): Promise<string[]> {
      await world.agenda.settle()
      await closeShop(world, ids)
      const open = await stillOpen(world, ids)
      return [
        ...(await violations(world, { quiet: true }).catch(unreadable)),
        ...open.map((id) => `${id} is in limbo`),
        ...world.faults.map(({ name, error }) => `${name} failed: ${String(error)}`),
      ]
    },
  }
}

const unreadable = (error: unknown): string[] => [`the books cannot be read: ${String(error)}`]

/** Contexts that no order is changed in. */
const WITHOUT_ORDERS: readonly string[] = ['catalog', 'checkout', 'customers', 'insights']

/** Operations of the others that are no change of one order that is there. */
const OTHERS: ReadonlySet<string> = new Set([
  'inventory.putStockLocation',
  'inventory.adjustStock',
  'inventory.putSafetyStock',
  'notifications.on-bounce',
  'orders.placeOrder',
  'orders.readOrder',
  'orders.reorder',
  'payments.saveMyPaymentMethod',
  'payments.chooseMyDefaultMethod',
  'payments.removeMyPaymentMethod',
  // Jobs do to many orders what is done to one.
  'orders.requestJob',
  'orders.continueJob',
])

/** Operations that change an order, and that no act is named after. */
export function uncovered(): string[] {
  const named = new Set(Object.keys(ACTS).map((name) => name.replace(/,.*/, '')))
  return makeWorld().requests.filter(
    (request) =>
      !WITHOUT_ORDERS.includes(request.slice(0, request.indexOf('.'))) &&
      !OTHERS.has(request) &&
      !named.has(request.slice(request.indexOf('.') + 1)),
  )
}

/** Of each act the moments at which it is taken, where it acts alone. */
export type Taken = ReadonlyMap<string, readonly Moment[]>

export async function tryEachAlone(): Promise<Taken> {
  const taken = new Map<string, Moment[]>(Object.keys(ACTS).map((name) => [name, []]))
  for (const moment of MOMENTS) {
    const { orderAt } = await openWorld({ seed: 1 })
    for (const [name, act] of Object.entries(ACTS))
      if ((await act(await orderAt(moment))) === true) taken.get(name)?.push(moment)
  }
  return taken
}

/** Two acts, which may be the same one twice, and the moments at which they are tried together. */
export interface Pair {
  readonly acts: readonly [string, string]
  readonly moments: readonly Moment[]
}

/** Every pair, at the moments at which both could be taken; where there is none, at those of each. */
export function allPairs(taken: Taken): Pair[] {
  const names = [...taken.keys()]
  return names.flatMap((one, place) =>
    names.slice(place).map((other) => {
      const [ofOne, ofOther] = [taken.get(one) ?? [], taken.get(other) ?? []]
      const ofBoth = ofOne.filter((moment) => ofOther.includes(moment))
      return { acts: [one, other] as const, moments: ofBoth.length > 0 ? ofBoth : [...ofOne, ...ofOther] }
    }),
  )
}

export interface PairReport {
  readonly acts: readonly [string, string]
  readonly seed: number
  /** How often both were taken, one of them, none. */
  readonly taken: readonly [both: number, one: number, none: number]
  readonly violations: readonly string[]
}

/** Starts two acts together on so many orders, of which each is at one of the pair's moments. */
export async function racePair(
  { acts, moments }: Pair,
  {
    times,
    ...options
  }: { readonly times: number; readonly seed: number } & Pick<WorldOptions, 'aroundStore'>,
): Promise<PairReport> {
  const { world, orderAt, close } = await openWorld({ ...options, order: 'interleaved' })
  const taken: [number, number, number] = [0, 0, 0]
  for (let time = 0; time < times; time += 1) {
    const moment = moments[time % moments.length]
    if (!moment) throw new RangeError(`${acts.join(' and ')} have no moment`)
    const racer = await orderAt(moment)
    const answers = await world.agenda.together(
      'somebody acts',
      acts.map((name) => () => actOf(name)(racer)),
    )
    const refused = answers.filter((answer) => answer !== true).length
    taken[refused === 0 ? 0 : refused === 1 ? 1 : 2] += 1
    await world.agenda.settle()
  }
  return { acts, seed: options.seed, taken, violations: await close() }
}

/** A pair as it is told to another thread: its moments by their names. */
export interface NamedRace {
  readonly acts: Pair['acts']
  readonly moments: readonly string[]
  readonly times: number
  readonly seed: number
}

export const raceNamed = ({ acts, moments: names, ...options }: NamedRace): Promise<PairReport> =>
  racePair({ acts, moments: MOMENTS.filter(({ name }) => names.includes(name)) }, options)

function actOf(name: string): Act {
  const act = ACTS[name]
  if (!act) throw new RangeError(`there is no act ${name}`)
  return act
}
