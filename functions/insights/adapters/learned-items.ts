import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import { date } from '#shared/http/schemas.ts'
import { productId } from '#shared/ids.ts'
import { type Item, type Key, queryAll, type Store } from '#shared/store/store.ts'
import { type FunnelCounts, funnelCounts } from '../contract/types.ts'
import type { CountedDay, LearnedList } from '../domain/invariants.ts'

export type ListKind = 'also_bought' | 'similar'

const FUNNEL = 'FUNNEL'

/** Where what was learned of a product lies: beside its copy. */
export const listKey = (id: string, kind: ListKind): Key => ({
  pk: `PRODUCT#${id}`,
  sk: kind === 'also_bought' ? 'ALSO_BOUGHT' : 'SIMILAR',
})
export const POPULAR_KEY: Key = { pk: 'POPULAR', sk: 'LIST' }
const dayKey = (day: string): Key => ({ pk: FUNNEL, sk: day })

const list = z.object({ products: z.array(productId) })
const dayItem = z.object({ sk: date, counts: funnelCounts })

/** How the keys of all lists begin. */
export const LISTS: readonly Key[] = [listKey('', 'also_bought'), listKey('', 'similar'), POPULAR_KEY]
/** How the keys of all days begin: with the year. */
export const DAYS: Key = dayKey('2')

/** A list, as it lies there. */
export const listIn = (item: Item): LearnedList => ({
  beside: item.pk === POPULAR_KEY.pk ? undefined : productId.parse(item.pk.slice('PRODUCT#'.length)),
  products: list.parse(item).products,
})

/** The counts of a day, as they lie there. */
export function dayIn(item: Item): CountedDay {
  const { sk: day, counts } = dayItem.parse(item)
  return { day, counts }
}

/** The products of a list, the first of them first; none where nothing was learned. */
export async function readList(store: Store, key: Key) {
  const item = await store.get(key)
  return item ? list.parse(item).products : []
}

export const writeList = (store: Store, key: Key, products: readonly string[]): Promise<boolean> =>
  writeIfNew(store, key, { products: [...products] })

/** What was counted of some days, both in it; of days without events there is nothing. */
export async function readDays(store: Store, from: string, to: string): Promise<FunnelCounts[]> {
  const items = await queryAll(store, { partition: FUNNEL, sort: { from, to } })
  return items.map((item) => dayItem.parse(item).counts)
}

export const writeDay = (store: Store, day: string, counts: FunnelCounts): Promise<boolean> =>
  writeIfNew(store, dayKey(day), { counts })

/** A read costs a small part of a write, and most of what is learned is as it was. Answers whether it was written. */
async function writeIfNew(
  store: Store,
  key: Key,
  content: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const known = await store.get(key)
  if (known && isDeepStrictEqual({ ...known }, { ...key, ...content })) return false
  await store.commit([{ put: { ...content, ...key } }])
  return true
}
