import type { Customer, PostalAddress } from '#shared/address.ts'
import type { ShipmentId } from '#shared/ids.ts'
import type { Money } from '#shared/money.ts'
import type { TrackedScan } from './tracking.ts'

/** What a carrier needs to know to take a parcel. */
export interface LabelRequest {
  readonly shipmentId: ShipmentId
  readonly orderNumber: string
  readonly from: PostalAddress
  readonly to: PostalAddress & Pick<Customer, 'email'>
  readonly parcel: ParcelSize
  /** What customs want to know; empty within a country. */
  readonly customs: readonly CustomsItem[]
}

/** Millimeters and grams. */
export interface ParcelSize {
  readonly lengthMm: number
  readonly widthMm: number
  readonly heightMm: number
  readonly weightGrams: number
}

export interface CustomsItem {
  readonly description: string
  readonly quantity: number
  /** Of all of them. */
  readonly value: Money
  readonly weightGrams: number
  readonly originCountry: string
}

/** One of the services a carrier offers for a parcel, and its price in its own currency's minor units. */
export interface Offer {
  readonly id: string
  readonly carrier: string
  readonly service: string
  readonly price: Money
}

/** What a carrier has told of a parcel so far: all of it, each time. */
export interface News {
  readonly scans: readonly TrackedScan[]
  /** The carrier's own date of delivery, `YYYY-MM-DD` in the destination's zone. */
  readonly expectedOn?: string | undefined
  readonly signedBy?: string | undefined
}

/** A label that is paid for. */
export interface BoughtLabel {
  readonly carrier: string
  readonly service: string
  readonly trackingNumber: string
  /** The carrier's own name for its tracker, where it has one. */
  readonly trackerId?: string | undefined
  /** Where the carrier keeps its own print of the label. */
  readonly url?: string | undefined
  /** What it cost, where it was bought by us. */
  readonly postage?: Money | undefined
  readonly news: News
}

/** A parcel as the carrier knows it: offered, or bought already. */
export interface Consignment {
  /** The carrier's id for it: kept before anything is bought, so that a lost reply is found again. */
  readonly reference: string
  readonly offers: readonly Offer[]
  readonly label?: BoughtLabel | undefined
}

/** The carrier will not take the parcel, now or later; `code` is its own word, without personal data. */
export interface Declined {
  readonly outcome: 'declined'
  readonly code: string
}

/**
 * A carrier, or a house of carriers. Each method may be called again after a lost reply and does
 * nothing twice. What may pass (no answer, throttling, their fault) is thrown as a Fault.
 */
export interface Carrier {
  /** Tells the carrier of a parcel; nothing is paid yet. */
  open(request: LabelRequest): Promise<{ outcome: 'opened'; consignment: Consignment } | Declined>
  find(reference: string): Promise<Consignment>
  /** Buys the label, or finds the one that was bought. */
  buy(reference: string, offer: Offer): Promise<{ outcome: 'bought'; label: BoughtLabel } | Declined>
  /** Gives the label back. `too_late`: the parcel was scanned. */
  void(reference: string): Promise<'voided' | 'nothing_bought' | 'too_late'>
  /** Asks for the news of a parcel; undefined where the carrier tells none by itself. */
  track(trackerId: string): Promise<News | undefined>
}
