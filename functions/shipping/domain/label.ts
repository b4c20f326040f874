import { addressLines } from '#shared/address-lines.ts'
import type { LabelRequest } from './carrier.ts'
import type { Shipment } from './shipment.ts'

/** All that stands on a label, whatever it is printed on. */
export interface Label {
  readonly carrier: string
  readonly service: string
  readonly trackingNumber: string
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly phone: string
  /** The order's number and the parcel's weight, for people. */
  readonly reference: string
  /** Where the recipient lives: decides between fonts where a character has two shapes. */
  readonly country: string
}

export function labelOf(shipment: Shipment, trackingNumber: string, request: LabelRequest): Label {
  const { from, to, parcel, orderNumber } = request
  return {
    carrier: shipment.carrier,
    service: shipment.service,
    trackingNumber,
    from: addressLines(from, { seenFrom: to.country, honorific: false }),
    to: addressLines(to, { seenFrom: from.country, honorific: true }),
    phone: to.phone ?? '',
    reference: `${orderNumber}   ${(parcel.weightGrams / 1_000).toFixed(2)} kg`,
    country: to.country,
  }
}
