import type { FulfillmentOrderId, LocationId, OrderId, ShipmentId } from '#shared/ids.ts'
import type { Key } from '#shared/store/store.ts'

/** Where things are in shipping's table; the README lists who reads them how. */
export const shipmentPk = (id: ShipmentId): string => `SHIPMENT#${id}`
export const shipmentKey = (id: ShipmentId): Key => ({ pk: shipmentPk(id), sk: 'HEADER' })
export const contentKey = (id: ShipmentId): Key => ({ pk: shipmentPk(id), sk: 'CONTENT' })
export const proofKey = (id: ShipmentId): Key => ({ pk: shipmentPk(id), sk: 'PROOF' })
export const SCANS = 'SCAN#'

export const orderKey = (id: OrderId): Key => ({ pk: `ORDER#${id}`, sk: 'COPY' })
/** Where the order's parcels go now, and how many labels are bought for it, or being bought. */
export const recipientKey = (id: OrderId): Key => ({ pk: `ORDER#${id}`, sk: 'RECIPIENT' })
export const locationKey = (id: LocationId): Key => ({ pk: `LOCATION#${id}`, sk: 'HEADER' })
export const fulfillmentPk = (id: FulfillmentOrderId): string => `FULFILLMENT#${id}`
export const ITS_PARCELS = 'PARCEL#'
export const parcelOfKey = (id: FulfillmentOrderId, parcelId: string): Key => ({
  pk: fulfillmentPk(id),
  sk: `${ITS_PARCELS}${parcelId}`,
})
export const cancelledKey = (id: FulfillmentOrderId): Key => ({ pk: fulfillmentPk(id), sk: 'CANCELLED' })

/** The parcel was opened again: nothing is shipped of it. */
export const openedKey = (id: FulfillmentOrderId, parcelId: string): Key => ({
  pk: fulfillmentPk(id),
  sk: `OPENED#${parcelId}`,
})

export const trackingPk = (trackingNumber: string): string => `TRACKING#${trackingNumber}`
export const trackingKey = (trackingNumber: string): Key => ({
  pk: trackingPk(trackingNumber),
  sk: 'SHIPMENT',
})
export const PARKED = 'PARKED#'
export const parkedKey = (trackingNumber: string, webhookId: string): Key => ({
  pk: trackingPk(trackingNumber),
  sk: `${PARKED}${webhookId}`,
})

/** Index partitions: `gsi1` lists an order's shipments and all locations, `gsi2` what news are waited for. */
export const ordersShipments = (id: OrderId): string => `ORDER#${id}`
export const ALL_LOCATIONS = 'LOCATIONS'
export const AWAITING_NEWS = 'AWAITING_NEWS'
