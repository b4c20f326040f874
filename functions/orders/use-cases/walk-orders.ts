import {
  type Listed,
  type OrderIndex,
  orderAt,
  type Place,
  placeIn,
  type Stretch,
} from '../adapters/order-index.ts'
import type { OrderRepository, StoredOrder } from '../adapters/order-repository.ts'
import { ORDER_STATUSES, type OrderStatus } from '../contract/types.ts'

export interface WalkDeps {
  readonly orders: OrderRepository
  readonly index: OrderIndex
}

export interface Walk {
  /** An order is met if it is in one of them. */
  readonly lists: readonly Listed[]
  readonly stretch: Omit<Stretch, 'before'>
  readonly matches: (order: StoredOrder) => boolean
  readonly limit: number
  /** The place of the last order of the page before. */
  readonly cursor?: string | undefined
}

/** How often more is looked for when orders that were met do not match: a page may be short, and have a next. */
const ROUNDS = 5

/** Orders that are read side by side. */
const SIDE_BY_SIDE = 25

/** Every order is in the list of one status. */
export const listsOf = (status: OrderStatus | undefined): Listed[] =>
  (status ? [status] : ORDER_STATUSES).map((one) => ({ status: one }))

/**
 * Orders of several lists, merged, the newest first, each once. The lists only say where to look: what is
 * shown is read anew, and matches as it is now. An order's place never changes, so that a cursor goes on
 * exactly where the page ended, whatever was placed or changed in between.
 */
export async function walkOrders(
  deps: WalkDeps,
  walk: Walk,
): Promise<{ orders: StoredOrder[]; nextCursor: Place | null }> {
  const met: StoredOrder[] = []
  let before = placeIn(walk.cursor)
  for (let round = 0; round < ROUNDS; round += 1) {
    const places = await newest(deps, walk, before)
    for (let start = 0; start < places.length; start += SIDE_BY_SIDE) {
      const some = places.slice(start, start + SIDE_BY_SIDE)
      const orders = await Promise.all(some.map((place) => deps.orders.load(orderAt(place))))
      for (const [index, order] of orders.entries()) {
        if (met.length === walk.limit) return { orders: met, nextCursor: before ?? null }
        before = some[index]
        if (order && walk.matches(order)) met.push(order)
      }
    }
    if (places.length <= walk.limit) return { orders: met, nextCursor: null }
  }
  return { orders: met, nextCursor: before ?? null }
}

/** One more than the page has, to know whether there is a next. */
async function newest(deps: WalkDeps, { lists, stretch, limit }: Walk, before?: Place): Promise<Place[]> {
  const found = await Promise.all(
    lists.map((listed) => deps.index.places(listed, { ...stretch, before }, limit + 1)),
  )
  return [...new Set(found.flat())].toSorted((a, b) => (a < b ? 1 : -1)).slice(0, limit + 1)
}
