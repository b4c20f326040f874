import * as z from 'zod/mini'
import type { LocationId, ProductId, Sku } from '#shared/ids.ts'
import { replaceCopy } from '#shared/replace-copy.ts'
import { type Key, queryAll, type Store, type Update, type Write } from '#shared/store/store.ts'
import { addUnits, unitsAt } from '#shared/store/units-at.ts'
import { type Place, place, type Synonyms, synonyms } from '../../domain/search/document.ts'
import { productKey } from '../product-items.ts'

const stockKey = (sku: Sku): Key => ({ pk: `STOCK#${sku}`, sk: 'COPY' })

/** What can be sold of it, by location. */
export const readStock = async (store: Store, sku: Sku): Promise<Readonly<Record<LocationId, number>>> =>
  Object.fromEntries(unitsAt((await store.get(stockKey(sku))) ?? {}))

export const stockUpdate = (sku: Sku, changes: ReadonlyMap<LocationId, number>): Update => ({
  update: stockKey(sku),
  ...addUnits(changes),
})

const factsKey = (id: ProductId): Key => ({ ...productKey(id), sk: 'SEARCH' })

const productFacts = z.object({
  /** Since when it was shown first. */
  since: z.optional(z.string()),
  /** Units that were ordered. */
  sold: z._default(z.int(), 0),
  /** A hash of the document that was written last; absent where there is none. */
  indexed: z.optional(z.string()),
})

/** What is known of a product beside what its merchant says. */
export const readFacts = async (store: Store, id: ProductId): Promise<z.infer<typeof productFacts>> =>
  productFacts.parse((await store.get(factsKey(id))) ?? {})

export const shownSince = (id: ProductId, since: string): Write => ({
  update: factsKey(id),
  set: { since },
  when: [['since', 'absent']],
})

export const soldUpdate = (id: ProductId, units: number): Update => ({
  update: factsKey(id),
  add: { sold: units },
})

export const indexedUpdate = (id: ProductId, hash: string | undefined): Update => ({
  update: factsKey(id),
  ...(hash === undefined ? { remove: ['indexed'] } : { set: { indexed: hash } }),
})

const PLACES = 'PLACES'
const placeKey = (id: LocationId): Key => ({ pk: PLACES, sk: id })
const placeItem = z.object({ place })

/** Keeps the newest place; an older one changes nothing. */
export const writePlace = (store: Store, newer: Place, sequence: number) =>
  replaceCopy(store, placeKey(newer.locationId), { sequence, set: { place: newer } })

export async function readPlace(store: Store, id: LocationId): Promise<Place | undefined> {
  const item = await store.get(placeKey(id))
  return item && placeItem.parse(item).place
}

export const readPlaces = async (store: Store): Promise<Place[]> =>
  (await queryAll(store, { partition: PLACES })).map((item) => placeItem.parse(item).place)

export const synonymsKey: Key = { pk: 'SYNONYMS', sk: 'HEADER' }
export const synonymsHeader = z.object({ synonyms, version: z.int(), sequence: z.int() })

export async function readSynonyms(store: Store): Promise<Synonyms> {
  const item = await store.get(synonymsKey)
  return item ? synonymsHeader.parse(item).synonyms : {}
}
