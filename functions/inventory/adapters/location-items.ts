import * as z from 'zod/mini'
import { type LocationId, locationId } from '#shared/ids.ts'
import type { Key, Store } from '#shared/store/store.ts'
import { type StockLocation, type StockLocationResource, stockLocation } from '../contract/types.ts'

/** The partition of `gsi1` that lists all stock locations, those asked first first. */
export const ALL_LOCATIONS = 'LOCATION'

export const locationKey = (id: LocationId): Key => ({ pk: `LOCATION#${id}`, sk: 'HEADER' })

const state = z.object({
  id: locationId,
  location: stockLocation,
  gsi1pk: z.literal(ALL_LOCATIONS),
  gsi1sk: z.string(),
})
const header = z.object({ ...state.shape, version: z.int(), sequence: z.int() })
export type LocationHeader = z.infer<typeof header>

export const locationState = (id: LocationId, location: StockLocation): z.infer<typeof state> => ({
  id,
  location,
  gsi1pk: ALL_LOCATIONS,
  gsi1sk: `${String(location.priority).padStart(7, '0')}#${id}`,
})

export const toResource = ({ id, location, version }: LocationHeader): StockLocationResource => ({
  id,
  ...location,
  version,
})

export async function readLocation(store: Store, id: LocationId): Promise<LocationHeader | undefined> {
  const item = await store.get(locationKey(id))
  return item && header.parse(item)
}

/** Stock locations by priority; one that was made a moment ago may be missing. */
export async function listLocations(
  store: Store,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: StockLocationResource[]; nextCursor: string | null }> {
  const { limit, cursor } = page
  const found = await store.query({
    index: 'gsi1',
    partition: ALL_LOCATIONS,
    limit,
    ...(cursor ? { cursor } : {}),
  })
  return { items: found.items.map((item) => toResource(header.parse(item))), nextCursor: found.nextCursor }
}

/** The locations of these ids in the order in which they are asked: by priority, then by id. */
export async function inOrderOfPriority(store: Store, ids: readonly LocationId[]): Promise<LocationId[]> {
  const headers = await Promise.all([...new Set(ids)].map((id) => readLocation(store, id)))
  return headers
    .filter((found) => found !== undefined)
    .sort((a, b) => (a.gsi1sk < b.gsi1sk ? -1 : 1))
    .map(({ id }) => id)
}
