import type { Quoted, Wish } from '#simulation/people/customers.ts'
import { orderBy, quoted } from '#simulation/people/customers.ts'
import { type Assortment, openShop } from '#simulation/people/merchants.ts'
import { violations } from '#simulation/violations.ts'
import { makeWorld, type WorldOptions } from '#simulation/world.ts'
import { linearize } from './linearizable.ts'
import { recordStock, shelfOf } from './stock-history.ts'

/** What all buyers want at once, of which there is enough for one of them. */
export interface Shape {
  readonly name: string
  readonly shop: Assortment
  readonly lines: Wish['lines']
}

const SKUS = Array.from({ length: 120 }, (_, n) => `LAST-${n}`)

export const SHAPES = [
  {
    name: 'the last unit',
    shop: { locations: ['tokyo'], stock: { LAST: 1 } },
    lines: [{ sku: 'LAST', quantity: 1 }],
  },
  {
    name: 'two lines of one SKU',
    shop: { locations: ['tokyo'], stock: { LAST: 3 } },
    lines: [
      { sku: 'LAST', quantity: 1 },
      { sku: 'LAST', quantity: 1 },
    ],
  },
  {
    name: 'one unit at each of three locations, and all are wanted',
    shop: { locations: ['tokyo', 'osaka', 'kyoto'], stock: { LAST: 1 } },
    lines: [{ sku: 'LAST', quantity: 3 }],
  },
  {
    name: 'an order of 120 lines, each for a last unit',
    shop: {
      locations: ['tokyo'],
      stock: Object.fromEntries(SKUS.map((sku) => [sku, 1])),
      goods: { weightGrams: 10 },
    },
    lines: SKUS.map((sku) => ({ sku, quantity: 1 })),
  },
] as const satisfies readonly Shape[]

export interface Race {
  readonly accepted: number
  /** Rejected as out of stock. */
  readonly refused: number
  /** Of all orders at the gateway. */
  readonly liveAuthorizations: number
  /** Calls by which stock was asked for or given back. */
  readonly calls: number
  /** What it was not to be like. */
  readonly wrong: readonly string[]
}

export interface RaceOptions extends Pick<WorldOptions, 'seed' | 'aroundStore'> {
  readonly buyers: number
}

/** Buyers who have all seen that it is there order it at the same moment; every call of theirs has its turn by chance. */
export async function raceForTheLast(
  { shop, lines }: Shape,
  { buyers, ...options }: RaceOptions,
): Promise<Race> {
  const world = makeWorld({ ...options, order: 'interleaved', sideBySide: buyers })
  await openShop(world, shop)
  const history = recordStock(world)
  const quotes: Quoted[] = []
  for (let buyer = 0; buyer < buyers; buyer += 1) {
    const found = await quoted(world, { lines })
    if (!found.ok) throw new Error(found.detail)
    quotes.push(found.value)
  }
  const placed = await world.agenda.together(
    'a buyer orders',
    quotes.map((quote) => () => orderBy(quote, world, { lines })),
  )
  await world.agenda.settle()

  let [accepted, refused] = [0, 0]
  for (const one of placed) {
    const order = one.ok ? await world.orders.deps.orders.load(one.value) : undefined
    if (order?.ending?.kind === 'rejected' && order.ending.code === 'out_of_stock') refused += 1
    if (order && !order.ending) accepted += 1
  }
  const units = Object.fromEntries(
    Object.entries(shop.stock).map(([sku, each]) => [sku, each * shop.locations.length]),
  )
  const liveAuthorizations = world.outside.gateway
    .payments()
    .filter(({ state }) => state === 'authorized').length
  const wrong = await violations(world, { quiet: true })
  if (accepted !== 1 || refused !== buyers - 1)
    wrong.push(`of ${buyers} buyers ${accepted} got it, ${refused} were refused`)
  if (liveAuthorizations !== 1) wrong.push(`money is held for ${liveAuthorizations} orders`)
  if (!linearize(history, shelfOf(units)))
    wrong.push('no shelf with one clerk would have given these answers: the history is not linearizable')
  return { accepted, refused, liveAuthorizations, calls: history.length, wrong }
}
