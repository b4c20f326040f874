import type { CommitDeps } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { ShipmentId } from '#shared/ids.ts'
import { note } from '#shared/observability.ts'
import type { ChangeParcel, StoredParcel } from '../adapters/parcel-repository.ts'
import type { Carrier, Consignment } from '../domain/carrier.ts'
import { chooseOffer } from '../domain/choose-offer.ts'
import { declined, labeled, opened, type Parcel, unchanged } from '../domain/shipment.ts'
import type { LabelRequestOf } from './label-request.ts'
import type { TakeParkedNews } from './parked-news.ts'
import type { VoidLabel } from './void-label.ts'

export type BuyLabel = (id: ShipmentId, cause: Cause) => Promise<void>

interface Deps extends Pick<CommitDeps, 'clock'> {
  readonly change: ChangeParcel
  readonly carrierFor: (carrier: string) => Carrier
  readonly labelRequestOf: LabelRequestOf
  readonly voidLabel: VoidLabel
  readonly takeParkedNews: TakeParkedNews
}

/**
 * Buys a shipment's label, once.
 * 1. Tell the carrier of the parcel, and keep the carrier's id for it before anything is paid.
 * 2. Choose the service the customer chose, else the cheapest of its level.
 * 3. Buy it, keep tracking number and label, and announce them.
 * 4. Take the news that came before the label was kept.
 * Found done already, a step is passed over, so that it can be asked for again after any fault. A
 * carrier that declines the parcel for good makes it an `exception`, which people see. Where the label
 * was wanted back in the meantime, it is given back.
 */
export const makeBuyLabel = (deps: Deps): BuyLabel => {
  const now = () => deps.clock.now().toISOString()
  const decline = async (id: ShipmentId, code: string, cause: Cause): Promise<void> => {
    await deps.change(id, (parcel) => declined(parcel, code, now()), cause)
    note({ outcome: 'declined', reason: code })
  }

  return async (id, cause) => {
    const parcel = await deps.change(id, unchanged, cause)
    const { shipment } = parcel
    if (shipment.cancelRequested) return deps.voidLabel(id, cause)
    if (shipment.trackingNumber) return deps.takeParkedNews(shipment.trackingNumber, id, cause)
    const carrier = deps.carrierFor(shipment.carrier)

    const consignment = await consign(deps, carrier, parcel, cause)
    if ('code' in consignment) return decline(id, consignment.code, cause)

    const bought = consignment.label ?? (await buy(carrier, consignment, shipment))
    if ('outcome' in bought) return decline(id, bought.code, cause)

    const kept = await deps.change(id, (it) => labeled(it, bought, now()), cause)
    if (kept.shipment.cancelRequested) return deps.voidLabel(id, cause)
    if (kept.shipment.trackingNumber === bought.trackingNumber)
      return deps.takeParkedNews(bought.trackingNumber, id, cause)
    // Somebody attached another label meanwhile: this one is not needed.
    await carrier.void(consignment.reference)
  }
}

/** The parcel as the carrier knows it, its id kept; where two ask at once, both go on with the id that was kept. */
async function consign(deps: Deps, carrier: Carrier, { shipment }: StoredParcel, cause: Cause) {
  if (shipment.carrierReference) return carrier.find(shipment.carrierReference)
  const told = await carrier.open(await deps.labelRequestOf(shipment))
  if (told.outcome === 'declined') return told
  const { reference } = told.consignment
  const kept = await deps.change(shipment.shipmentId, (it) => opened(it, reference), cause)
  const first = kept.shipment.carrierReference ?? reference
  return first === reference ? told.consignment : carrier.find(first)
}

async function buy(carrier: Carrier, { reference, offers }: Consignment, wanted: Parcel['shipment']) {
  const offer = chooseOffer(offers, wanted)
  if (!offer) return { outcome: 'declined' as const, code: 'no_service_of_this_level' }
  if (offer.service !== wanted.service)
    note({ outcome: `shipped by ${offer.carrier} ${offer.service} instead` })
  const result = await carrier.buy(reference, offer)
  return result.outcome === 'bought' ? result.label : result
}
