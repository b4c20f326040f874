import type { fulfillmentOrderPacked } from '#contexts/fulfillment/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { type CommitDeps, commitChange } from '#shared/aggregate.ts'
import { each } from '#shared/each.ts'
import { type Cause, causedBy, type EventOf } from '#shared/events.ts'
import { Fault } from '#shared/outcomes.ts'
import { type OrderCopy, readOrderCopy } from '../adapters/copies.ts'
import { cancelledKey, contentKey, openedKey, parcelOfKey, shipmentKey } from '../adapters/keys.ts'
import { indexed } from '../adapters/parcel-repository.ts'
import { type Shipment, shipmentIdOf } from '../domain/shipment.ts'
import type { BuyLabel } from './buy-label.ts'

type Packed = EventOf<typeof fulfillmentOrderPacked>
type PackedParcel = Packed['data']['parcels'][number]

/**
 * Ships the parcels of a packed fulfillment order.
 * 1. Read the copy of the order; it may come later than this: a Fault then, and the queue asks again.
 * 2. Make one shipment per parcel; its id follows from the parcel, so a duplicate makes nothing new.
 * 3. Buy each one's label. One parcel's fault keeps no other from its label, and is thrown at the end.
 * Nothing is made for a fulfillment order that was cancelled, or a parcel that was opened again.
 */
export const makeShipParcels =
  (deps: CommitDeps & { buyLabel: BuyLabel }) =>
  async (event: Packed): Promise<void> => {
    const { orderId, parcels } = event.data
    const order = await readOrderCopy(deps, orderId)
    if (!order) throw new Fault(`${orderId} is packed before shipping has heard that it is confirmed`)
    const cause = causedBy(event, SYSTEM)
    await each(parcels, 'labels', async (parcel) => {
      const shipment = shipmentOf(event, parcel, order, deps.clock.now())
      if (await make(deps, shipment, parcel, cause)) await deps.buyLabel(shipment.shipmentId, cause)
    })
  }

const shipmentOf = ({ data }: Packed, parcel: PackedParcel, order: OrderCopy, now: Date): Shipment => ({
  shipmentId: shipmentIdOf(data.fulfillmentOrderId, parcel.parcelId),
  orderId: data.orderId,
  fulfillmentOrderId: data.fulfillmentOrderId,
  parcelId: parcel.parcelId,
  locationId: data.locationId,
  level: order.shipping.level,
  carrier: order.shipping.carrier,
  service: order.shipping.service,
  status: 'unknown',
  promisedBy: order.promise.latest,
  lookedAt: now.toISOString(),
})

/** Whether there is a shipment now, made by this call or by one before. */
async function make(
  deps: CommitDeps,
  shipment: Shipment,
  parcel: PackedParcel,
  cause: Cause,
): Promise<boolean> {
  const committed = await commitChange(deps, {
    key: shipmentKey(shipment.shipmentId),
    subject: shipment.shipmentId,
    before: undefined,
    after: indexed(shipment),
    events: [],
    cause,
    writes: [
      { check: cancelledKey(shipment.fulfillmentOrderId), when: [['pk', 'absent']] },
      { check: openedKey(shipment.fulfillmentOrderId, parcel.parcelId), when: [['pk', 'absent']] },
      { put: { ...contentKey(shipment.shipmentId), entity: 'content', parcel } },
      {
        put: {
          ...parcelOfKey(shipment.fulfillmentOrderId, parcel.parcelId),
          entity: 'parcel-of',
          shipmentId: shipment.shipmentId,
        },
      },
    ],
  })
  return committed.ok || committed.code === 'version_conflict'
}
