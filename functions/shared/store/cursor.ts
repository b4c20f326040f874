import * as z from 'zod/mini'
import type { Item, Query } from './store.ts'

const lastKey = z.record(z.string(), z.string())

export type LastKey = z.infer<typeof lastKey>

/** The keys that name an item's place in a query's order. */
export function lastKeyOf(query: Query, item: Item): LastKey {
  const keys: LastKey = { pk: item.pk, sk: item.sk }
  if (!query.index) return keys
  return {
    ...keys,
    [`${query.index}pk`]: String(item[`${query.index}pk`]),
    [`${query.index}sk`]: String(item[`${query.index}sk`]),
  }
}

export const encodeCursor = (key: LastKey): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** The place a cursor names, or undefined where the text is no cursor of this query: it then starts anew. */
export function decodeCursor(query: Query): LastKey | undefined {
  if (!query.cursor) return undefined
  try {
    const key = lastKey.parse(JSON.parse(Buffer.from(query.cursor, 'base64url').toString('utf8')))
    return key[query.index ? `${query.index}pk` : 'pk'] === query.partition ? key : undefined
  } catch {
    return undefined
  }
}
