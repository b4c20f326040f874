import * as z from 'zod/mini'
import { postalAddress } from '#shared/address.ts'
import { text } from '#shared/http/schemas.ts'
import { locationId, sku } from '#shared/ids.ts'
import { remembered } from '#shared/remembered.ts'

/** More units than any shelf holds, and far from where sums lose a unit. */
const MAX_UNITS = 1_000_000_000

const isTimeZone = remembered((name: string): boolean => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
})

/** A place that keeps and sends stock, as a merchant writes it. */
export const stockLocation = z.strictObject({
  name: text(200),
  /** The business's own address, where parcels are sent from. */
  address: postalAddress,
  /** Lower is asked first. */
  priority: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  /** `HH:MM` in `timeZone`: orders confirmed before it leave the same working day. */
  cutOff: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 15:00')),
  timeZone: z.string().check(z.maxLength(64), z.refine(isTimeZone, 'an IANA time zone such as Asia/Tokyo')),
  /** Cities with delivery on the day of the order, in the customer's spelling; empty where there is none. */
  sameDayCities: z._default(z.array(text(100)).check(z.maxLength(200)), []),
})
export type StockLocation = z.infer<typeof stockLocation>

/** A stock location as clients read it; `version` is what If-Match names. */
export const stockLocationResource = z.strictObject({
  id: locationId,
  ...stockLocation.shape,
  version: z.int(),
})
export type StockLocationResource = z.infer<typeof stockLocationResource>

/** The units of one SKU at one stock location. */
export const level = z.strictObject({
  sku,
  locationId,
  onHand: z.int(),
  /** Promised to orders, still on the shelf. */
  reserved: z.int(),
  /** Kept back from sale. */
  safety: z.int(),
  /** `onHand - reserved - safety`: below 0 where less is there than is to be kept back. */
  available: z.int(),
})
export type Level = z.infer<typeof level>

/** All of a SKU: `available` is what can be sold, a deficit at one location taking nothing from another. */
export const stock = z.strictObject({
  sku,
  locations: z.array(z.omit(level, { sku: true })),
  available: z.int(),
})
export type Stock = z.infer<typeof stock>

/** An entry of the ledger: changes of units, and what caused them, such as `shipped:ful_...`. */
export const ledgerEntry = z.strictObject({
  at: z.iso.datetime(),
  locationId,
  onHand: z.int(),
  reserved: z.int(),
  cause: z.string(),
})
export type LedgerEntry = z.infer<typeof ledgerEntry>

/** A correction of what is on hand: by a difference, or to a count. */
export const adjustmentBody = z
  .strictObject({
    locationId,
    sku,
    delta: z.optional(
      z.int().check(
        z.minimum(-MAX_UNITS),
        z.maximum(MAX_UNITS),
        z.refine((delta) => delta !== 0, 'a difference of 0 changes nothing'),
      ),
    ),
    counted: z.optional(z.int().check(z.minimum(0), z.maximum(MAX_UNITS))),
    /** `received`, `counted`, `damaged`, `found`, `lost`, or another word of the merchant's. */
    reason: z
      .string()
      .check(z.regex(/^[a-z][a-z_]{0,39}$/, '1 to 40 small letters and underscores, such as received')),
  })
  .check(
    z.refine(
      ({ delta, counted }) => (delta === undefined) !== (counted === undefined),
      'exactly one of delta and counted must be given',
    ),
  )
export type AdjustmentBody = z.infer<typeof adjustmentBody>

export const adjustment = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  sku,
  locationId,
  /** By how much the units on hand changed. */
  delta: z.int(),
  reason: z.string(),
})
export type Adjustment = z.infer<typeof adjustment>

export const safetyStockBody = z.strictObject({ safety: z.int().check(z.minimum(0), z.maximum(MAX_UNITS)) })

/** How much of a SKU a location keeps back; `version` is what If-Match names. */
export const safetyStockResource = z.strictObject({
  sku,
  locationId,
  safety: z.int(),
  version: z.int(),
})
export type SafetyStockResource = z.infer<typeof safetyStockResource>
