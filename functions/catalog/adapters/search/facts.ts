import * as z from 'zod/mini'
import { type LocationId, locationId, type ProductId, type Sku } from '#shared/ids.ts'
import { type Key, queryAll, type Store, type Update, type Write } from '#shared/store/store.ts'
import { type Place, place, type Synonyms, synonyms } from '../../domain/search/document.ts'
import { productKey } from '../product-items.ts'

/** Before a location's id: the attribute of what is available there, which is only ever added to. */
const STOCK = 'stock@'

const stockKey = (sku: Sku): Key => ({ pk: `STOCK#${sku}`, sk: 'COPY' })

/** On hand less reserved by location; may be below 0 for a moment, as facts come in any order. */
export async function readStock(store: Store, sku: Sku): Promise<Readonly<Record<LocationId, number>>> {
  const item = (await store.get(stockKey(sku))) ?? {}
  return Object.fromEntries(
    Object.entries(item).flatMap(([name, amount]) =>
      name.startsWith(STOCK) ? [[locationId.parse(name.slice(STOCK.length)), Number(amount)] as const] : [],
    ),
  )
}

export const stockUpdate = (sku: Sku, changes: ReadonlyMap<LocationId, number>): Update => ({
  update: stockKey(sku),
  add: Object.fromEntries([...changes].map(([location, change]) => [`${STOCK}${location}`, change])),
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

/** What was done about an event is done once. */
export const markOf = (eventId: string) => ({ pk: `EVENT#${eventId}`, sk: 'APPLIED', entity: 'mark' })

const PLACES = 'PLACES'
const placeKey = (id: LocationId): Key => ({ pk: PLACES, sk: id })
const placeItem = z.object({ place })

/** Keeps the newest place; an older one changes nothing. */
export async function writePlace(store: Store, newer: Place, sequence: number): Promise<void> {
  const put = (when: Update['when']) =>
    store.commit([
      { update: placeKey(newer.locationId), set: { place: newer, sequence }, ...(when ? { when } : {}) },
    ])
  const first = await put([['sequence', 'absent']])
  if (!first.ok) await put([['sequence', '<', sequence]])
}

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
