import { stageConfig } from '#lib/config.ts'
import { minutes } from '#shared/clock.ts'
import type { OrderId, ShipmentId } from '#shared/ids.ts'
import { scan, TO_THE_DOOR } from '#simulation/people/carriers.ts'
import { answerBanks, byCard, ordered, SECURE_CARD, type Wish } from '#simulation/people/customers.ts'
import { type Assortment, openShop, SMALL_SHOP } from '#simulation/people/merchants.ts'
import { work } from '#simulation/people/warehouse.ts'
import { makeWorld, type World } from '#simulation/world.ts'
import { type Beside, goOnBeside } from './beside.ts'

export interface Placed {
  readonly id: OrderId
  readonly email: string
  readonly lines: Wish['lines']
}

/** A house with the settings of prod, people who work in it, and what is down. */
export interface House {
  readonly world: World
  /** Functions whose names begin so do not run, those that accept orders aside. */
  readonly down: Set<string>
  /** Whether the carriers neither sell labels nor scan. */
  carriersStrike: boolean
  /** Every order that was answered with 201. */
  readonly placed: Placed[]
  /** What people did beside ordering. */
  readonly beside: Beside
  readonly opened: Date
  /** How often each parcel was scanned. */
  readonly scans: Map<ShipmentId, number>
}

/** They need nothing of what may be down, and the state machine's own writes are no function of ours. */
const ALWAYS_UP = ['checkout.createQuote', 'orders.placeOrder', 'orders.state-machine']

export async function openHouse(seed: number): Promise<House> {
  const world = makeWorld({ seed, stage: stageConfig('prod') })
  const down = new Set<string>()
  const house: House = {
    ...{ world, down, carriersStrike: false, placed: [], scans: new Map() },
    ...{ beside: { members: [], products: [] }, opened: world.clock.now() },
  }
  world.ports.shut((name) => [...down].some((start) => name.startsWith(start)) && !ALWAYS_UP.includes(name))
  answerBanks(world)
  world.agenda.every(minutes(10), 'everybody goes round', () => goRound(house))
  await openShop(world, SHOP)
  return house
}

/** Goods, a file and gift cards. */
export const SHOP: Assortment = { ...SMALL_SHOP, giftCards: ['CARD'] }

const ON_THE_SHELVES = ['open', 'picking', 'picked', 'packed', 'labeled'] as const

/** The warehouse and the carriers do the next step of everything that they can. */
async function goRound({ world, down, scans, carriersStrike }: House): Promise<void> {
  const { fulfillment, outside } = world
  // A hand-over asks orders.
  if (!down.has('fulfillment.') && !down.has('orders.'))
    for (const status of ON_THE_SHELVES)
      for (const { id } of (await fulfillment.listFulfillmentOrders({ status, limit: 100 })).items)
        await work(world, id)
  if (carriersStrike) return
  const { items } = await fulfillment.listFulfillmentOrders({ status: 'handed_over', limit: 100 })
  for (const { parcels } of items)
    for (const { shipmentId } of parcels) {
      if (!shipmentId || (down.has('shipping.') && !outside.carrier.labelOf(shipmentId))) continue
      const done = scans.get(shipmentId) ?? 0
      const next = TO_THE_DOOR[done]
      if (!next) continue
      await scan(world, shipmentId, next)
      scans.set(shipmentId, done + 1)
    }
}

const WISHES: readonly Wish[] = [
  { lines: [{ sku: 'BOOK', quantity: 1 }] },
  { lines: [{ sku: 'SHIRT', quantity: 2 }], payment: byCard(SECURE_CARD) },
  {
    lines: [
      { sku: 'BOOK', quantity: 1 },
      { sku: 'SHIRT', quantity: 1 },
    ],
  },
  { lines: [{ sku: 'EBOOK', quantity: 1 }] },
  { lines: [{ sku: 'CARD', quantity: 1 }] },
]

/**
 * Orders of goods, of a file and of a gift card, some by cards whose bank asks; every one of them is taken. The first
 * of those who order registers then, and merchants go on, too.
 */
export async function placeOrders(house: House, count: number): Promise<void> {
  const { world, placed } = house
  const before = placed.length
  for (let n = 0; n < count; n += 1) {
    const email = `buyer-${placed.length + 1}@example.com`
    const wish = WISHES[placed.length % WISHES.length] ?? { lines: [] }
    placed.push({ id: await ordered(world, { ...wish, email }), email, lines: wish.lines })
  }
  const first = placed[before]
  if (first) await goOnBeside(house, first)
}
