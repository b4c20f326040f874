import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'
import { type ProductId, productId } from '#shared/ids.ts'
import {
  commitAll,
  deletionsOf,
  IS_NEW,
  type Item,
  type Key,
  queryAll,
  type Store,
} from '#shared/store/store.ts'
import { STEPS } from '../contract/types.ts'
import { dayOf } from '../domain/days.ts'
import type { KeptEvent } from '../domain/visit-events.ts'

/** Of a day's events: so many partitions of the index take them, that a busy shop may write to. */
const SHARDS = 4

const event = z.object({
  visitor: z.string(),
  id: z.string(),
  type: z.enum(STEPS),
  at: time,
  productId: z.optional(productId),
  words: z.optional(z.string()),
  resultCount: z.optional(z.int()),
})

const EVENT = 'EVENT#'
const ofVisitor = (visitor: string): string => `VISITOR#${visitor}`
const viewsOf = (visitor: string): string => `VIEWS#${visitor}`
const ofDay = (day: string, shard: number): string => `EVENTS#${day}#${shard}`
const countKey = (visitor: string, day: string): Key => ({ pk: ofVisitor(visitor), sk: `COUNT#${day}` })

const shardOf = (visitor: string): number => (visitor.codePointAt(0) ?? 0) % SHARDS

/** By visitor and id there is one; it is found by its day too, and a view by its visitor and time. */
const itemOf = (kept: KeptEvent, ttl: number): Item => ({
  ...kept,
  pk: ofVisitor(kept.visitor),
  sk: `${EVENT}${kept.id}`,
  gsi1pk: ofDay(dayOf(kept.at), shardOf(kept.visitor)),
  gsi1sk: `${kept.at}#${kept.visitor}#${kept.id}`,
  ...(kept.type === 'view' ? { gsi2pk: viewsOf(kept.visitor), gsi2sk: kept.at } : {}),
  ttl,
})

/** How many events of a visitor were kept on a day (UTC). */
export async function countKept(store: Store, visitor: string, day: string): Promise<number> {
  const item = await store.get(countKey(visitor, day))
  return z.optional(z.int()).parse(item?.['events']) ?? 0
}

/** Keeps events of one visitor that are new, until `ttl`, all or nothing; the ids of those that are not are answered. */
export async function keepEvents(
  store: Store,
  events: readonly KeptEvent[],
  { today, ttl }: { readonly today: string; readonly ttl: number },
): Promise<readonly string[]> {
  const [first] = events
  if (!first) return []
  const result = await store.commit([
    ...events.map((kept) => ({ put: itemOf(kept, ttl), when: IS_NEW })),
    { update: countKey(first.visitor, today), add: { events: events.length }, set: { ttl } },
  ])
  if (result.ok) return []
  const known = result.failed.flatMap((place) => events[place]?.id ?? [])
  const others = events.filter(({ id }) => !known.includes(id))
  return [...known, ...(await keepEvents(store, others, { today, ttl }))]
}

/**
 * Deletes what was kept of a visitor, and how much it was; so many items at most. Answers the events among them, and
 * whether there may be more.
 */
export async function deleteVisitor(
  store: Store,
  visitor: string,
  most: number,
): Promise<{ events: number; more: boolean }> {
  const { items, nextCursor } = await store.query({ partition: ofVisitor(visitor), limit: most })
  await commitAll(store, deletionsOf(items))
  return { events: items.filter(({ sk }) => sk.startsWith(EVENT)).length, more: nextCursor !== null }
}

/** All events of a day (UTC), oldest first within a visitor. */
export async function readDay(store: Store, day: string): Promise<KeptEvent[]> {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      queryAll(store, { index: 'gsi1', partition: ofDay(day, shard) }),
    ),
  )
  return shards.flat().map((item) => event.parse(item))
}

/** The products that a visitor has viewed, the last one first, each once; of the last 100 views. */
export async function readViewed(store: Store, visitor: string): Promise<ProductId[]> {
  const { items } = await store.query({
    index: 'gsi2',
    partition: viewsOf(visitor),
    order: 'backward',
    limit: 100,
  })
  return [...new Set(items.flatMap((item) => event.parse(item).productId ?? []))]
}
