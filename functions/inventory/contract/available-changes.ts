import type { EventOf } from '#shared/events.ts'
import type { LocationId, Sku } from '#shared/ids.ts'
import { safetyStockChanged, stockChanged, stockReleased, stockReserved } from './events.ts'

/** All that changes what is available: on hand less reserved less what is kept back. */
export const stockEvents = [stockChanged, stockReserved, stockReleased, safetyStockChanged] as const
export type StockEvent = EventOf<(typeof stockEvents)[number]>

/** What an event changes of what is available, in units, by SKU and location: changes, which apply in any order. */
export function availableChanges(data: StockEvent['data']): Map<Sku, Map<LocationId, number>> {
  const changes = new Map<Sku, Map<LocationId, number>>()
  for (const { sku, locationId, units } of changesIn(data)) {
    const ofSku = changes.get(sku) ?? new Map<LocationId, number>()
    ofSku.set(locationId, (ofSku.get(locationId) ?? 0) + units)
    changes.set(sku, ofSku)
  }
  return changes
}

const changesIn = (data: StockEvent['data']) =>
  'movements' in data
    ? data.movements.map(({ onHand, reserved, ...place }) => ({ ...place, units: onHand - reserved }))
    : [{ ...data, units: -data.change }]
