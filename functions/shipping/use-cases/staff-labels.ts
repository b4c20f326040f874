import type { withdrawLabel } from '#contexts/fulfillment/contract/calls.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import type { Ask } from '#shared/calls.ts'
import type { Cause } from '#shared/events.ts'
import type { ShipmentId } from '#shared/ids.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import { type ChangeParcel, loadParcel } from '../adapters/parcel-repository.ts'
import type { ShipmentResource } from '../contract/operations.ts'
import type { Carrier } from '../domain/carrier.ts'
import {
  labelKept,
  labelVoided,
  labelWithdrawn,
  type Shipment,
  unchanged,
  wantedAgain,
} from '../domain/shipment.ts'
import { isWithCarrier } from '../domain/tracking.ts'
import type { BuyLabel } from './buy-label.ts'
import { noShipment, toResource } from './read-shipments.ts'

/** Asks fulfillment whether the parcel is still here; from its yes on it cannot be handed over with this label. */
export type WithdrawLabel = Ask<typeof withdrawLabel>

interface Deps extends Pick<CommitDeps, 'store' | 'personal' | 'clock'> {
  readonly change: ChangeParcel
}

interface OfShipment {
  readonly shipmentId: ShipmentId
  readonly ifMatch?: number | undefined
}

/**
 * Staff give a label back before the carrier has the parcel, as where it was damaged in printing.
 * 1. Look whether there is a label, and the parcel is still here.
 * 2. Note that the label is being given back: where somebody dies here, and the carrier scans the parcel, it is put back.
 * 3. Ask fulfillment to take it off the parcel, which cannot be handed over from here on.
 * 4. Ask the carrier for the refund; where the carrier has scanned the parcel, the label is put back.
 * 5. The shipment has no label: the fulfillment order waits for another. Asked again, it answers the same.
 * Refusals: `not_found`, `precondition_failed`, `label_not_ready` (there is none), `conflict` (it has left,
 * or is cancelled).
 */
export const makeVoidLabelByStaff =
  (
    deps: Deps & {
      readonly withdraw: WithdrawLabel
      readonly carrierFor: (carrier: string) => Carrier
    },
  ) =>
  async (
    { shipmentId, ifMatch, reason }: OfShipment & { readonly reason: string },
    cause: Cause,
  ): Promise<Outcome<ShipmentResource>> => {
    const parcel = await loadParcel(deps, shipmentId)
    if (!parcel) return noShipment(shipmentId)
    const { trackingNumber, voided, withdrawn } = parcel.shipment
    if (voided) return success(toResource(parcel))
    if (!trackingNumber) return refuse('label_not_ready', 'The parcel has no label that could be voided.')
    // What is half done goes on whatever If-Match says, as its own note has changed the version.
    const stale = withdrawn ? undefined : refuseStale(parcel.shipment, ifMatch)
    const obstacle = stale ?? obstacleToVoiding(parcel.shipment)
    if (obstacle) return obstacle
    const { shipment } = await deps.change(shipmentId, (it) => labelWithdrawn(it, trackingNumber), cause)
    if (!shipment.withdrawn)
      return refuse('conflict', `The label ${trackingNumber} was used or given back meanwhile.`)
    const { fulfillmentOrderId, parcelId, sequence, carrierReference, carrier } = shipment
    const { correlationId } = cause
    const { outcome } = await deps.withdraw({ fulfillmentOrderId, parcelId, sequence, correlationId })
    if (outcome === 'handed_over')
      return refuse('conflict', `The parcel was handed over: its label ${trackingNumber} stays.`)
    const given = carrierReference ? await deps.carrierFor(carrier).void(carrierReference) : 'voided'
    if (given === 'too_late') {
      await deps.change(shipmentId, (it) => labelKept(it, trackingNumber), cause)
      return refuse('conflict', `${carrier} has scanned the parcel: its label ${trackingNumber} stays.`)
    }
    const now = deps.clock.now().toISOString()
    return success(
      toResource(await deps.change(shipmentId, (it) => labelVoided(it, trackingNumber, reason, now), cause)),
    )
  }

/**
 * Staff buy a label again, after one was voided or the carrier declined the parcel.
 * 1. Look whether there is none.
 * 2. Buy it; what the carrier declines again is told in `problem`.
 * Refusals: `not_found`, `precondition_failed`, `label_exists`, `conflict` (it is cancelled).
 */
export const makeBuyLabelAgain =
  (deps: Deps & { readonly buyLabel: BuyLabel }) =>
  async ({ shipmentId, ifMatch }: OfShipment, cause: Cause): Promise<Outcome<ShipmentResource>> => {
    const parcel = await loadParcel(deps, shipmentId)
    if (!parcel) return noShipment(shipmentId)
    const { trackingNumber, status, cancelRequested } = parcel.shipment
    const stale = refuseStale(parcel.shipment, ifMatch)
    if (stale) return stale
    if (status === 'cancelled' || cancelRequested)
      return refuse('conflict', 'The shipment is cancelled: it gets no label. Pack its goods anew.')
    if (trackingNumber)
      return refuse('label_exists', `The parcel has the label ${trackingNumber}. Print it, or void it first.`)
    await deps.change(shipmentId, wantedAgain, cause)
    await deps.buyLabel(shipmentId, cause)
    return success(toResource(await deps.change(shipmentId, unchanged, cause)))
  }

export function refuseStale(
  { version }: { readonly version: number },
  ifMatch: number | undefined,
): Refusal<'precondition_failed'> | undefined {
  if (ifMatch === undefined || ifMatch === version) return undefined
  return refuse(
    'precondition_failed',
    `If-Match names version ${ifMatch}, the shipment has ${version}: read it again.`,
  )
}

function obstacleToVoiding({
  status,
  handedOverAt,
  cancelRequested,
}: Shipment): Refusal<'conflict'> | undefined {
  if (handedOverAt)
    return refuse('conflict', `The parcel was handed over at ${handedOverAt}: its label stays.`)
  if (isWithCarrier(status) || status === 'cancelled' || cancelRequested)
    return refuse('conflict', `The shipment is ${status}: its label cannot be voided.`)
  return undefined
}
