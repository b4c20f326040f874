import { decodeCursor, encodeCursor, lastKeyOf } from './cursor.ts'
import {
  type Clause,
  type CommitResult,
  type Condition,
  type Item,
  type Key,
  keyOf,
  MAX_WRITES,
  type Page,
  type Query,
  type Store,
  type Write,
} from './store.ts'

export interface MemoryStore extends Store {
  /** Every item, for invariants and the outbox of tests. */
  all(): Item[]
}

/** A table in memory, with the same rules as DynamoDB's: it passes the same conformance suite. */
export function makeMemoryStore(): MemoryStore {
  const items = new Map<string, Item>()
  const place = (key: Key) => `${key.pk}\u0000${key.sk}`

  return {
    all: () => [...items.values()].map((item) => structuredClone(item)),

    async get(key) {
      const item = items.get(place(key))
      return item && structuredClone(item)
    },

    async query(query) {
      return pageOf(query, [...items.values()])
    },

    async commit(writes): Promise<CommitResult> {
      refuseMalformed(writes)
      const failed = writes.flatMap((write, index) =>
        holds(write.when ?? [], items.get(place(keyOf(write)))) ? [] : [index],
      )
      if (failed.length > 0) return { ok: false, failed }
      for (const write of writes) {
        const key = place(keyOf(write))
        if ('put' in write) items.set(key, clean(write.put))
        if ('delete' in write) items.delete(key)
        if ('update' in write) items.set(key, clean(updated(items.get(key) ?? { ...write.update }, write)))
      }
      return { ok: true }
    },
  }
}

function refuseMalformed(writes: readonly Write[]): void {
  if (writes.length === 0 || writes.length > MAX_WRITES)
    throw new RangeError(`a commit has 1 to ${MAX_WRITES} writes, this one has ${writes.length}`)
  const places = new Set(writes.map((write) => JSON.stringify([keyOf(write).pk, keyOf(write).sk])))
  if (places.size < writes.length) throw new RangeError('a commit may write an item only once')
}

const clean = (item: Item): Item => JSON.parse(JSON.stringify(item))

function updated(item: Item, write: Extract<Write, { update: Key }>): Item {
  const set = Object.entries(write.set ?? {}).filter(([, value]) => value !== undefined)
  const next: Record<string, unknown> = { ...item, ...Object.fromEntries(set) }
  for (const [name, amount] of Object.entries(write.add ?? {})) next[name] = Number(next[name] ?? 0) + amount
  for (const name of write.remove ?? []) delete next[name]
  return { ...next, pk: item.pk, sk: item.sk }
}

function holds(condition: Condition, item: Item | undefined): boolean {
  return condition.every((clause) => clauseHolds(clause, item))
}

function clauseHolds([attribute, test, expected]: Clause, item: Item | undefined): boolean {
  const actual = item?.[attribute]
  if (test === 'absent') return actual === undefined
  if (test === 'present') return actual !== undefined
  if (test === '<>') return actual !== expected
  if (actual === undefined || typeof actual !== typeof expected || expected === undefined) return false
  return compare(actual as string | number, test, expected)
}

function compare(a: string | number, test: string, b: string | number | boolean): boolean {
  if (test === '=') return a === b
  if (test === '<') return a < b
  if (test === '<=') return a <= b
  return test === '>' ? a > b : a >= b
}

function pageOf(query: Query, all: readonly Item[]): Page {
  const [pk, sk] = query.index ? [`${query.index}pk`, `${query.index}sk`] : ['pk', 'sk']
  const direction = query.order === 'backward' ? -1 : 1
  const rank = (item: Item) => `${String(item[sk])}\u0000${item.pk}\u0000${item.sk}`
  const found = all
    .filter((item) => item[pk] === query.partition && inRange(item[sk], query.sort))
    .sort((a, b) => (rank(a) < rank(b) ? -direction : direction))
  const last = decodeCursor(query)
  const start = last ? found.findIndex((item) => item.pk === last['pk'] && item.sk === last['sk']) + 1 : 0
  const items = found.slice(start, start + (query.limit ?? found.length))
  const end = items.at(-1)
  const more = start + items.length < found.length
  return {
    items: structuredClone(items),
    nextCursor: more && end ? encodeCursor(lastKeyOf(query, end)) : null,
  }
}

function inRange(value: unknown, sort: Query['sort']): boolean {
  if (typeof value !== 'string') return false
  if (!sort) return true
  if ('beginsWith' in sort) return value.startsWith(sort.beginsWith)
  return (sort.from === undefined || value >= sort.from) && (sort.to === undefined || value <= sort.to)
}
