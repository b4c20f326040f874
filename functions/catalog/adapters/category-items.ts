import * as z from 'zod/mini'
import { type CategoryId, categoryId } from '#shared/ids.ts'
import { type Key, queryAll, type Store } from '#shared/store/store.ts'
import { category } from '../contract/categories.ts'

const CATEGORIES = 'CATEGORIES'
const ONE = 'CATEGORY#'

export const treeKey: Key = { pk: CATEGORIES, sk: 'HEADER' }

/** The aggregate: who is part of whom. What categories are called is beside it, an item each. */
export const treeHeader = z.object({
  parents: z.record(categoryId, z.nullable(categoryId)),
  version: z.int(),
  sequence: z.int(),
})

const stored = z.object({ id: categoryId, category, version: z.int() })
export type StoredCategory = z.infer<typeof stored>

export const categoryKey = (id: CategoryId): Key => ({ pk: CATEGORIES, sk: `${ONE}${id}` })

export const categoryItem = (of: StoredCategory) => ({ ...categoryKey(of.id), ...of })

export async function readTree(store: Store): Promise<z.infer<typeof treeHeader> | undefined> {
  const item = await store.get(treeKey)
  return item && treeHeader.parse(item)
}

export async function readCategory(store: Store, id: CategoryId): Promise<StoredCategory | undefined> {
  const item = await store.get(categoryKey(id))
  return item && stored.parse(item)
}

export async function readCategories(store: Store): Promise<StoredCategory[]> {
  const items = await queryAll(store, { partition: CATEGORIES, sort: { beginsWith: ONE } })
  return items.map((item) => stored.parse(item))
}
