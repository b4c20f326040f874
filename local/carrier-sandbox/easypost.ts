/**
 * What EasyPost answers, as far as this sandbox speaks it. Field names are theirs; absent values are `null`,
 * as in their answers. Weights are ounces, lengths inches, times `YYYY-MM-DDTHH:MM:SSZ`, amounts decimal strings.
 */

/** https://docs.easypost.com/docs/trackers, "status". */
export const trackerStatuses = [
  'unknown',
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'available_for_pickup',
  'return_to_sender',
  'failure',
  'cancelled',
  'error',
] as const
export type TrackerStatus = (typeof trackerStatuses)[number]

/** https://docs.easypost.com/docs/shipments/options, "label_format", less EPL2, which this sandbox cannot print. */
export const labelFormats = ['PNG', 'PDF', 'ZPL'] as const
export type LabelFormat = (typeof labelFormats)[number]

export const mediaTypes: Record<LabelFormat, string> = {
  PNG: 'image/png',
  PDF: 'application/pdf',
  ZPL: 'application/zpl',
}

interface Resource<Name extends string> {
  id: string
  object: Name
  mode: 'test'
  created_at: string
  updated_at: string
}

/** https://docs.easypost.com/docs/addresses */
export interface Address extends Resource<'Address'> {
  name: string | null
  company: string | null
  street1: string | null
  street2: string | null
  city: string | null
  state: string | null
  zip: string | null
  country: string | null
  phone: string | null
  email: string | null
  residential: boolean | null
  verifications: { delivery?: Verification }
}

export interface Verification {
  success: boolean
  errors: FieldError[]
  details: Record<string, never> | null
}

/** https://docs.easypost.com/docs/errors */
export interface FieldError {
  code?: string
  field: string
  message: string
  suggestion: null
}
export interface ErrorBody {
  error: { code: string; message: string; errors: FieldError[] }
}

/** https://docs.easypost.com/docs/parcels */
export interface Parcel extends Resource<'Parcel'> {
  length: number | null
  width: number | null
  height: number | null
  predefined_package: null
  weight: number
}

/** https://docs.easypost.com/docs/shipments/rates */
export interface Rate extends Resource<'Rate'> {
  carrier: string
  service: string
  rate: string
  currency: string
  list_rate: string
  list_currency: string
  retail_rate: string
  retail_currency: string
  delivery_days: number
  delivery_date: string | null
  delivery_date_guaranteed: boolean
  est_delivery_days: number
  billing_type: 'easypost'
  shipment_id: string
  carrier_account_id: string
}

/** https://docs.easypost.com/docs/shipments, "PostageLabel object" */
export interface PostageLabel {
  object: 'PostageLabel'
  id: string
  created_at: string
  updated_at: string
  label_date: string
  label_resolution: number
  label_size: string
  label_type: string
  label_file_type: string
  label_url: string
  label_pdf_url: string | null
  label_zpl_url: string | null
  label_epl2_url: null
  label_file: null
}

/** https://docs.easypost.com/docs/trackers */
export interface Tracker extends Resource<'Tracker'> {
  tracking_code: string
  status: TrackerStatus
  status_detail: string
  signed_by: string | null
  weight: number | null
  est_delivery_date: string | null
  shipment_id: string | null
  carrier: string
  tracking_details: TrackingDetail[]
  carrier_detail: CarrierDetail
  finalized: boolean
  is_return: boolean
  public_url: string
  fees: []
}
export interface TrackingDetail {
  object: 'TrackingDetail'
  message: string
  description: string
  status: TrackerStatus
  status_detail: string
  datetime: string
  source: string
  carrier_code: ''
  tracking_location: TrackingLocation
}
export interface TrackingLocation {
  object: 'TrackingLocation'
  city: string | null
  state: string | null
  country: string | null
  zip: string | null
}
export interface CarrierDetail {
  object: 'CarrierDetail'
  service: string | null
  container_type: null
  est_delivery_date_local: string | null
  est_delivery_time_local: null
  origin_location: string | null
  origin_tracking_location: TrackingLocation
  destination_location: string | null
  destination_tracking_location: TrackingLocation
  guaranteed_delivery_date: null
  alternate_identifier: null
  initial_delivery_attempt: string | null
}

/** https://docs.easypost.com/docs/shipments */
export interface Shipment extends Resource<'Shipment'> {
  reference: string | null
  to_address: Address
  from_address: Address
  return_address: Address
  buyer_address: Address
  parcel: Parcel
  options: { currency?: string; label_format?: LabelFormat }
  rates: Rate[]
  /** https://docs.easypost.com/docs/shipments/messages */
  messages: { carrier: string; carrier_account_id: string; type: 'rate_error'; message: string }[]
  selected_rate: Rate | null
  postage_label: PostageLabel | null
  tracking_code: string | null
  tracker: Tracker | null
  status: TrackerStatus
  refund_status: 'submitted' | null
  fees: { object: 'Fee'; type: 'PostageFee'; amount: string; charged: boolean; refunded: boolean }[]
  is_return: false
  insurance: null
  customs_info: null
  forms: []
}

/** https://docs.easypost.com/docs/events; `result` is there in webhooks only. */
export interface TrackerEvent extends Resource<'Event'> {
  description: 'tracker.created' | 'tracker.updated'
  previous_attributes: { status?: TrackerStatus }
  pending_urls: string[]
  completed_urls: string[]
  user_id: string
  status: 'pending'
  result: Tracker
}
