import { decimalsOf } from '#shared/money.ts'
import type { CustomsItem, LabelRequest } from '../domain/carrier.ts'

const GRAMS_PER_OUNCE = 28.349523125
const MILLIMETERS_PER_INCH = 25.4

/** Rounded up to what EasyPost keeps, so that no parcel is declared lighter or smaller than it is. */
export const ounces = (grams: number): number => roundUp(grams / GRAMS_PER_OUNCE, 10)
export const inches = (millimeters: number): number => roundUp(millimeters / MILLIMETERS_PER_INCH, 100)

const roundUp = (value: number, places: number): number =>
  Math.ceil(Number((value * places).toFixed(6))) / places

/**
 * A parcel as EasyPost wants it: ounces and inches, our id as its reference.
 * https://docs.easypost.com/docs/shipments, "Create a Shipment"
 */
export const shipmentBody = ({
  shipmentId,
  orderNumber,
  from,
  to,
  parcel,
  customs,
}: LabelRequest): object => ({
  shipment: {
    reference: shipmentId,
    to_address: { ...addressBody(to), email: to.email },
    from_address: addressBody(from),
    parcel: {
      weight: Math.max(ounces(parcel.weightGrams), 0.1),
      length: Math.max(inches(parcel.lengthMm), 0.1),
      width: Math.max(inches(parcel.widthMm), 0.1),
      height: Math.max(inches(parcel.heightMm), 0.1),
    },
    options: { label_format: 'PDF', print_custom_1: orderNumber },
    ...(customs.length > 0 ? { customs_info: customsBody(customs, from.name) } : {}),
  },
})

const addressBody = ({
  name,
  line1,
  line2,
  city,
  region,
  postalCode,
  country,
  phone,
}: LabelRequest['from']) => ({
  name,
  street1: line1,
  street2: line2,
  city,
  state: region,
  zip: postalCode,
  country,
  phone,
})

/** https://docs.easypost.com/docs/customs-infos: sold goods that come back when they cannot be delivered. */
const customsBody = (items: readonly CustomsItem[], signer: string): object => ({
  contents_type: 'merchandise',
  non_delivery_option: 'return',
  restriction_type: 'none',
  customs_certify: true,
  customs_signer: signer,
  customs_items: items.map(({ description, quantity, value, weightGrams, originCountry }) => ({
    description,
    quantity,
    value: value.amount / 10 ** decimalsOf(value.currency),
    currency: value.currency,
    weight: ounces(weightGrams),
    origin_country: originCountry,
  })),
})
