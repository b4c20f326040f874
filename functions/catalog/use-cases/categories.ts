import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, happened, type NewEvent } from '#shared/events.ts'
import type { CategoryId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import type { Store, Write } from '#shared/store/store.ts'
import { narrowTo } from '#shared/texts.ts'
import {
  categoryItem,
  categoryKey,
  readCategories,
  readCategory,
  readTree,
  type StoredCategory,
  treeKey,
} from '../adapters/category-items.ts'
import type { Category } from '../contract/categories.ts'
import type { CategoryResource } from '../contract/category-operations.ts'
import { categoryChanged, categoryRemoved } from '../contract/events.ts'
import { type CategoryTree, childrenOf, placeCategory } from '../domain/category-tree.ts'

const toResource = ({ id, category, version }: StoredCategory): CategoryResource => ({
  id,
  ...category,
  version,
})

export interface PutCategory {
  readonly id: CategoryId
  readonly category: Category
  readonly ifMatch: number | undefined
}

/**
 * Writes a category.
 * 1. Read the tree, and the category as it is.
 * 2. Refuse who has not seen the current version, and a place where it cannot be.
 * 3. Write tree, category and event in one commit: of two moves that would make a loop together, one is decided anew.
 * Refusals: `precondition_required`, `precondition_failed`, `unknown_category`, `category_loop`, `impossible`.
 */
export const makePutCategory =
  (deps: CommitDeps) =>
  (
    { id, category, ifMatch }: PutCategory,
    cause: Cause,
  ): Promise<Outcome<{ category: CategoryResource; created: boolean }>> =>
    untilNoConflict(async () => {
      const [tree, known] = await Promise.all([readTree(deps.store), readCategory(deps.store, id)])
      const seen = checkSeenVersion(`category ${id}`, known, ifMatch)
      if (!seen.ok) return seen
      const placed = placeCategory(tree?.parents ?? {}, id, category.parent)
      if (!placed.ok) return placed
      const stored = { id, category, version: (known?.version ?? 0) + 1 }
      const committed = await commitTree(deps, tree, placed.value, {
        event: happened(categoryChanged, { categoryId: id, ...category }),
        write: { put: categoryItem(stored) },
        cause,
      })
      return committed.ok
        ? success({ category: toResource(stored), created: !known })
        : { ok: false as const, code: 'version_conflict' as const }
    })

/**
 * Removes a category that has no others in it; products that name it are in the others that they name.
 * Refusals: `not_found`, `precondition_failed`, `category_not_empty`.
 */
export const makeRemoveCategory =
  (deps: CommitDeps) =>
  (
    { id, ifMatch }: { id: CategoryId; ifMatch: number | undefined },
    cause: Cause,
  ): Promise<Outcome<CategoryResource>> =>
    untilNoConflict(async () => {
      const [tree, known] = await Promise.all([readTree(deps.store), readCategory(deps.store, id)])
      if (!known) return refuse('not_found', `There is no category ${id}.`)
      const seen = checkSeenVersion(`category ${id}`, known, ifMatch ?? known.version)
      if (!seen.ok) return seen
      const { [id]: _, ...left } = tree?.parents ?? {}
      const children = childrenOf(left, id)
      if (children.length > 0)
        return refuse(
          'category_not_empty',
          `${children.join(', ')} ${children.length > 1 ? 'are' : 'is'} part of ${id}. Move or remove them first.`,
        )
      const committed = await commitTree(deps, tree, left, {
        event: happened(categoryRemoved, { categoryId: id }),
        write: { delete: categoryKey(id) },
        cause,
      })
      return committed.ok
        ? success(toResource(known))
        : { ok: false as const, code: 'version_conflict' as const }
    })

const commitTree = (
  deps: CommitDeps,
  before: Awaited<ReturnType<typeof readTree>>,
  parents: CategoryTree,
  { event, write, cause }: { event: NewEvent; write: Write; cause: Cause },
) =>
  commitChange(deps, {
    key: treeKey,
    subject: 'categories',
    before,
    after: { parents },
    events: [event],
    cause,
    writes: [write],
  })

/** Reads a category. Refusal: `not_found`. */
export const makeReadCategory =
  ({ store }: { store: Store }) =>
  async (id: CategoryId): Promise<Outcome<CategoryResource, 'not_found'>> => {
    const found = await readCategory(store, id)
    return found ? success(toResource(found)) : refuse('not_found', `There is no category ${id}.`)
  }

/** All categories, those of one parent by their position, then their id; in one language where it is asked for. */
export const makeListCategories =
  ({ store }: { store: Store }) =>
  async ({ language }: { language?: string | undefined }): Promise<{ items: CategoryResource[] }> => {
    const stored = await readCategories(store)
    const items = stored.map(toResource).toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
    return { items: language === undefined ? items : items.map((item) => inLanguage(item, language)) }
  }

const inLanguage = (category: CategoryResource, language: string): CategoryResource => ({
  ...category,
  name: narrowTo(category.name, language),
  ...(category.description ? { description: narrowTo(category.description, language) } : {}),
})
