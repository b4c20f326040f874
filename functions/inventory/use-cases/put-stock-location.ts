import { isDeepStrictEqual } from 'node:util'
import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { LocationId } from '#shared/ids.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import { locationKey, locationState, readLocation, toResource } from '../adapters/location-items.ts'
import { stockLocationChanged } from '../contract/events.ts'
import type { StockLocation, StockLocationResource } from '../contract/types.ts'

export interface PutStockLocation {
  readonly id: LocationId
  readonly location: StockLocation
  /** The version that the writer has seen; undefined where it makes a new one. */
  readonly ifMatch: number | undefined
}

/**
 * Makes a stock location, or replaces the whole of it. Primary course:
 * 1. Read it as it is, and refuse who has not seen the current version.
 * 2. Write it with `stock_location.changed`, unless nothing changes.
 * Refusals: `precondition_required`, `precondition_failed`.
 */
export const makePutStockLocation =
  (deps: CommitDeps) =>
  ({ id, location, ifMatch }: PutStockLocation, cause: Cause) =>
    untilNoConflict<Outcome<{ location: StockLocationResource; created: boolean }>>(async () => {
      const before = await readLocation(deps.store, id)
      const seen = checkSeenVersion(`stock location ${id}`, before, ifMatch)
      if (!seen.ok) return seen
      if (before && isDeepStrictEqual(before.location, location))
        return success({ location: toResource(before), created: false })
      const committed = await commitChange(deps, {
        key: locationKey(id),
        subject: id,
        before,
        after: locationState(id, location),
        events: [happened(stockLocationChanged, { locationId: id, ...location })],
        cause,
      })
      return committed.ok
        ? success({ location: toResource(committed.state), created: !before })
        : { ok: false, code: 'version_conflict' }
    })
