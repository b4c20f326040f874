import { inParallel } from '#shared/in-parallel.ts'
import { queryAll, type Store } from '#shared/store/store.ts'
import { ALL_PRODUCTS, listPrefix, productHeader } from '../../adapters/product-items.ts'
import { readPlaces, readSynonyms } from '../../adapters/search/facts.ts'
import { emptyIndex, type OpenIndex } from '../../adapters/search/kept-index.ts'
import { readChanges, readHead } from '../../adapters/search/search-log.ts'
import { categoriesNow, documentOf } from './refresh-search.ts'

const READ_AT_ONCE = 16

/**
 * Makes an index of all products that are shown, of what the table says of them now: where what was kept is gone, or
 * of another format.
 * 1. Read which changes there are still to be read: all of them are applied again by whoever opens the index, as a
 *    list of products may lack what was written a moment ago.
 * 2. Read categories, places, synonyms, and each product.
 */
export const makeGatherIndex =
  ({ store }: { store: Store }) =>
  async (): Promise<OpenIndex> => {
    const [first] = (await readChanges(store, 0)).numbered
    const version = first ? first.version - 1 : (await readHead(store)).version
    const { index } = emptyIndex()
    index.apply({ kind: 'categories', categories: await categoriesNow(store) })
    for (const place of await readPlaces(store)) index.apply({ kind: 'place', place })
    index.apply({ kind: 'synonyms', synonyms: await readSynonyms(store) })
    const items = await queryAll(store, {
      index: 'gsi1',
      partition: ALL_PRODUCTS,
      sort: { beginsWith: listPrefix('visible') },
    })
    const documents = await inParallel(READ_AT_ONCE, items.length, (at) =>
      documentOf(store, productHeader.shape.id.parse(items[at]?.['id'])),
    )
    for (const document of documents) if (document) index.apply({ kind: 'product', document })
    return { index, version }
  }
