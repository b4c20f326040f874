import type * as z from 'zod/mini'
import type { LocationId, Sku } from '#shared/ids.ts'
import type { movement } from './events.ts'

/** What movements change of what is available: on hand less reserved, in units, by SKU and location. */
export function availableChanges(
  movements: readonly z.infer<typeof movement>[],
): Map<Sku, Map<LocationId, number>> {
  const changes = new Map<Sku, Map<LocationId, number>>()
  for (const { sku, locationId, onHand, reserved } of movements) {
    const ofSku = changes.get(sku) ?? new Map<LocationId, number>()
    ofSku.set(locationId, (ofSku.get(locationId) ?? 0) + onHand - reserved)
    changes.set(sku, ofSku)
  }
  return changes
}
