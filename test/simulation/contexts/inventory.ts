import { holdStock, reallocateStock, releaseStock, reserveStock } from '#contexts/inventory/contract/calls.ts'
import { subscriptions } from '#contexts/inventory/contract/subscriptions.ts'
import { listeners } from '#contexts/inventory/handlers/listeners.ts'
import { makeAdjustStock } from '#contexts/inventory/use-cases/adjust-stock.ts'
import { makeEndHolds, makeHoldStock } from '#contexts/inventory/use-cases/hold-stock.ts'
import { makePutSafetyStock } from '#contexts/inventory/use-cases/put-safety-stock.ts'
import { makePutStockLocation } from '#contexts/inventory/use-cases/put-stock-location.ts'
import { makeReadStock } from '#contexts/inventory/use-cases/read-stock.ts'
import { makeReallocateStock } from '#contexts/inventory/use-cases/reallocate-stock.ts'
import { makeReleaseStock, makeReserveStock } from '#contexts/inventory/use-cases/reserve-stock.ts'
import { hours } from '#shared/clock.ts'
import type { Ground } from '../ground.ts'

export function openInventory(ground: Ground) {
  const deps = ground.commit('inventory')
  ground.listen({
    name: 'inventory.on-event',
    definitions: subscriptions,
    listeners: listeners(async () => deps),
  })
  ground.serve(reserveStock, makeReserveStock(deps))
  ground.serve(releaseStock, makeReleaseStock(deps))
  ground.serve(reallocateStock, makeReallocateStock(deps))
  ground.serve(holdStock, makeHoldStock(deps))
  // Each minute as it is deployed; no order waits for it.
  ground.schedule('inventory.end-holds', hours(1), makeEndHolds(deps))
  return {
    deps,
    ...ground.operations('inventory', {
      putStockLocation: makePutStockLocation(deps),
      adjustStock: makeAdjustStock(deps),
      putSafetyStock: makePutSafetyStock(deps),
    }),
    readStock: makeReadStock(deps),
  }
}
