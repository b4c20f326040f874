import type { fulfillmentOrderHandedOver } from '#contexts/fulfillment/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy, type EventOf } from '#shared/events.ts'
import type { ChangeParcel } from '../adapters/parcel-repository.ts'
import { handedOver, shipmentIdOf } from '../domain/shipment.ts'

/** The parcels have left: each shipment remembers when, as for those by hand nobody else will tell. */
export const makeNoteHandOver =
  ({ change }: { readonly change: ChangeParcel }) =>
  async (event: EventOf<typeof fulfillmentOrderHandedOver>): Promise<void> => {
    const { fulfillmentOrderId, parcels } = event.data
    for (const { parcelId } of parcels)
      await change(
        shipmentIdOf(fulfillmentOrderId, parcelId),
        (parcel) => handedOver(parcel, event.occurredAt),
        causedBy(event, SYSTEM),
      )
  }
