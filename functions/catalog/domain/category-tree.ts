import type { CategoryId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'

/** Of each category its parent; null at the top. One thing that is written as a whole, so that no loop can come to be. */
export type CategoryTree = Readonly<Record<CategoryId, CategoryId | null>>

/** So many fit one item of the table with room to spare. */
const MAX_CATEGORIES = 2_000
const MAX_DEPTH = 8

/** The category and those that it is part of, from itself up. */
export function lineageOf(tree: CategoryTree, id: CategoryId): CategoryId[] {
  const lineage: CategoryId[] = []
  for (let at: CategoryId | null | undefined = id; at && at in tree && !lineage.includes(at); at = tree[at])
    lineage.push(at)
  return lineage
}

export const childrenOf = (tree: CategoryTree, id: CategoryId): CategoryId[] =>
  (Object.keys(tree) as CategoryId[]).filter((child) => tree[child] === id)

/** The tree with a category in its place, or why it cannot be there. */
export function placeCategory(
  tree: CategoryTree,
  id: CategoryId,
  parent: CategoryId | undefined,
): Outcome<CategoryTree, 'unknown_category' | 'category_loop' | 'impossible'> {
  const placed = { ...tree, [id]: parent ?? null }
  const wrong = (code: 'unknown_category' | 'category_loop' | 'impossible', detail: string) =>
    refuse(code, detail, [{ pointer: '/parent', code, detail }])
  if (parent !== undefined && !(parent in placed))
    return wrong('unknown_category', `There is no category ${parent}. Make it first.`)
  const above = parent === undefined ? [] : lineageOf(tree, parent)
  if (parent === id || above.includes(id))
    return wrong(
      'category_loop',
      `${id} cannot be part of ${parent}, which is part of it: ${[...above].reverse().join(' > ')}.`,
    )
  const depth = above.length + heightOf(tree, id)
  if (depth > MAX_DEPTH)
    return wrong('impossible', `Categories are ${MAX_DEPTH} deep at most; this would be ${depth}.`)
  const number = Object.keys(placed).length
  if (number > MAX_CATEGORIES) return wrong('impossible', `There are ${MAX_CATEGORIES} categories at most.`)
  return success(placed)
}

const heightOf = (tree: CategoryTree, id: CategoryId): number =>
  1 + Math.max(0, ...childrenOf(tree, id).map((child) => heightOf(tree, child)))
