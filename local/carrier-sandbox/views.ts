import {
  type Address,
  type LabelFormat,
  mediaTypes,
  type Parcel,
  type PostageLabel,
  type Rate,
  type Shipment,
  type Tracker,
  type TrackingDetail,
  type TrackingLocation,
  type Verification,
} from './easypost.ts'
import { type Quote, quotesFor } from './rates.ts'
import type { AddressRecord, Place, Purchase, Scan, ShipmentRecord, TrackerRecord } from './records.ts'
import { statusOf } from './scans.ts'

/** Makes EasyPost's objects from our records. */

const since = (createdAt: string, updatedAt = createdAt) =>
  ({ mode: 'test', created_at: createdAt, updated_at: updatedAt }) as const

export function addressView(address: AddressRecord, delivery?: Verification): Address {
  const { createdAt, ...fields } = address
  return {
    ...fields,
    ...since(createdAt),
    object: 'Address',
    residential: null,
    verifications: delivery === undefined ? {} : { delivery },
  }
}

export function shipmentView(
  shipment: ShipmentRecord,
  tracker: TrackerRecord | undefined,
  labelUrl: (shipmentId: string, format: LabelFormat) => string,
): Shipment {
  const { purchase } = shipment
  const quotes = quotesFor(shipment)
  const bought = quotes.find((quote) => quote.id === purchase?.rateId)
  const rates = quotes.map((quote) => rateView(quote, shipment))
  const to = addressView(shipment.to)
  const from = addressView(shipment.from)
  return {
    id: shipment.id,
    object: 'Shipment',
    ...since(shipment.createdAt, purchase?.at),
    reference: shipment.reference,
    to_address: to,
    from_address: from,
    buyer_address: to,
    return_address: from,
    parcel: parcelView(shipment),
    options: {
      ...(shipment.currency !== null && { currency: shipment.currency }),
      ...(shipment.labelFormat !== null && { label_format: shipment.labelFormat }),
    },
    rates,
    messages: rates.length > 0 ? [] : [noRates],
    selected_rate: rates.find((rate) => rate.id === purchase?.rateId) ?? null,
    postage_label: purchase && labelView(purchase, (format) => labelUrl(shipment.id, format)),
    tracking_code: purchase?.trackingCode ?? null,
    tracker: tracker === undefined ? null : trackerView(tracker),
    status: tracker === undefined ? 'unknown' : statusOf(tracker),
    refund_status: purchase?.refundedAt ? 'submitted' : null,
    fees: bought === undefined ? [] : [postageFee(bought)],
    is_return: false,
    insurance: null,
    customs_info: null,
    forms: [],
  }
}

const noRates = {
  carrier: 'DHLExpress',
  carrier_account_id: 'ca_dhlexpress',
  type: 'rate_error',
  message: 'No service available: the address could not be found.',
} as const

const postageFee = ({ amount }: Quote) =>
  ({ object: 'Fee', type: 'PostageFee', amount, charged: true, refunded: false }) as const

function rateView(quote: Quote, shipment: ShipmentRecord): Rate {
  const { id, carrier, service, amount, currency, days, guaranteed } = quote
  return {
    id,
    object: 'Rate',
    ...since(shipment.createdAt),
    carrier,
    service,
    rate: amount,
    currency,
    list_rate: amount,
    list_currency: currency,
    retail_rate: amount,
    retail_currency: currency,
    delivery_days: days,
    delivery_date: null,
    delivery_date_guaranteed: guaranteed,
    est_delivery_days: days,
    billing_type: 'easypost',
    shipment_id: shipment.id,
    carrier_account_id: `ca_${carrier.toLowerCase()}`,
  }
}

function parcelView({ parcel, createdAt }: ShipmentRecord): Parcel {
  return {
    id: parcel.id,
    object: 'Parcel',
    ...since(createdAt),
    length: parcel.lengthInches,
    width: parcel.widthInches,
    height: parcel.heightInches,
    predefined_package: null,
    weight: parcel.weightOunces,
  }
}

function labelView(purchase: Purchase, labelUrl: (format: LabelFormat) => string): PostageLabel {
  const [bought = 'PNG'] = purchase.labelFormats
  const urlOf = (format: LabelFormat) => (purchase.labelFormats.includes(format) ? labelUrl(format) : null)
  return {
    object: 'PostageLabel',
    id: purchase.labelId,
    created_at: purchase.at,
    updated_at: purchase.at,
    label_date: purchase.at,
    label_resolution: 203,
    label_size: '4x6',
    label_type: 'default',
    label_file_type: mediaTypes[bought],
    label_url: labelUrl(bought),
    label_pdf_url: urlOf('PDF'),
    label_zpl_url: urlOf('ZPL'),
    label_epl2_url: null,
    label_file: null,
  }
}

export function trackerView(tracker: TrackerRecord): Tracker {
  const last = tracker.scans.at(-1)
  const attempt = tracker.scans.find(({ status }) => status === 'delivered' || status === 'failure')
  return {
    id: tracker.id,
    object: 'Tracker',
    ...since(tracker.createdAt, last?.at),
    tracking_code: tracker.trackingCode,
    status: statusOf(tracker),
    status_detail: last?.statusDetail ?? 'unknown',
    signed_by: tracker.scans.some(({ status }) => status === 'delivered') ? tracker.recipient : null,
    weight: tracker.weightOunces,
    est_delivery_date: tracker.estDeliveryDate,
    shipment_id: tracker.shipmentId,
    carrier: tracker.carrier,
    tracking_details: tracker.scans.map((scan) => detailView(scan, tracker.carrier)),
    carrier_detail: {
      object: 'CarrierDetail',
      service: tracker.service,
      container_type: null,
      est_delivery_date_local: tracker.estDeliveryDate?.slice(0, 10) ?? null,
      est_delivery_time_local: null,
      origin_location: lineOf(tracker.origin),
      origin_tracking_location: locationView(tracker.origin),
      destination_location: lineOf(tracker.destination),
      destination_tracking_location: locationView(tracker.destination),
      guaranteed_delivery_date: null,
      alternate_identifier: null,
      initial_delivery_attempt: attempt?.at ?? null,
    },
    finalized: last !== undefined && ['delivered', 'return_to_sender', 'cancelled'].includes(last.status),
    is_return: false,
    public_url: `https://track.easypost.com/${tracker.id}`,
    fees: [],
  }
}

const detailView = (scan: Scan, carrier: string): TrackingDetail => ({
  object: 'TrackingDetail',
  message: scan.message,
  description: scan.message,
  status: scan.status,
  status_detail: scan.statusDetail,
  datetime: scan.at,
  source: carrier,
  carrier_code: '',
  tracking_location: locationView(scan.place),
})

const locationView = (place: Place): TrackingLocation => ({ object: 'TrackingLocation', ...place })

const lineOf = ({ city, state, zip, country }: Place): string | null =>
  [city, state, zip, country].filter((part) => part !== null).join(' ') || null
