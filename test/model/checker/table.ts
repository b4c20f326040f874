import * as z from 'zod/mini'
import { type Envelope, envelope } from '#shared/events.ts'
import type { Personal, Sealed } from '#shared/personal.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import type { CommitResult, Item, Page, Query, Store, Write } from '#shared/store/store.ts'
import { onceFor } from './once-for.ts'
import type { Ask, Call } from './processes.ts'

/** A context's table as a part of a world: its items in the order of their keys, without the history. */
export type Table = readonly Item[]

/** The store that a program is given: each of its calls goes to the table of a world. */
export const storeOf = (ask: Ask, port: string): Store => ({
  get: (key) => ask<Item | undefined>(port, 'get', key),
  query: (query) => ask<Page>(port, 'query', query),
  commit: (writes) => ask<CommitResult>(port, 'commit', writes),
})

/** Does one call on a table; what was new in its history is told. */
export async function performOnTable(
  table: Table,
  { method, args: [request] }: Call,
): Promise<{ part: Table; answer: unknown; told?: readonly Envelope[] }> {
  const store = makeMemoryStore(table)
  switch (method) {
    case 'get':
      return { part: table, answer: await store.get(request as Parameters<Store['get']>[0]) }
    case 'query':
      return { part: table, answer: await store.query(request as Query) }
    case 'commit': {
      const answer = await store.commit(request as readonly Write[])
      if (!answer.ok) return { part: table, answer }
      const all = store.all()
      const told = all.flatMap((item) =>
        item['entity'] === 'history' ? [envelope.parse(item['event'])] : [],
      )
      const part = all.filter((item) => item['entity'] !== 'history').map(inOrder)
      return { part: part.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)), answer, told }
    }
    default:
      throw new RangeError(`a table cannot ${method}`)
  }
}

const keyOf = ({ pk, sk }: Item): string => `${pk} ${sk}`

/** Equal items are equal texts, whatever attribute was written first. */
function inOrder<T>(value: T): T {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, one]) => [name, inOrder(one)])) as T
}

/**
 * Versions count nothing but changes that others may have missed: where nobody has read a table and is still to
 * write, its items are as if they were new.
 */
export const withFreshVersions = onceFor(
  (table: Table): Table =>
    table.every((item) => item['version'] === undefined || item['version'] === 1)
      ? table
      : table.map((item) => (item['version'] === undefined ? item : { ...item, version: 1 })),
)

const asItIs = (subjectId: string, value: unknown): Sealed => ({ subjectId, box: JSON.stringify(value) })

/** Personal data as it is: sealing draws lots, and two worlds would never be alike. */
export const openPersonal: Personal = {
  seal: async (subjectId, value) => asItIs(subjectId, value),
  sealFirst: async (subjectId, value) => ({ box: asItIs(subjectId, value), writes: [] }),
  open: async ({ box }, schema) => z.parse(schema, JSON.parse(box)),
  sealBytes: async (subjectId, bytes) => asItIs(subjectId, Buffer.from(bytes).toString('base64')),
  openBytes: async ({ box }) => Buffer.from(z.string().parse(JSON.parse(box)), 'base64'),
  fingerprint: (kind, value) => `${kind}:${value}`,
  fingerprints: (kind, value) => [`${kind}:${value}`],
}
