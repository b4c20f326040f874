import type {
  fulfillmentOrderCancelled,
  fulfillmentOrderUnpacked,
} from '#contexts/fulfillment/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import { type Cause, causedBy, type EventOf } from '#shared/events.ts'
import type { ShipmentId } from '#shared/ids.ts'
import { note } from '#shared/observability.ts'
import { cancelledKey, openedKey, shipmentKey } from '../adapters/keys.ts'
import { type ChangeParcel, shipmentsOf } from '../adapters/parcel-repository.ts'
import type { Carrier } from '../domain/carrier.ts'
import { cancelled, cancelRequested, notCancellable, shipmentIdOf } from '../domain/shipment.ts'

export type VoidLabel = (id: ShipmentId, cause: Cause) => Promise<void>

interface Deps {
  readonly change: ChangeParcel
  readonly carrierFor: (carrier: string) => Carrier
}

/**
 * Gives a shipment's label back.
 * 1. Mark that it is wanted back, unless the carrier has the parcel: from here on none is bought.
 * 2. Ask the carrier for the refund of what was bought, if anything was.
 * 3. The shipment is `cancelled`; or it goes on, where the carrier has scanned it meanwhile.
 */
export const makeVoidLabel =
  ({ change, carrierFor }: Deps): VoidLabel =>
  async (id, cause) => {
    const { shipment } = await change(id, cancelRequested, cause)
    if (!shipment.cancelRequested) return note({ outcome: 'the parcel has left: its label stays' })
    const reference = shipment.carrierReference
    const outcome = reference ? await carrierFor(shipment.carrier).void(reference) : 'nothing_bought'
    note({ outcome })
    await change(id, outcome === 'too_late' ? notCancellable : cancelled, cause)
  }

/**
 * Gives back the labels of a cancelled fulfillment order, and leaves a mark, so that none is bought for
 * one whose packing is heard of later. The mark comes first: a shipment is made on condition of it.
 */
export const makeVoidLabels =
  (deps: Pick<CommitDeps, 'store'> & { voidLabel: VoidLabel }) =>
  async (event: EventOf<typeof fulfillmentOrderCancelled>): Promise<void> => {
    const { fulfillmentOrderId } = event.data
    const mark = { ...cancelledKey(fulfillmentOrderId), entity: 'cancelled', at: event.occurredAt }
    await deps.store.commit([{ put: mark }])
    for (const id of await shipmentsOf(deps.store, fulfillmentOrderId))
      await deps.voidLabel(id, causedBy(event, SYSTEM))
  }

/**
 * Gives back the labels of parcels that were opened again, and leaves a mark at each, so that none is
 * bought where its packing is heard of later. What is packed instead are other parcels.
 */
export const makeVoidOpened =
  (deps: Pick<CommitDeps, 'store'> & { voidLabel: VoidLabel }) =>
  async (event: EventOf<typeof fulfillmentOrderUnpacked>): Promise<void> => {
    const { fulfillmentOrderId, opened = [] } = event.data
    for (const parcelId of opened) {
      const mark = { ...openedKey(fulfillmentOrderId, parcelId), entity: 'opened', at: event.occurredAt }
      await deps.store.commit([{ put: mark }])
      const id = shipmentIdOf(fulfillmentOrderId, parcelId)
      if (await deps.store.get(shipmentKey(id))) await deps.voidLabel(id, causedBy(event, SYSTEM))
    }
  }
