import type { CommitDeps } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { ShipmentId } from '#shared/ids.ts'
import { note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import type { ChangeParcel } from '../adapters/parcel-repository.ts'
import { NO_SERVICE } from '../domain/announce.ts'
import type { BoughtLabel, Carrier, Declined, Offer } from '../domain/carrier.ts'
import { chooseOffer } from '../domain/choose-offer.ts'
import { declined, labeled, opened, type Shipment, unchanged } from '../domain/shipment.ts'
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

/** How often an address may change while a label is asked for; then the queue asks again, later. */
const CORRECTIONS = 3

/**
 * Buys a shipment's label, once.
 * 1. Tell the carrier of the parcel, and choose the service the customer chose, else the cheapest of its level.
 * 2. Keep the carrier's id for it before anything is paid, on condition that the recipient is still the
 *    one that was told: from here on they cannot be changed. Where they were, begin again.
 * 3. Buy it, keep tracking number and label, and announce them.
 * 4. Take the news that came before the label was kept.
 * Found done already, a step is passed over, so that it can be asked for again after any fault. A
 * carrier that declines the parcel for good makes it an `exception`, which people see; neither that nor a
 * label that was voided is bought again unless somebody wants it. Where the label was wanted back in the
 * meantime, it is given back.
 */
export const makeBuyLabel = (deps: Deps): BuyLabel => {
  return async (id, cause) => {
    const { shipment } = await deps.change(id, unchanged, cause)
    if (shipment.cancelRequested) return deps.voidLabel(id, cause)
    if (shipment.trackingNumber) return deps.takeParkedNews(shipment.trackingNumber, id, cause)
    if (shipment.problem || shipment.voided) return note({ outcome: 'its label waits for people' })
    const carrier = deps.carrierFor(shipment.carrier)

    const consigned = await consign(deps, carrier, shipment, cause)
    if (!consigned) return
    const { reference, offer, under } = consigned
    const bought = consigned.label ?? (await buy(carrier, reference, offer, shipment))
    if ('outcome' in bought) return decline(deps, id, { code: bought.code, under, cause })

    const kept = await deps.change(id, (it) => labeled(it, bought, nowOf(deps)), cause)
    if (kept.shipment.cancelRequested) return deps.voidLabel(id, cause)
    if (kept.shipment.trackingNumber === bought.trackingNumber)
      return deps.takeParkedNews(bought.trackingNumber, id, cause)
    // Somebody attached another label meanwhile: this one is not needed.
    await carrier.void(reference)
  }
}

const nowOf = ({ clock }: Deps): string => clock.now().toISOString()

async function decline(
  deps: Deps,
  id: ShipmentId,
  { code, under, cause }: { code: string; under: number; cause: Cause },
): Promise<void> {
  await deps.change(id, (parcel) => declined(parcel, code, under, nowOf(deps)), cause)
  note({ outcome: 'declined', reason: code })
}

/** A parcel whose carrier's id is kept: what may be bought of it, or was. */
interface Consigned {
  readonly reference: string
  readonly label: BoughtLabel | undefined
  readonly offer: Offer | undefined
  readonly under: number
}

/** The parcel as the carrier knows it; undefined where there is none to buy: it was declined, or ended. */
async function consign(
  deps: Deps,
  carrier: Carrier,
  shipment: Shipment,
  cause: Cause,
): Promise<Consigned | undefined> {
  const { shipmentId } = shipment
  for (let tries = 0; tries < CORRECTIONS; tries += 1) {
    const { recipientVersion: under, ...request } = await deps.labelRequestOf(shipment)
    if (shipment.carrierReference) return found(carrier, shipment.carrierReference, shipment, under)
    const told = await carrier.open(request)
    const offer = told.outcome === 'opened' ? chooseOffer(told.consignment.offers, shipment) : undefined
    if (told.outcome === 'declined' || !offer) {
      const code = told.outcome === 'declined' ? told.code : NO_SERVICE
      const { shipment: after } = await deps.change(
        shipmentId,
        (it) => declined(it, code, under, nowOf(deps)),
        cause,
      )
      note({ outcome: 'declined', reason: code })
      if (after.problem || after.cancelRequested || after.trackingNumber) return undefined
      continue
    }
    const { reference } = told.consignment
    const { shipment: kept } = await deps.change(shipmentId, (it) => opened(it, reference, under), cause)
    if (kept.carrierReference === reference) return { reference, offer, label: told.consignment.label, under }
    if (kept.carrierReference) return found(carrier, kept.carrierReference, shipment, under)
    if (kept.trackingNumber) return undefined
  }
  throw new Fault(`the address of ${shipment.orderId} changed while a label was asked for`)
}

async function found(
  carrier: Carrier,
  reference: string,
  wanted: Shipment,
  under: number,
): Promise<Consigned> {
  const { offers, label } = await carrier.find(reference)
  return { reference, offer: chooseOffer(offers, wanted), label, under }
}

async function buy(
  carrier: Carrier,
  reference: string,
  offer: Offer | undefined,
  wanted: Shipment,
): Promise<BoughtLabel | Declined> {
  if (!offer) return { outcome: 'declined', code: NO_SERVICE }
  if (offer.service !== wanted.service)
    note({ outcome: `shipped by ${offer.carrier} ${offer.service} instead` })
  const result = await carrier.buy(reference, offer)
  return result.outcome === 'bought' ? result.label : result
}
