import { SYSTEM } from '#shared/actor.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import { minutes, seconds } from '#shared/clock.ts'
import { each } from '#shared/each.ts'
import type { Cause } from '#shared/events.ts'
import { count } from '#shared/observability.ts'
import { AWAITING_NEWS } from '../adapters/keys.ts'
import { type ChangeParcel, readHeader } from '../adapters/parcel-repository.ts'
import type { Carrier } from '../domain/carrier.ts'
import { lookedAt, observed, type Patience, type Shipment, withoutNews } from '../domain/shipment.ts'

interface Deps extends Pick<CommitDeps, 'store' | 'clock' | 'ids'>, Patience {
  readonly change: ChangeParcel
  readonly carrierFor: (carrier: string) => Carrier
  /** Minutes without news after which the carrier is asked. */
  readonly askAfterMinutes: number
}

/** How many parcels one run asks for, and how long it takes up new ones; the next run goes on. */
const AT_ONCE = 100
const NEW_ONES_FOR_MS = seconds(30)

/**
 * Asks for the news of parcels that nobody has told of for a while, as webhooks get lost.
 * 1. Take those that have waited longest.
 * 2. Ask the carrier, and tell the shipment; without news it waits another while.
 * 3. One by hand, that nobody has scanned to its end, counts as delivered some days after its hand-over.
 * 4. Another one on its way without a scan for too many days is `lost`, until a scan finds it again.
 * A carrier's fault for one parcel keeps no other from being asked for; at the end it is thrown.
 */
export const makeRefreshTrackers = (deps: Deps) => async (): Promise<void> => {
  const now = deps.clock.now()
  const to = new Date(now.getTime() - minutes(deps.askAfterMinutes)).toISOString()
  const { items } = await deps.store.query({
    index: 'gsi2',
    partition: AWAITING_NEWS,
    sort: { to },
    limit: AT_ONCE,
  })
  count('RefreshedTrackers', items.length)
  await each(items.map(readHeader), 'trackers', async (shipment) => {
    if (deps.clock.now().getTime() - now.getTime() < NEW_ONES_FOR_MS) await refresh(deps, shipment, now)
  })
}

async function refresh(deps: Deps, shipment: Shipment, now: Date): Promise<void> {
  const { shipmentId, trackerId, carrier } = shipment
  const id = deps.ids.event()
  const cause: Cause = { correlationId: id, causationId: id, actor: SYSTEM }
  // Marked first: a parcel whose carrier fails goes to the end of the line, not to its head for ever.
  await deps.change(shipmentId, (it) => lookedAt(it, now.toISOString()), cause)
  const news = trackerId ? await deps.carrierFor(carrier).track(trackerId) : undefined
  if (news) await deps.change(shipmentId, (it) => observed(it, news, now.toISOString()), cause)
  await deps.change(shipmentId, (it) => withoutNews(it, deps, now), cause)
}
