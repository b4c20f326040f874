import type { ShipmentId, Sku } from '#shared/ids.ts'
import type { Parcel, ShortPick } from '../contract/events.ts'
import type { OwnCut } from './order-change.ts'

/** What a decision says has happened to a fulfillment order. */
export type Fact =
  | { readonly type: 'items_picked'; readonly counts: ReadonlyMap<Sku, number> }
  | { readonly type: 'short_picked'; readonly shortPick: ShortPick }
  | { readonly type: 'packed'; readonly parcels: readonly Parcel[] }
  | ({ readonly type: 'parcel_labeled'; readonly shipmentId: ShipmentId } & OfLabel)
  | ({ readonly type: 'label_voided' } & OfLabel)
  /** Its order has changed; without cuts only that is remembered. */
  | { readonly type: 'order_changed'; readonly change: number; readonly cuts: readonly OwnCut[] }
  | { readonly type: 'handed_over' }
  | { readonly type: 'cancelled' }

/** Which parcel's label, and the sequence of the shipment's event that tells of it. */
interface OfLabel {
  readonly parcelId: string
  readonly sequence: number
}
