import type { ShipmentId, Sku } from '#shared/ids.ts'
import type { Parcel, ShortPick } from '../contract/events.ts'

/** What a decision says has happened to a fulfillment order. */
export type Fact =
  | { readonly type: 'items_picked'; readonly counts: ReadonlyMap<Sku, number> }
  | { readonly type: 'short_picked'; readonly shortPick: ShortPick }
  | { readonly type: 'packed'; readonly parcels: readonly Parcel[] }
  | { readonly type: 'parcel_labeled'; readonly parcelId: string; readonly shipmentId: ShipmentId }
  | { readonly type: 'handed_over' }
  | { readonly type: 'cancelled' }
