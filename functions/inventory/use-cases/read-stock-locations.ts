import type { LocationId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Store } from '#shared/store/store.ts'
import { listLocations, readLocation, toResource } from '../adapters/location-items.ts'
import type { StockLocationResource } from '../contract/types.ts'

export const makeReadStockLocation =
  ({ store }: { store: Store }) =>
  async (id: LocationId): Promise<Outcome<StockLocationResource, 'not_found'>> => {
    const found = await readLocation(store, id)
    return found ? success(toResource(found)) : refuse('not_found', `There is no stock location ${id}.`)
  }

/** Lists stock locations in the order in which they are asked, a page at a time. */
export const makeListStockLocations =
  ({ store }: { store: Store }) =>
  (page: { limit: number; cursor?: string | undefined }) =>
    listLocations(store, page)
