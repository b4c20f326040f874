import { chunked } from '../chunked.ts'

/** One item of a table: its keys, and attributes that are JSON. */
export type Item = Key & { readonly [attribute: string]: unknown }

export interface Key {
  readonly pk: string
  readonly sk: string
}

/** All clauses must hold of the item as it is before the write. `absent`/`present` of `pk` speak of the whole item. */
export type Condition = readonly Clause[]

export type Clause =
  | readonly [attribute: string, test: 'absent' | 'present']
  | readonly [attribute: string, test: '=' | '<>' | '<' | '<=' | '>' | '>=', value: string | number | boolean]

export const IS_NEW: Condition = [['pk', 'absent']]
export const EXISTS: Condition = [['pk', 'present']]

export interface Put {
  readonly put: Item
  /** The name of another table than the store's own, for what must be there as soon as the rest is. */
  readonly table?: string
  readonly when?: Condition
}

/** Changes single attributes; makes the item if there is none. `add` adds to numbers, from 0 where absent. */
export interface Update {
  readonly update: Key
  readonly set?: Readonly<Record<string, unknown>>
  readonly add?: Readonly<Record<string, number>>
  readonly remove?: readonly string[]
  readonly when?: Condition
}

export interface Delete {
  readonly delete: Key
  readonly when?: Condition
}

export interface Check {
  readonly check: Key
  readonly when: Condition
}

export type Write = Put | Update | Delete | Check

/** `failed` has the places, in the list of writes, whose condition did not hold. */
export type CommitResult = { readonly ok: true } | { readonly ok: false; readonly failed: readonly number[] }

export interface Query {
  /** The table itself when left out. */
  readonly index?: IndexName
  readonly partition: string
  readonly sort?: { readonly beginsWith: string } | { readonly from?: string; readonly to?: string }
  /** `forward` (the default) is ascending. */
  readonly order?: 'forward' | 'backward'
  readonly limit?: number
  /** `nextCursor` of the page before; of another query it throws `ForeignCursor`. */
  readonly cursor?: string
}

/** The indexes a table may have; their keys are the attributes `<name>pk` and `<name>sk`. */
export type IndexName = 'gsi1' | 'gsi2'

export interface Page {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

/**
 * One context's table. Reads of the table are strongly consistent, reads of an index are not.
 * A commit is one transaction of at most 100 writes, each of another item. Conflicts with other
 * transactions and throttling are retried inside; what still fails is thrown.
 */
export interface Store {
  get(key: Key): Promise<Item | undefined>
  query(query: Query): Promise<Page>
  commit(writes: readonly Write[]): Promise<CommitResult>
}

export const MAX_WRITES = 100

export const keyOf = (write: Write): Key => {
  if ('put' in write) return { pk: write.put.pk, sk: write.put.sk }
  if ('update' in write) return write.update
  return 'delete' in write ? write.delete : write.check
}

/** Every item a query finds, page after page. */
export async function queryAll(store: Store, query: Query): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = query.cursor ?? null
  do {
    const page: Page = await store.query({ ...query, ...(cursor ? { cursor } : {}) })
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  return items
}

/** Deletes items, whatever they are by now. */
export const deletionsOf = (items: readonly Key[]): Delete[] =>
  items.map(({ pk, sk }) => ({ delete: { pk, sk } }))

/** Commits any number of writes, as many at once as a commit takes: those before are kept where a later one fails. */
export async function commitAll(store: Pick<Store, 'commit'>, writes: readonly Write[]): Promise<void> {
  for (const some of chunked(writes, MAX_WRITES)) await store.commit(some)
}
