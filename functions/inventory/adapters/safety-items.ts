import * as z from 'zod/mini'
import { locationId, sku } from '#shared/ids.ts'
import type { Key, Store } from '#shared/store/store.ts'
import type { SafetyStockResource } from '../contract/types.ts'
import type { Place } from '../domain/level.ts'

/** The setting has a version; the level it works on has none, as buyers must not conflict. */
export const safetyKey = ({ sku, locationId }: Place): Key => ({
  pk: `SAFETY#${sku}#${locationId}`,
  sk: 'HEADER',
})

const header = z.object({ sku, locationId, safety: z.int(), version: z.int(), sequence: z.int() })
export type SafetyHeader = z.infer<typeof header>

export async function readSafety(store: Store, place: Place): Promise<SafetyHeader | undefined> {
  const item = await store.get(safetyKey(place))
  return item && header.parse(item)
}

export const toSafetyResource = ({ sequence: _, ...resource }: SafetyHeader): SafetyStockResource => resource
