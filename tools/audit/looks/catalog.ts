import { readCategories, readTree } from '#contexts/catalog/adapters/category-items.ts'
import { ownerOf } from '#contexts/catalog/adapters/code-claims.ts'
import { productHeader } from '#contexts/catalog/adapters/product-items.ts'
import { readFacts } from '#contexts/catalog/adapters/search/facts.ts'
import { readChanges } from '#contexts/catalog/adapters/search/search-log.ts'
import { codeName, codesOf } from '#contexts/catalog/domain/codes.ts'
import {
  categoryViolations,
  foundViolations,
  productViolations,
  searchLogViolations,
} from '#contexts/catalog/domain/invariants.ts'
import { hashOf } from '#contexts/catalog/domain/search/make-document.ts'
import { documentOf } from '#contexts/catalog/use-cases/search/refresh-search.ts'
import type { Store } from '#shared/store/store.ts'
import { beside } from '../snapshot.ts'
import { type Walk, walkAggregates } from '../subjects.ts'

/** Each product beside the claims to its codes, and beside what the search was told of it. */
export const walkProducts = walkAggregates({
  ...{ context: 'catalog', kind: 'product', prefix: 'PRODUCT#' },
  look: async ({ tables }, found) => {
    const store = beside(found, tables.of('catalog'))
    const headers = found.items.filter(({ sk }) => sk === 'HEADER').map((item) => productHeader.parse(item))
    const broken = await Promise.all(
      headers.map(async (header) => [
        ...productViolations(await productBooks(store, header)),
        ...foundViolations(await foundBooks(store, header)),
      ]),
    )
    return broken.flat()
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

export async function foundBooks(store: Store, { id }: Pick<ReturnType<typeof productHeader.parse>, 'id'>) {
  const [document, { indexed }] = await Promise.all([documentOf(store, id), readFacts(store, id)])
  return { id, due: document && hashOf(document), told: indexed }
}

/** All changes of the search at once, as they make one index. */
export const walkSearch: Walk = async function* ({ tables }) {
  const store = tables.of('catalog')
  yield [{ kind: 'search', id: 'all', look: async () => searchLogViolations(await searchLog(store)) }]
}

export async function searchLog(store: Store) {
  const { head, numbered } = await readChanges(store, 0)
  return { ...head, numbers: numbered.map(({ version }) => version) }
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
