import { createHash } from 'node:crypto'
import { SYSTEM } from '#shared/actor.ts'
import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { after, days } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { LocationId } from '#shared/ids.ts'
import { count } from '#shared/observability.ts'
import { queryAll } from '#shared/store/store.ts'
import { type LocationHeader, readLocation, readLocationHeader } from '../adapters/copies.ts'
import { ALL_LOCATIONS, locationKey } from '../adapters/keys.ts'
import { ratesPublished } from '../contract/events.ts'
import { HOLIDAYS_KNOWN_UNTIL } from '../domain/holidays.ts'
import { type LocationRates, ratesOf, type StockLocation } from '../domain/location-rates.ts'

/**
 * Keeps the copy of a stock location and publishes what shipping from it costs and takes.
 * 1. Pass over what is older than the copy.
 * 2. Work out the location's rates by the tables.
 * 3. Write the copy, with `rates.published` where the rates differ from what was published last.
 */
export const makeKeepLocation =
  (deps: CommitDeps) =>
  async (location: StockLocation, copied: number, cause: Cause): Promise<void> => {
    await untilNoConflict(async () => {
      const before = await readLocation(deps.store, location.locationId)
      if (before && before.copied >= copied) return { ok: true as const }
      return publish(deps, location.locationId, before, { location, copied }, cause)
    })
  }

/** Promises without holidays would be broken: how long before the tables end somebody must hear of it. */
const WARNING_MS = days(90)

/**
 * Publishes the rates of every location again where the tables in the code have changed since. Run it
 * as often as you like: what was published already is not published twice. Counts `HolidaysEndSoon`
 * where the tables of holidays need their next year.
 */
export const makeRepublishRates = (deps: CommitDeps) => async (): Promise<void> => {
  if (after(deps.clock.now(), WARNING_MS).slice(0, 10) > HOLIDAYS_KNOWN_UNTIL) count('HolidaysEndSoon')
  const items = await queryAll(deps.store, { index: 'gsi1', partition: ALL_LOCATIONS })
  for (const { locationId } of items.map((item) => readLocationHeader(item).location))
    await untilNoConflict(async () => {
      const before = await readLocation(deps.store, locationId)
      if (!before || hashOf(ratesOf(before.location)) === before.ratesHash) return { ok: true as const }
      const id = deps.ids.event()
      count('RepublishedLocations')
      return publish(deps, locationId, before, before, {
        correlationId: id,
        causationId: id,
        actor: SYSTEM,
      })
    })
}

async function publish(
  deps: CommitDeps,
  id: LocationId,
  before: LocationHeader | undefined,
  { location, copied }: Pick<LocationHeader, 'location' | 'copied'>,
  cause: Cause,
) {
  const rates = ratesOf(location)
  const ratesHash = hashOf(rates)
  const index = { gsi1pk: ALL_LOCATIONS, gsi1sk: id }
  const committed = await commitChange(deps, {
    key: locationKey(id),
    subject: id,
    before: before && { ...before, ...index },
    after: { location, copied, ratesHash, ...index },
    events: ratesHash === before?.ratesHash ? [] : [happened(ratesPublished, rates)],
    cause,
  })
  return committed.ok ? { ok: true as const } : { ok: false as const, code: 'version_conflict' as const }
}

const hashOf = (rates: LocationRates): string =>
  createHash('sha256').update(JSON.stringify(rates)).digest('base64url')
