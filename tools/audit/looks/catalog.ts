import { readCategories, readTree } from '#contexts/catalog/adapters/category-items.ts'
import { ownerOf } from '#contexts/catalog/adapters/code-claims.ts'
import { productHeader } from '#contexts/catalog/adapters/product-items.ts'
import { codeName, codesOf } from '#contexts/catalog/domain/codes.ts'
import { categoryViolations, productViolations } from '#contexts/catalog/domain/invariants.ts'
import type { Store } from '#shared/store/store.ts'
import { type Walk, walkAggregates } from '../subjects.ts'

/** Each product beside the claims to its codes. */
export const walkProducts = walkAggregates({
  ...{ context: 'catalog', kind: 'product', prefix: 'PRODUCT#' },
  look: async ({ tables }, { items }) => {
    const headers = items.filter(({ sk }) => sk === 'HEADER').map((item) => productHeader.parse(item))
    const found = await Promise.all(headers.map((header) => productBooks(tables.of('catalog'), header)))
    return found.flatMap(productViolations)
  },
})

export async function productBooks(
  store: Store,
  { id, product, visible, skus }: ReturnType<typeof productHeader.parse>,
) {
  const codes = codesOf(id, product).map(({ code }) => code)
  const owners = new Map(
    await Promise.all(codes.map(async (code) => [codeName(code), await ownerOf(store, code)] as const)),
  )
  return { id, product, visible, skus, owners }
}

/** All categories at once, as they make one tree. */
export const walkCategories: Walk = async function* ({ tables }) {
  const store = tables.of('catalog')
  yield [{ kind: 'categories', id: 'all', look: async () => categoryViolations(await categoryBooks(store)) }]
}

export async function categoryBooks(store: Store) {
  const [tree, kept] = await Promise.all([readTree(store), readCategories(store)])
  return { tree: tree?.parents ?? {}, kept: kept.map(({ id, category: { parent } }) => ({ id, parent })) }
}
