import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import type { Store } from '#shared/store/store.ts'
import { readLocation } from '../adapters/location-items.ts'
import { readSafety, safetyKey, toSafetyResource } from '../adapters/safety-items.ts'
import { safetyWrite } from '../adapters/stock-items.ts'
import { safetyStockChanged } from '../contract/events.ts'
import type { SafetyStockResource } from '../contract/types.ts'
import { type Place, placeName } from '../domain/level.ts'

export interface PutSafetyStock {
  readonly place: Place
  /** Units that are kept back from sale. */
  readonly safety: number
  /** The version that the writer has seen; undefined where nothing was set yet. */
  readonly ifMatch: number | undefined
}

/**
 * Says how much of a SKU a location keeps back. Primary course:
 * 1. Read the setting, and refuse who has not seen its current version.
 * 2. Write it, what it makes of the level, and `safety_stock.changed`, unless nothing changes.
 * Refusals: `not_found` (no such location), `precondition_required`, `precondition_failed`.
 */
export const makePutSafetyStock =
  (deps: CommitDeps) =>
  ({ place, safety, ifMatch }: PutSafetyStock, cause: Cause) =>
    untilNoConflict<Outcome<{ setting: SafetyStockResource; created: boolean }>>(async () => {
      const { sku, locationId } = place
      const [location, before] = await Promise.all([
        readLocation(deps.store, locationId),
        readSafety(deps.store, place),
      ])
      if (!location) return refuse('not_found', `There is no stock location ${locationId}.`)
      const seen = checkSeenVersion(`safety stock of ${sku} at ${locationId}`, before, ifMatch)
      if (!seen.ok) return seen
      if (before?.safety === safety) return success({ setting: toSafetyResource(before), created: false })
      const change = safety - (before?.safety ?? 0)
      const committed = await commitChange(deps, {
        key: safetyKey(place),
        subject: placeName(place),
        before,
        after: { sku, locationId, safety },
        events: [happened(safetyStockChanged, { sku, locationId, safety, change })],
        cause,
        writes: [safetyWrite(place, change)],
      })
      return committed.ok
        ? success({ setting: toSafetyResource(committed.state), created: !before })
        : { ok: false, code: 'version_conflict' }
    })

export const makeReadSafetyStock =
  ({ store }: { store: Store }) =>
  async (place: Place): Promise<Outcome<SafetyStockResource, 'not_found'>> => {
    const found = await readSafety(store, place)
    return found
      ? success(toSafetyResource(found))
      : refuse('not_found', `No safety stock of ${place.sku} is set at ${place.locationId}.`)
  }
