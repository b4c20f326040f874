import { untilNoConflict } from '#shared/aggregate.ts'
import type { LocationId, ProductId } from '#shared/ids.ts'
import { inParallel } from '#shared/in-parallel.ts'
import type { Store, Write } from '#shared/store/store.ts'
import { readCategories } from '../../adapters/category-items.ts'
import { mediaKey, toMedia } from '../../adapters/media-items.ts'
import { productHeader, productKey } from '../../adapters/product-items.ts'
import { indexedUpdate, readFacts, readPlace, readStock, readSynonyms } from '../../adapters/search/facts.ts'
import { readHead, writesOf } from '../../adapters/search/search-log.ts'
import type { Product } from '../../contract/types.ts'
import { firstPictureOf } from '../../domain/media/named-media.ts'
import type { DocumentPicture, SearchChange, SearchDocument } from '../../domain/search/document.ts'
import { hashOf, makeDocument } from '../../domain/search/make-document.ts'
import { skusOf } from '../../domain/variants.ts'

/** What may have changed. */
export type Touched =
  | { readonly kind: 'product'; readonly id: ProductId }
  | { readonly kind: 'place'; readonly id: LocationId }
  | { readonly kind: 'categories' }
  | { readonly kind: 'synonyms' }

/** So many are written in one commit, with their facts; more wait for the next. */
export const MOST_TOUCHED = 40
const READ_AT_ONCE = 16

interface Change {
  readonly change: SearchChange
  readonly writes: readonly Write[]
}

/**
 * Brings the search up to date with what may have changed.
 * 1. Read the number of the last change.
 * 2. Read each thing as it is now, and leave out products that look as they did.
 * 3. Write the changes under the next numbers, unless others did meanwhile: then read everything again.
 * So the order of changes is that of what was read, and doing it twice changes nothing.
 */
export const makeRefreshSearch =
  ({ store, wait }: { readonly store: Store; readonly wait?: () => Promise<void> }) =>
  async (touched: readonly Touched[]): Promise<void> => {
    const distinct = [...new Map(touched.map((one) => [JSON.stringify(one), one])).values()]
    for (let at = 0; at < distinct.length; at += MOST_TOUCHED)
      await untilNoConflict(() => refresh(store, distinct.slice(at, at + MOST_TOUCHED)), wait)
  }

async function refresh(
  store: Store,
  touched: readonly Touched[],
): Promise<{ ok: true } | { ok: false; code: 'version_conflict' }> {
  const head = await readHead(store)
  const read = await inParallel(READ_AT_ONCE, touched.length, (index) => changeOf(store, touched[index]))
  const changes = read.filter((change) => change !== undefined)
  if (changes.length === 0) return { ok: true }
  const numbered = writesOf(
    changes.map(({ change }) => change),
    head,
  )
  const committed = await store.commit([...numbered, ...changes.flatMap(({ writes }) => writes)])
  return committed.ok ? { ok: true } : { ok: false, code: 'version_conflict' }
}

async function changeOf(store: Store, touched: Touched | undefined): Promise<Change | undefined> {
  switch (touched?.kind) {
    case 'product':
      return changeOfProduct(store, touched.id)
    case 'place': {
      const place = await readPlace(store, touched.id)
      return place && { change: { kind: 'place', place }, writes: [] }
    }
    case 'categories':
      return { change: { kind: 'categories', categories: await categoriesNow(store) }, writes: [] }
    case 'synonyms':
      return { change: { kind: 'synonyms', synonyms: await readSynonyms(store) }, writes: [] }
    case undefined:
      return undefined
  }
}

export const categoriesNow = async (store: Store) =>
  (await readCategories(store)).map(({ id, category }) => ({ id, ...category }))

async function changeOfProduct(store: Store, id: ProductId): Promise<Change | undefined> {
  const [document, { indexed }] = await Promise.all([documentOf(store, id), readFacts(store, id)])
  if (!document)
    return indexed === undefined
      ? undefined
      : { change: { kind: 'product_gone', productId: id }, writes: [indexedUpdate(id, undefined)] }
  const hash = hashOf(document)
  return hash === indexed
    ? undefined
    : { change: { kind: 'product', document }, writes: [indexedUpdate(id, hash)] }
}

/** A product as it is found; undefined where it is not shown. */
export async function documentOf(store: Store, id: ProductId): Promise<SearchDocument | undefined> {
  const item = await store.get(productKey(id))
  const header = item && productHeader.parse(item)
  if (!header?.visible) return undefined
  const skus = skusOf(id, header.product)
  const [{ since, sold }, picture, ...stocks] = await Promise.all([
    readFacts(store, id),
    readPicture(store, header.product),
    ...skus.map((sku) => readStock(store, sku)),
  ])
  const stock = new Map(skus.map((sku, index) => [sku, stocks[index] ?? {}]))
  return makeDocument({ id, product: header.product, stock, since: since ?? EPOCH, sold, picture })
}

/** The picture that stands for a product, if it is ready. */
async function readPicture(store: Store, product: Product): Promise<DocumentPicture | undefined> {
  const first = firstPictureOf(product)
  const item = first && (await store.get(mediaKey(first.mediaId)))
  const media = item && toMedia(item)
  if (media?.status !== 'ready' || media.content.kind !== 'image') return undefined
  const { original, sizes } = media.content
  const alt = first?.alt ?? media.alt
  return { mediaId: media.id, ...(alt ? { alt } : {}), ...original, sizes }
}

/** Of what the search has not been told of yet. */
const EPOCH = '1970-01-01T00:00:00.000Z'
