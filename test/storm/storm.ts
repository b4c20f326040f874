import { createHash } from 'node:crypto'
import { FULFILLMENT_ORDER_EVENTS } from '#contexts/fulfillment/contract/events.ts'
import * as orderContract from '#contexts/orders/contract/events.ts'
import { PAYMENT_EVENTS } from '#contexts/payments/contract/events.ts'
import { SHIPMENT_EVENTS } from '#contexts/shipping/contract/events.ts'
import type { StageConfig } from '#lib/config.ts'
import { HISTORY_ENTITY } from '#shared/aggregate.ts'
import { hours, minutes } from '#shared/clock.ts'
import { type EventDefinition, envelope } from '#shared/events.ts'
import { Fault } from '#shared/outcomes.ts'
import { type Chance, makeChance } from '#simulation/chance.ts'
import type { Tables } from '#simulation/emulated-tables.ts'
import { issueGiftCards } from '#simulation/people/gift-cards.ts'
import { type Assortment, FILE, openShop, promote, putProduct } from '#simulation/people/merchants.ts'
import { breaksOf, Died, Throttled } from '#simulation/ports.ts'
import { violations } from '#simulation/violations.ts'
import { makeWorld, type World, type WorldOptions } from '#simulation/world.ts'
import { balanceOf } from './balance.ts'
import { BASKETS, CASES, GIFT_CARDS, HAPPENINGS, PAYMENTS } from './cases.ts'
import { closeShop, stillOpen } from './closing.ts'
import { hireCrew, type Planned, plan } from './crew.ts'
import { orderOf } from './deed.ts'
import { hireOperator } from './operator.ts'
import { DAYS_AS_HOURS } from './stage.ts'
import { makeTally, type Tally } from './tally.ts'

export interface StormOptions {
  readonly seed: number
  readonly orders: number
  /** Where its tables are, if not in memory. */
  readonly tables?: Tables
  /** Hears how many more things have happened, now and then. */
  readonly tellSteps?: (steps: number) => void
  /** Put between a context and its table, or around the whole world, to see that a storm finds what goes wrong. */
  readonly sabotage?: Pick<WorldOptions, 'aroundStore'> & { readonly world?: (world: World) => void }
}

export interface Storm {
  readonly seed: number
  readonly orders: number
  /** Orders that were accepted. */
  readonly placed: number
  readonly violations: readonly string[]
  readonly tally: Tally
  /** Of all that happened, in its order: the same seed, the same hash. */
  readonly trace: string
  readonly steps: number
  readonly broken: number
  /** Events that did not arrive at one of their consumers, and what an operator sent again. */
  readonly astray: Astray
  /** What the whole comes to, in minor units, units and mails: each is 0. */
  readonly balance: Readonly<Record<string, number>>
  /** What happened to the orders that a text names, oldest first. */
  readonly historyOf: (text: string) => readonly string[]
}

export interface Astray {
  /** Put to the dead letters by the bus, and gone for good. */
  readonly undelivered: number
  readonly lost: number
  /** Dead letters, and events out of history. */
  readonly redriven: number
  readonly republished: number
}

const POLICIES = ['on_delivery', 'on_hand_over', 'after_days'] as const

/** Of a thousand calls to the outside, so many break. */
const BROKEN = 0.002

/** Where each question takes its time, those that most often find nothing are asked more rarely. */
const RARELY = minutes(5)

/** Steps. */
const TOLD_EVERY = 1_000

/** What a shop may have decided. */
const stageOf = (chance: Chance): Partial<StageConfig> => ({
  ...DAYS_AS_HOURS,
  capturePolicy: chance.pick(POLICIES),
  captureAfterDays: 1,
  releaseGraceSeconds: chance.pick([0, 0, 600]),
  // Parcels are asked for as rarely as fits days that are hours.
  tracking: { ...DAYS_AS_HOURS.tracking, lookEveryMinutes: 30, askAfterMinutes: 120 },
})

/** Customers come within half a day. */
const RUSH = hours(12)

/**
 * Lets orders of all cases through a house whose messages come twice, late, out of order or not at all, and whose
 * functions die at random calls. Then all comes to rest, an operator brings back what went astray, staff end what is
 * left, and everything is checked.
 */
export async function makeStorm({ seed, orders, sabotage, tables, tellSteps }: StormOptions): Promise<Storm> {
  const chance = makeChance(seed)
  const order = chance.below(8) === 0 ? 'interleaved' : 'by_chance'
  const world = makeWorld({
    seed,
    // What is interleaved waits for nothing but its turn, and so not for tables elsewhere.
    order: tables ? 'by_chance' : order,
    stage: stageOf(chance),
    ...(sabotage?.aroundStore ? { aroundStore: sabotage.aroundStore } : {}),
    ...(tables ? { openTable: tables.openTable, sweepEvery: RARELY } : {}),
  })
  const hash = createHash('sha256')
  world.agenda.listen((name) => {
    hash.update(`${world.clock.now().getTime()} ${name}\n`)
    if (world.agenda.steps % TOLD_EVERY === 0) tellSteps?.(TOLD_EVERY)
  })
  const shop = assortmentFor(orders)
  await openShop(world, shop)
  await putProduct(world, 'LEAFLET', { ...FILE, prices: [{ amount: 0, currency: 'JPY' }] })
  await promote(world, 'EVERYBODY', { limits: { perCustomer: 1 } })
  await promote(world, 'FEW', { limits: { inAll: Math.ceil(orders / 60) } })
  await issueGiftCards(world, GIFT_CARDS.howMany, GIFT_CARDS.yen)
  await world.agenda.settle()

  sabotage?.world?.(world)
  const tally = makeTally(world)
  const crew = hireCrew(world, chance)
  crew.listenTo(EVENTS)
  const operator = hireOperator(world, async () => tables?.look(world))
  const broken = letItStorm(world, chance)
  const planned = Array.from({ length: orders }, (_, place) =>
    draw(`buyer-${seed}-${place}@example.com`, place, chance),
  )
  for (const one of planned)
    world.agenda.add({
      after: chance.below(RUSH),
      name: 'a customer orders',
      soon: true,
      run: () => crew.place(one).catch((error: unknown) => void crew.gaveUp.push({ id: undefined, error })),
    })
  await world.agenda.settle()
  const calls = broken.stop()
  await operator.bringBack()
  const ids = [...crew.known.keys()]
  await closeShop(world, ids)

  const limbo = (await stillOpen(world, ids)).map(
    (id) => `${id} is in limbo: nobody could bring it to an end`,
  )
  await tables?.look(world)
  const balance = await balanceOf(world, {
    ids,
    emails: new Map(planned.map(({ id, email }) => [id, email])),
    shop,
  })
  await tally.count(planned)
  return {
    ...{ seed, orders, placed: ids.length, tally, balance },
    historyOf: (text) => historyOf(world, text),
    violations: [
      ...(await violations(world, { quiet: true })),
      ...limbo,
      ...Object.entries(balance).flatMap(([what, sum]) => (sum === 0 ? [] : [`${what}: off by ${sum}`])),
      ...[...world.faults, ...crew.gaveUp].flatMap(({ error }) =>
        isOfTheStorm(error) ? [] : [`a bug: ${inWords(error)}`],
      ),
    ],
    trace: hash.digest('hex'),
    steps: world.agenda.steps,
    broken: calls,
    astray: { ...world.bus.strayed, ...operator.sent },
  }
}

const EVENTS: ReadonlySet<EventDefinition> = new Set<EventDefinition>([
  ...Object.values(orderContract).filter(
    (value) => typeof value === 'object' && 'type' in value && 'source' in value,
  ),
  ...PAYMENT_EVENTS,
  ...FULFILLMENT_ORDER_EVENTS,
  ...SHIPMENT_EVENTS,
])

/** Enough for all, but of what is rare. */
const assortmentFor = (orders: number): Assortment => ({
  locations: ['tokyo', 'osaka'],
  stock: { BOOK: orders * 5, SHIRT: orders * 5, LAMP: orders * 5, RARE: Math.ceil(orders / 60) },
  digital: ['EBOOK'],
  giftCards: ['CARD'],
})

/** Each case leads orders in its turn; all else about them is drawn. */
function draw(email: string, place: number, chance: Chance): Planned {
  const leading = CASES[place % CASES.length] ?? chance.pick(CASES)
  const others = Array.from({ length: chance.pick([0, 0, 0, 1, 1, 2]) }, () => chance.pick(HAPPENINGS))
  const cases = [
    chance.pick(BASKETS.filter(({ name }) => name !== 'nothing to pay')),
    chance.pick([...PAYMENTS, ...PAYMENTS.slice(0, 2), ...PAYMENTS.slice(0, 2)]),
    ...others,
    leading,
  ]
  return plan(email, [...new Set(cases)], chance)
}

/** Messages suffer, and calls break, until it is stopped; answers how many calls broke. */
function letItStorm(world: World, chance: Chance): { stop: () => number } {
  let broken = 0
  world.setWeather({
    doubled: 0.1,
    delayed: 0.2,
    delayedBy: minutes(2),
    dropped: 0.05,
    undelivered: 0.02,
    lost: 0.01,
  })
  world.ports.watch((name) => {
    // Those who work at a desk, and the outside itself, do not die of our faults.
    if (name.startsWith('outside > ') || !chance.happens(BROKEN)) return undefined
    broken += 1
    return chance.pick(breaksOf(name))
  })
  return {
    stop: () => {
      world.setWeather({})
      world.ports.watch(() => undefined)
      return broken
    },
  }
}

function historyOf({ tables }: World, text: string): string[] {
  const ids = [...new Set(text.match(/ord_[0-9a-z]{26}/g))]
  return [...tables.values()]
    .flatMap((table) => table.all())
    .flatMap((item) => (item['entity'] === HISTORY_ENTITY ? [envelope.parse(item['event'])] : []))
    .filter((event) => ids.some((id) => event.subject === id || orderOf(event) === id))
    .toSorted((a, b) => a.occurredAt.localeCompare(b.occurredAt) || a.id.localeCompare(b.id))
    .map(
      ({ occurredAt, source, type, actor, data }) =>
        `${occurredAt} ${source}: ${type} by ${actor.kind} ${JSON.stringify(data)}`,
    )
}

/** What follows from a call that the storm broke is no bug. */
function isOfTheStorm(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause !== undefined) return isOfTheStorm(cause)
  return error instanceof Fault || error instanceof Died || error instanceof Throttled
}

const inWords = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
