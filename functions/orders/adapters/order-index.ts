import { ForeignCursor } from '#shared/foreign-cursor.ts'
import { type OrderId, orderId } from '#shared/ids.ts'
import { commitAll, type Key, type Query, type Store, type Write } from '#shared/store/store.ts'
import type { OrderStatus } from '../contract/types.ts'
import type { Logistics } from '../domain/logistics.ts'
import type { Order } from '../domain/order.ts'
import { type Term, tagTerm, trackingTerm } from '../domain/search-terms.ts'

/** Where an order stands among all: `<placedAt>#<order id>`. It never changes, so that cursors stay true. */
export type Place = string
type Placed = Pick<Order, 'id' | 'placedAt'>

export const placeOf = ({ id, placedAt }: Placed): Place => `${placedAt}#${id}`
export const orderAt = (place: Place): OrderId => orderId.parse(place.split('#')[1])

/** The place that a cursor names; undefined where there is none. Throws `ForeignCursor`. */
export function placeIn(cursor: string | undefined): Place | undefined {
  if (!cursor) return undefined
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z#ord_[0-9a-z]{26}$/.test(cursor)) throw new ForeignCursor()
  return cursor
}

const termKey = (order: Placed, term: Term): Key => ({ pk: `FIND#${term}`, sk: placeOf(order) })

const findable = (order: Placed, term: Term): Write => ({ put: { ...termKey(order, term) } })
const forgotten = (order: Placed, term: Term): Write => ({ delete: termKey(order, term) })

/** An order is found by its parcels' tracking numbers once they are known. */
export function trackingWrites(order: Placed, before: Logistics, after: Logistics): Write[] {
  const known = new Set(before.shipments.map(({ trackingNumber }) => trackingTerm(trackingNumber)))
  const all = new Set(after.shipments.map(({ trackingNumber }) => trackingTerm(trackingNumber)))
  return [...all.difference(known)].map((term) => findable(order, term))
}

/** What makes an order findable by other tags than before; tags of one spelling share a term. */
export function tagWrites(order: Placed, before: readonly string[], after: readonly string[]): Write[] {
  const was = new Set(before.map(tagTerm))
  const is = new Set(after.map(tagTerm))
  return [
    ...[...is.difference(was)].map((term) => findable(order, term)),
    ...[...was.difference(is)].map((term) => forgotten(order, term)),
  ]
}

/** Orders that have a term, or a status: each such list is a partition, ordered by place. */
export type Listed = { readonly term: Term } | { readonly status: OrderStatus }

/** The part of a list that is wanted, newest first: from and until a day (UTC, both included), before a place. */
export interface Stretch {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly before?: Place | undefined
}

export type OrderIndex = ReturnType<typeof makeOrderIndex>

export function makeOrderIndex(store: Store) {
  return {
    /** The newest `limit` places of a list within a stretch. */
    async places(listed: Listed, stretch: Stretch, limit: number): Promise<Place[]> {
      const query = queryOf(listed, stretch)
      const places: Place[] = []
      let cursor: string | null = null
      while (places.length < limit) {
        const page = await store.query({ ...query, limit: limit + 1, ...(cursor ? { cursor } : {}) })
        const found = page.items.map((item) => String(query.index ? item['gsi1sk'] : item.sk))
        places.push(...found.filter((place) => place !== stretch.before))
        cursor = page.nextCursor
        if (!cursor) break
      }
      return places.slice(0, limit)
    },

    /** Makes an order be found no more by these terms. */
    async forget(order: Placed, terms: readonly Term[]): Promise<void> {
      await commitAll(
        store,
        terms.map((term) => forgotten(order, term)),
      )
    },

    /** Makes an order findable; what was written before is written again as it is. */
    async write(order: Placed, terms: readonly Term[]): Promise<void> {
      await commitAll(
        store,
        terms.map((term) => findable(order, term)),
      )
    },
  }
}

/** Sorts after each time of its day. */
const END_OF_DAY = 'T~'

function queryOf(listed: Listed, { from = ' ', to, before }: Stretch): Query {
  const [until = '~'] = [before, to && `${to}${END_OF_DAY}`].filter((end) => end !== undefined).toSorted()
  const range = { sort: { from, to: until }, order: 'backward' as const }
  return 'term' in listed
    ? { partition: `FIND#${listed.term}`, ...range }
    : { index: 'gsi1', partition: `STATUS#${listed.status}`, ...range }
}
