import type { CommitDeps } from '#shared/aggregate.ts'
import { makeIds } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import { makePersonal } from '#shared/personal.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { commitAll, type Item, queryAll, type Store } from '#shared/store/store.ts'
import type { SubjectKeys } from '#shared/subject-keys.ts'
import { type AuditWorld, readOnly } from './world.ts'

/** The auditor has no key: what is personal stays sealed, and whoever would open it meets a fault. */
const NO_KEYS: SubjectKeys = {
  toOpen: async () => undefined,
  toSeal: () => Promise.reject(new Fault('an auditor seals nothing')),
  first: () => Promise.reject(new Fault('an auditor seals nothing')),
  erase: () => Promise.reject(new Fault('an auditor erases nobody')),
}
const NOBODYS_DATA = makePersonal(NO_KEYS, 'an auditor has no key')

/** For repositories that only read. */
export const reading = (store: Store, { clock }: Pick<AuditWorld, 'clock'>): CommitDeps => ({
  store: readOnly(store),
  clock,
  ids: makeIds(),
  personal: NOBODYS_DATA,
})

/** One partition as it is now, to be read again and again as the same; without proofs, which are personal. */
export async function snapshot(store: Store, partition: string): Promise<Snapshot> {
  const items = (await queryAll(store, { partition })).filter(({ entity }) => entity !== 'proof')
  const memory = makeMemoryStore()
  await commitAll(
    memory,
    items.map((put) => ({ put })),
  )
  return { partition, items, store: memory }
}

export interface Snapshot {
  readonly partition: string
  readonly items: readonly Item[]
  readonly store: Store
}

/** A table, of which one partition is as it was read. */
export const beside = ({ partition, store }: Snapshot, table: Store): Store =>
  readOnly({
    get: (key) => (key.pk === partition ? store : table).get(key),
    query: (query) => (query.partition === partition && !query.index ? store : table).query(query),
  })
