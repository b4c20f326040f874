import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import * as z from 'zod/mini'

/**
 * Every identifier is `<prefix>_<26 letters and digits>`: a ULID, so that ids sort by their time of birth, where it may
 * be told.
 */
const prefixed = (prefix: string) => z.string().check(z.regex(new RegExp(`^${prefix}_[0-9a-z]{26}$`)))

export const orderId = prefixed('ord').brand<'OrderId'>()
export type OrderId = z.infer<typeof orderId>

export const quoteId = prefixed('qte').brand<'QuoteId'>()
export type QuoteId = z.infer<typeof quoteId>

export const cartId = prefixed('crt').brand<'CartId'>()
export type CartId = z.infer<typeof cartId>

export const fulfillmentOrderId = prefixed('ful').brand<'FulfillmentOrderId'>()
export type FulfillmentOrderId = z.infer<typeof fulfillmentOrderId>

export const shipmentId = prefixed('shp').brand<'ShipmentId'>()
export type ShipmentId = z.infer<typeof shipmentId>

export const eventId = prefixed('evt').brand<'EventId'>()
export type EventId = z.infer<typeof eventId>

export const noteId = prefixed('nte').brand<'NoteId'>()
export type NoteId = z.infer<typeof noteId>

export const mediaId = prefixed('med').brand<'MediaId'>()
export type MediaId = z.infer<typeof mediaId>

export const jobId = prefixed('job').brand<'JobId'>()
export type JobId = z.infer<typeof jobId>

export const importId = prefixed('imp').brand<'ImportId'>()
export type ImportId = z.infer<typeof importId>

export const exportId = prefixed('exp').brand<'ExportId'>()
export type ExportId = z.infer<typeof exportId>

/** Also the name under which the customers' pool knows its user: tells no time, so that a made-up one looks like it. */
export const customerId = prefixed('cus').brand<'CustomerId'>()
export type CustomerId = z.infer<typeof customerId>

/** Made of the card's code, by `giftCardIdOf`: whoever knows the id cannot pay with it. */
export const giftCardId = prefixed('gft').brand<'GiftCardId'>()
export type GiftCardId = z.infer<typeof giftCardId>

/** A merchant's name for a variant: 1 to 64 letters, digits, dots, dashes or underscores. */
export const sku = z
  .string()
  .check(z.regex(/^[A-Za-z0-9._-]{1,64}$/))
  .brand<'Sku'>()
export type Sku = z.infer<typeof sku>

/** A merchant's name for a product, in the same letters as a SKU. */
export const productId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9._-]{1,64}$/))
  .brand<'ProductId'>()
export type ProductId = z.infer<typeof productId>

/** A merchant's name for a category: lower case, as it stands in addresses. */
export const categoryId = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))
  .brand<'CategoryId'>()
export type CategoryId = z.infer<typeof categoryId>

/** A merchant's name for a promotion: lower case, as it stands in addresses. */
export const promotionId = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))
  .brand<'PromotionId'>()
export type PromotionId = z.infer<typeof promotionId>

/** A merchant's name for a stock location, in the same letters as a SKU. */
export const locationId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9._-]{1,64}$/))
  .brand<'LocationId'>()
export type LocationId = z.infer<typeof locationId>

/** Makes the unique part of an id; passed in, so that a test's ids are predictable. */
export type UniquePart = () => string

export const randomUniquePart: UniquePart = () => ulid().toLowerCase()

const LENGTH = 26

/** A unique part that tells no time: 130 bits of the bytes given, in digits to the base 32. */
export const timelessPartOf = (bytes: Buffer): string =>
  BigInt(`0x${bytes.toString('hex')}`)
    .toString(32)
    .padStart(LENGTH, '0')
    .slice(-LENGTH)

const randomTimelessPart: UniquePart = () => timelessPartOf(randomBytes(32))

export interface Ids {
  order(): OrderId
  quote(): QuoteId
  cart(): CartId
  event(): EventId
  shipment(): ShipmentId
  media(): MediaId
  customer(): CustomerId
  unique(): string
}

/** A test says by `drawn` which parts it draws, for all ids. */
export function makeIds(drawn?: UniquePart): Ids {
  const [unique, timeless] = [drawn ?? randomUniquePart, drawn ?? randomTimelessPart]
  return {
    order: () => orderId.parse(`ord_${unique()}`),
    quote: () => quoteId.parse(`qte_${unique()}`),
    cart: () => cartId.parse(`crt_${unique()}`),
    event: () => eventId.parse(`evt_${unique()}`),
    shipment: () => shipmentId.parse(`shp_${unique()}`),
    media: () => mediaId.parse(`med_${unique()}`),
    customer: () => customerId.parse(`cus_${timeless()}`),
    unique,
  }
}
