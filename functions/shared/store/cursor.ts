import * as z from 'zod/mini'
import { ForeignCursor } from '../foreign-cursor.ts'
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

/** The place a cursor names; undefined where there is none. Throws `ForeignCursor` where it is none of this query. */
export function decodeCursor(query: Query): LastKey | undefined {
  if (!query.cursor) return undefined
  const key = readKey(query.cursor)
  if (key?.[query.index ? `${query.index}pk` : 'pk'] !== query.partition) throw new ForeignCursor()
  return key
}

function readKey(cursor: string): LastKey | undefined {
  try {
    return lastKey.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}
