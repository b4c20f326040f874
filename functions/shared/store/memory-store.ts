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

/** Of a partition of the table or of an index: in the order of their sort keys, each once. */
type Members = { readonly rank: string; readonly item: Item }[]

/** What sorts an item within a partition of the table or of an index, and tells it from all others there. */
const rankOf = (item: Item, sortKey: string): string =>
  `${String(item[sortKey])}\u0000${item.pk}\u0000${item.sk}`

/** The table itself, and its indexes: each is a partition key with its sort key. */
const VIEWS = [
  { partition: 'pk', sort: 'sk' },
  { partition: 'gsi1pk', sort: 'gsi1sk' },
  { partition: 'gsi2pk', sort: 'gsi2sk' },
] as const

/**
 * A table in memory, with the same rules as DynamoDB's: it passes the same conformance suite. `begin` is in it from
 * the start. Items are copied once, when they are written; nobody can change what is given out.
 */
export function makeMemoryStore(begin: readonly Item[] = []): MemoryStore {
  const items = new Map<string, Item>()
  const views = VIEWS.map((keys) => ({ ...keys, partitions: new Map<string, Members>() }))
  const place = (key: Key) => `${key.pk}\u0000${key.sk}`

  /** Takes an item out of all views; it keeps its turn among all items. */
  function hide(key: string): void {
    const old = items.get(key)
    if (!old) return
    for (const { partition, sort, partitions } of views) {
      const name = old[partition]
      const members = typeof name === 'string' ? partitions.get(name) : undefined
      if (!members || typeof old[sort] !== 'string') continue
      members.splice(placeOf(rankOf(old, sort), members), 1)
      if (members.length === 0) partitions.delete(String(name))
    }
  }

  function keep(key: string, given: Item): void {
    const item = frozen(given)
    hide(key)
    items.set(key, item)
    for (const { partition, sort, partitions } of views) {
      const [name, sortKey] = [item[partition], item[sort]]
      if (typeof name !== 'string' || typeof sortKey !== 'string') continue
      const members = partitions.get(name) ?? []
      const rank = rankOf(item, sort)
      members.splice(placeOf(rank, members), 0, { rank, item })
      partitions.set(name, members)
    }
  }

  for (const item of begin) keep(place(item), item)

  return {
    all: () => [...items.values()],

    get: async (key) => items.get(place(key)),

    async query(query) {
      const [partition, sort] = query.index ? [`${query.index}pk`, `${query.index}sk`] : ['pk', 'sk']
      const view = views.find((one) => one.partition === partition)
      return pageOf(query, sort, view?.partitions.get(query.partition) ?? [])
    },

    async commit(given): Promise<CommitResult> {
      // What is no JSON is refused before anything is written.
      const writes = frozen(given)
      const places = writes.map((write) => place(keyOf(write)))
      refuseMalformed(writes, places)
      const failed = writes.flatMap(({ when = [] }, index) =>
        holds(when, items.get(places[index] ?? '')) ? [] : [index],
      )
      if (failed.length > 0) return { ok: false, failed }
      for (const [index, write] of writes.entries()) {
        const key = places[index] ?? ''
        if ('put' in write) keep(key, write.put)
        if ('delete' in write) {
          hide(key)
          items.delete(key)
        }
        if ('update' in write) keep(key, updated(items.get(key) ?? { ...write.update }, write))
      }
      return { ok: true }
    },
  }
}

/** Where an item of this rank is among the members, or where it would be. */
function placeOf(rank: string, members: Members): number {
  let [from, to] = [0, members.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((members[middle]?.rank ?? '') < rank) from = middle + 1
    else to = middle
  }
  return from
}

/**
 * A copy of JSON, without what is undefined, all of which is frozen; what is frozen already is a part of another copy,
 * and stays as it is. Throws a TypeError for what is no JSON, as the SDK does.
 */
function frozen<T>(value: T): T
function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  const copy = Array.isArray(value) ? value.map(frozen) : membersOf(value)
  return Object.freeze(copy)
}

function membersOf(value: object): object {
  if (Object.getPrototypeOf(value) !== Object.prototype)
    throw new TypeError(`${value.constructor?.name ?? 'an object without a prototype'} is no JSON`)
  const copy: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) if (member !== undefined) copy[name] = frozen(member)
  return copy
}

function refuseMalformed(writes: readonly Write[], places: readonly string[]): void {
  if (places.length === 0 || places.length > MAX_WRITES)
    throw new RangeError(`a commit has 1 to ${MAX_WRITES} writes, this one has ${places.length}`)
  if (writes.some((write) => 'put' in write && write.table))
    throw new RangeError('in memory there is no other table')
  if (new Set(places).size < places.length) throw new RangeError('a commit may write an item only once')
}

function updated(item: Item, write: Extract<Write, { update: Key }>): Item {
  const next: Record<string, unknown> = { ...item, ...write.set }
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

function pageOf(query: Query, sort: string, members: Members): Page {
  if (members.length === 0) return { items: [], nextCursor: null }
  const found = members.flatMap(({ item }) => (inRange(item[sort], query.sort) ? [item] : []))
  if (query.order === 'backward') found.reverse()
  const last = decodeCursor(query)
  const start = last ? found.findIndex(({ pk, sk }) => pk === last['pk'] && sk === last['sk']) + 1 : 0
  const page = found.slice(start, start + (query.limit ?? found.length))
  const end = page.at(-1)
  const more = start + page.length < found.length
  return { items: page, nextCursor: more && end ? encodeCursor(lastKeyOf(query, end)) : null }
}

function inRange(value: unknown, sort: Query['sort']): boolean {
  if (typeof value !== 'string') return false
  if (!sort) return true
  if ('beginsWith' in sort) return value.startsWith(sort.beginsWith)
  return (sort.from === undefined || value >= sort.from) && (sort.to === undefined || value <= sort.to)
}
