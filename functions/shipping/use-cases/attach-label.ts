import type { CommitDeps } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { FulfillmentOrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import {
  type ChangeParcel,
  loadParcel,
  type StoredParcel,
  shipmentsOf,
} from '../adapters/parcel-repository.ts'
import type { BoughtElsewhere, ShipmentResource } from '../contract/operations.ts'
import { labeled } from '../domain/shipment.ts'
import type { TakeParkedNews } from './parked-news.ts'
import { toResource } from './read-shipments.ts'

interface Deps extends Pick<CommitDeps, 'store' | 'personal' | 'clock'> {
  readonly change: ChangeParcel
  readonly takeParkedNews: TakeParkedNews
}

/**
 * Attaches a label that was bought elsewhere, as for a parcel that our carriers declined. Its scans come
 * by hand then.
 * 1. Find the fulfillment order's parcels, and the one that is meant.
 * 2. Give it carrier and tracking number. The same ones again change nothing.
 * 3. Take the news that came before it.
 * Refusals: `not_found`, `impossible` (which parcel is not clear), `conflict` (it has another label, or is cancelled).
 */
export const makeAttachLabel =
  (deps: Deps) =>
  async (
    id: FulfillmentOrderId,
    { carrier, service = 'by hand', trackingNumber, parcelId }: BoughtElsewhere,
    cause: Cause,
  ): Promise<Outcome<ShipmentResource>> => {
    const found = meant(await parcelsOf(deps, id), trackingNumber, parcelId)
    if (!found.ok) return found
    const label = { carrier, service, trackingNumber, news: { scans: [] } }
    const parcel = await deps.change(
      found.value.shipment.shipmentId,
      (it) => labeled(it, label, deps.clock.now().toISOString()),
      cause,
    )
    const { trackingNumber: kept = 'none', status, shipmentId } = parcel.shipment
    if (kept !== trackingNumber)
      return refuse(
        'conflict',
        `The parcel is ${status}, its tracking number ${kept}: it gets no other label.`,
      )
    await deps.takeParkedNews(trackingNumber, shipmentId, cause)
    return success(toResource((await loadParcel(deps, shipmentId)) ?? parcel))
  }

async function parcelsOf(deps: Deps, id: FulfillmentOrderId): Promise<StoredParcel[]> {
  const ids = await shipmentsOf(deps.store, id)
  const parcels = await Promise.all(ids.map((each) => loadParcel(deps, each)))
  return parcels.filter((parcel) => parcel !== undefined)
}

/** The parcel that is named, or that has this label already, or the one that has none. */
function meant(
  parcels: readonly StoredParcel[],
  trackingNumber: string,
  parcelId: string | undefined,
): Outcome<StoredParcel> {
  if (parcels.length === 0)
    return refuse('not_found', 'There is no such fulfillment order, or it is not packed: pack it first.')
  const isMeant = ({ shipment }: StoredParcel) =>
    parcelId === undefined ? !shipment.trackingNumber : shipment.parcelId === parcelId
  const replayed = parcels.find(({ shipment }) => shipment.trackingNumber === trackingNumber)
  const [one, another] = replayed ? [replayed] : parcels.filter(isMeant)
  if (one && !another) return success(one)
  if (!one && parcelId === undefined)
    return refuse('conflict', 'Every parcel of the fulfillment order has a label.')
  const all = parcels.map(({ shipment }) => shipment.parcelId).join(', ')
  return refuse('impossible', `Say in parcelId which parcel the label is for; there are: ${all}.`)
}
