import type { CommitDeps } from '#shared/aggregate.ts'
import { minutes } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { ShipmentId } from '#shared/ids.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import { type ChangeParcel, loadParcel, type StoredParcel } from '../adapters/parcel-repository.ts'
import type { NewScan, ShipmentResource } from '../contract/operations.ts'
import { observed } from '../domain/shipment.ts'
import { instant, type TrackedScan } from '../domain/tracking.ts'
import { noShipment, toResource } from './read-shipments.ts'
import { refuseStale } from './staff-labels.ts'

interface Deps extends Pick<CommitDeps, 'store' | 'personal' | 'clock'> {
  readonly change: ChangeParcel
}

export interface AddScan {
  readonly shipmentId: ShipmentId
  readonly scan: NewScan
  readonly ifMatch?: number | undefined
}

/** Clocks of scanners run ahead a little. */
const AHEAD_MS = minutes(5)

/**
 * Takes a scan of our own courier, or an operator's correction of any parcel.
 * 1. Read the shipment; it must have a label, and scans of its own kind.
 * 2. Tell it the scan. The same scan again changes nothing.
 * Refusals: `not_found`, `precondition_failed`, `label_not_ready`, `conflict` (its carrier scans it),
 * `impossible` (a scan of the future).
 */
export const makeAddScan =
  (deps: Deps) =>
  async ({ shipmentId, scan, ifMatch }: AddScan, cause: Cause): Promise<Outcome<ShipmentResource>> => {
    const now = deps.clock.now()
    const before = await loadParcel(deps, shipmentId)
    if (!before) return noShipment(shipmentId)
    const refusal = refusalOf(before, scan, ifMatch, now)
    if (refusal) return refusal
    const news = { scans: [trackedScan(before, scan, now)], signedBy: scan.signedBy }
    return success(
      toResource(await deps.change(shipmentId, (it) => observed(it, news, now.toISOString()), cause)),
    )
  }

function refusalOf(
  { shipment }: StoredParcel,
  { at, correction }: NewScan,
  ifMatch: number | undefined,
  now: Date,
): Refusal | undefined {
  const stale = refuseStale(shipment, ifMatch)
  if (stale) return stale
  if (!shipment.trackingNumber)
    return refuse('label_not_ready', 'The parcel has no label yet: it can be scanned when it has one.')
  if (shipment.trackerId && !correction)
    return refuse(
      'conflict',
      `${shipment.carrier} scans this parcel itself. To put its scans right, send "correction": true.`,
    )
  if (at && Date.parse(at) > now.getTime() + AHEAD_MS)
    return refuse('impossible', `The scan is of ${at}, which has not come yet; it is ${now.toISOString()}.`)
  return undefined
}

const trackedScan = ({ shipment }: StoredParcel, scan: NewScan, now: Date): TrackedScan => ({
  at: instant(scan.at ?? now.toISOString()),
  status: scan.status,
  description: scan.description ?? WORDS[scan.status],
  ...(scan.place ? { place: scan.place } : {}),
  ...(scan.correction ? { correction: true } : {}),
  carrier: shipment.carrier,
  code: scan.status,
})

const WORDS: Readonly<Record<NewScan['status'], string>> = {
  in_transit: 'On its way',
  out_for_delivery: 'Out for delivery',
  available_for_pickup: 'Ready to be picked up',
  delivery_attempted: 'Delivery attempted, nobody there',
  delivered: 'Delivered',
  returned_to_sender: 'Returned to the sender',
  exception: 'Held up',
  lost: 'Lost',
}
