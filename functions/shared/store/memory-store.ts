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

/** An item as it is kept: looked at in place, and given out as a copy, made from its text. */
interface Kept {
  readonly item: Item
  readonly text: string
}

type Partitions = Map<string, Map<string, Kept>>

const copy = ({ text }: Kept): Item => JSON.parse(text)

/** What sorts an item within a partition of the table or of an index, and tells it from all others there. */
const rankOf = (item: Item, sortKey: string): string =>
  `${String(item[sortKey])}\u0000${item.pk}\u0000${item.sk}`

/** The table itself, and its indexes: each is a partition key with its sort key. */
const VIEWS = [
  { partition: 'pk', sort: 'sk' },
  { partition: 'gsi1pk', sort: 'gsi1sk' },
  { partition: 'gsi2pk', sort: 'gsi2sk' },
] as const

/** A table in memory, with the same rules as DynamoDB's: it passes the same conformance suite. `begin` is in it from the start. */
export function makeMemoryStore(begin: readonly Item[] = []): MemoryStore {
  const items = new Map<string, Kept>()
  const views = VIEWS.map((keys) => ({ ...keys, partitions: new Map() as Partitions }))
  const place = (key: Key) => `${key.pk}\u0000${key.sk}`

  /** Takes an item out of all views; it keeps its turn among all items. */
  function hide(key: string): void {
    const old = items.get(key)
    if (!old) return
    for (const { partition, sort, partitions } of views) {
      const name = old.item[partition]
      const members = typeof name === 'string' ? partitions.get(name) : undefined
      members?.delete(rankOf(old.item, sort))
      if (members?.size === 0) partitions.delete(String(name))
    }
  }

  function keep(key: string, item: Item): void {
    const text = JSON.stringify(item)
    const kept: Kept = { item: JSON.parse(text), text }
    hide(key)
    items.set(key, kept)
    for (const { partition, sort, partitions } of views) {
      const [name, sortKey] = [kept.item[partition], kept.item[sort]]
      if (typeof name !== 'string' || typeof sortKey !== 'string') continue
      const members = partitions.get(name) ?? new Map<string, Kept>()
      members.set(rankOf(kept.item, sort), kept)
      partitions.set(name, members)
    }
  }

  for (const item of begin) keep(place(item), item)

  return {
    all: () => [...items.values()].map(copy),

    async get(key) {
      const found = items.get(place(key))
      return found && copy(found)
    },

    async query(query) {
      const [partition, sort] = query.index ? [`${query.index}pk`, `${query.index}sk`] : ['pk', 'sk']
      const view = views.find((one) => one.partition === partition)
      return pageOf(query, sort, [...(view?.partitions.get(query.partition) ?? [])])
    },

    async commit(writes): Promise<CommitResult> {
      refuseMalformed(writes)
      const failed = writes.flatMap((write, index) =>
        holds(write.when ?? [], items.get(place(keyOf(write)))?.item) ? [] : [index],
      )
      if (failed.length > 0) return { ok: false, failed }
      for (const write of writes) {
        const key = place(keyOf(write))
        if ('put' in write) keep(key, write.put)
        if ('delete' in write) {
          hide(key)
          items.delete(key)
        }
        if ('update' in write) keep(key, updated(items.get(key)?.item ?? { ...write.update }, write))
      }
      return { ok: true }
    },
  }
}

function refuseMalformed(writes: readonly Write[]): void {
  if (writes.length === 0 || writes.length > MAX_WRITES)
    throw new RangeError(`a commit has 1 to ${MAX_WRITES} writes, this one has ${writes.length}`)
  const places = new Set(writes.map((write) => `${keyOf(write).pk}\u0000${keyOf(write).sk}`))
  if (places.size < writes.length) throw new RangeError('a commit may write an item only once')
}

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

function pageOf(query: Query, sort: string, members: readonly (readonly [rank: string, kept: Kept])[]): Page {
  const direction = query.order === 'backward' ? -1 : 1
  const found = members
    .filter(([, { item }]) => inRange(item[sort], query.sort))
    .sort(([a], [b]) => (a < b ? -direction : direction))
    .map(([, kept]) => kept)
  const last = decodeCursor(query)
  const start = last ? found.findIndex(({ item }) => item.pk === last['pk'] && item.sk === last['sk']) + 1 : 0
  const page = found.slice(start, start + (query.limit ?? found.length))
  const end = page.at(-1)
  const more = start + page.length < found.length
  return {
    items: page.map(copy),
    nextCursor: more && end ? encodeCursor(lastKeyOf(query, end.item)) : null,
  }
}

function inRange(value: unknown, sort: Query['sort']): boolean {
  if (typeof value !== 'string') return false
  if (!sort) return true
  if ('beginsWith' in sort) return value.startsWith(sort.beginsWith)
  return (sort.from === undefined || value >= sort.from) && (sort.to === undefined || value <= sort.to)
}
