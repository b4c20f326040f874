import { type LocationId, locationId } from '../ids.ts'
import type { Item, Update } from './store.ts'

/** Before a location's id: the attribute of the units there, which is only ever added to. */
const STOCK = 'stock@'

/**
 * What an item says of units by location. None is less than 0: sums are for a moment, as facts come in any order, and
 * where less is there than is kept back; what is missing at one takes nothing from another.
 */
export const unitsAt = (item: Partial<Item>): Map<LocationId, number> =>
  new Map(
    Object.entries(item).flatMap(([name, units]) =>
      name.startsWith(STOCK)
        ? [[locationId.parse(name.slice(STOCK.length)), Math.max(0, Number(units))] as const]
        : [],
    ),
  )

/** Adds to them; for an update of the item, whatever else it has. */
export const addUnits = (changes: ReadonlyMap<LocationId, number>): Required<Pick<Update, 'add'>> => ({
  add: Object.fromEntries([...changes].map(([location, change]) => [`${STOCK}${location}`, change])),
})
