import * as z from 'zod/mini'
import { type CustomerId, customerId } from '#shared/ids.ts'
import { deletionsOf, type Key, queryAll, type Store, type Write } from '#shared/store/store.ts'

export const groupsKey = (id: CustomerId): Key => ({ pk: `GROUPS#${id}`, sk: 'HEADER' })

const stored = z.object({ customerId, groups: z.array(z.string()), version: z.int(), sequence: z.int() })
export type StoredGroups = z.infer<typeof stored>

/** All that says in which groups a customer was. */
export const groupRemovals = async (store: Store, id: CustomerId): Promise<Write[]> =>
  deletionsOf(await queryAll(store, { partition: groupsKey(id).pk }))

/** The groups of a customer; undefined where nobody has said any. */
export async function readGroups(store: Store, id: CustomerId): Promise<StoredGroups | undefined> {
  const item = await store.get(groupsKey(id))
  return item && stored.parse(item)
}
