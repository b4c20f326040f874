import type { Actor } from '#shared/actor.ts'
import { of } from '#shared/money.ts'
import type { Personal } from '#shared/personal.ts'
import type { AccessLog } from '../adapters/access-log.ts'
import type { StoredOrder } from '../adapters/order-repository.ts'
import type { OrderStatus } from '../contract/types.ts'
import { fold, type Meaning, meaningOf, tagTerm } from '../domain/search-terms.ts'
import { listsOf, type Walk, type WalkDeps, walkOrders } from './walk-orders.ts'

export interface Search {
  /** What to find: any of the things an order is found by. */
  readonly q?: string | undefined
  readonly status?: OrderStatus | undefined
  readonly tag?: string | undefined
  /** `YYYY-MM-DD`, UTC, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/**
 * Finds orders, the newest first. Primary course:
 * 1. tells what the text can mean: a status, a day, or the terms of each kind that it has the form of;
 * 2. where it may be an email, a phone or a name, records who searched by which kind, never what for;
 * 3. asks for the terms side by side, and merges what they find;
 * 4. keeps what has the status, the tag and the days that are asked for as well.
 * Nothing is refused: what nobody has finds an empty list.
 */
export const makeSearchOrders =
  (deps: WalkDeps & { readonly personal: Personal; readonly accessLog: AccessLog }) =>
  async (search: Search, actor: Actor) => {
    const meaning = search.q === undefined ? undefined : meaningOf(search.q, deps.personal.fingerprints)
    if (meaning?.kind === 'terms' && meaning.personal.length > 0)
      await deps.accessLog.record([{ actor, what: 'search', by: meaning.personal }])
    const { orders, nextCursor } = await walkOrders(deps, walkFor(search, meaning))
    return { items: orders.map(summary), nextCursor }
  }

function walkFor(search: Search, meaning: Meaning | undefined): Walk {
  const { status, tag, from, to, limit, cursor } = search
  const wanted = [status, meaning?.kind === 'status' ? meaning.status : undefined].filter(
    (one) => one !== undefined,
  )
  const hasTag = (order: StoredOrder) =>
    tag === undefined || (order.tags ?? []).some((one) => fold(one) === fold(tag))
  return {
    lists: listsFor(meaning, wanted[0], tag),
    stretch: meaning?.kind === 'day' ? within(meaning.day, from, to) : { from, to },
    matches: (order) => wanted.every((one) => order.status === one) && hasTag(order),
    limit,
    cursor,
  }
}

function listsFor(meaning: Meaning | undefined, status: OrderStatus | undefined, tag: string | undefined) {
  if (meaning?.kind === 'terms') return meaning.terms.map((term) => ({ term }))
  return tag === undefined ? listsOf(status) : [{ term: tagTerm(tag) }]
}

/** The day, as far as it lies in the days that are asked for as well. */
const within = (day: string, from = day, to = day) => ({
  from: from > day ? from : day,
  to: to < day ? to : day,
})

const summary = (order: StoredOrder) => ({
  id: order.id,
  number: order.number,
  status: order.status,
  paymentStatus: order.payment.status,
  fulfillmentStatus: order.fulfillmentStatus,
  version: order.version,
  total: of(order.total, order.currency),
  tags: order.tags ?? [],
  placedAt: order.placedAt,
})
