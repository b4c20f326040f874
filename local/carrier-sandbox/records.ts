import * as z from 'zod/mini'
import { labelFormats, trackerStatuses } from './easypost.ts'

/** What the sandbox keeps, and writes to its state file. EasyPost's answers are made from these by `views.ts`. */

const text = z.nullable(z.string())

export const addressRecord = z.object({
  id: z.string(),
  createdAt: z.string(),
  name: text,
  company: text,
  street1: text,
  street2: text,
  city: text,
  state: text,
  zip: text,
  country: text,
  phone: text,
  email: text,
})
export type AddressRecord = z.infer<typeof addressRecord>

/** A place a parcel is scanned at. */
export const place = z.object({ city: text, state: text, country: text, zip: text })
export type Place = z.infer<typeof place>

export const parcelRecord = z.object({
  id: z.string(),
  weightOunces: z.number(),
  lengthInches: z.nullable(z.number()),
  widthInches: z.nullable(z.number()),
  heightInches: z.nullable(z.number()),
})
export type ParcelRecord = z.infer<typeof parcelRecord>

export const purchase = z.object({
  at: z.string(),
  rateId: z.string(),
  trackerId: z.string(),
  trackingCode: z.string(),
  labelId: z.string(),
  /** The first is the one bought; the others were converted from it. */
  labelFormats: z.array(z.enum(labelFormats)),
  refundedAt: text,
})
export type Purchase = z.infer<typeof purchase>

export const shipmentRecord = z.object({
  id: z.string(),
  createdAt: z.string(),
  reference: text,
  to: addressRecord,
  from: addressRecord,
  parcel: parcelRecord,
  currency: text,
  labelFormat: z.nullable(z.enum(labelFormats)),
  purchase: z.nullable(purchase),
})
export type ShipmentRecord = z.infer<typeof shipmentRecord>

export const scan = z.object({
  at: z.string(),
  status: z.enum(trackerStatuses),
  statusDetail: z.string(),
  message: z.string(),
  place,
})
export type Scan = z.infer<typeof scan>

export const trackerRecord = z.object({
  id: z.string(),
  createdAt: z.string(),
  trackingCode: z.string(),
  carrier: z.string(),
  service: text,
  shipmentId: text,
  origin: place,
  destination: place,
  /** Signs for the parcel. */
  recipient: text,
  weightOunces: z.nullable(z.number()),
  transitDays: z.number(),
  estDeliveryDate: text,
  scans: z.array(scan),
})
export type TrackerRecord = z.infer<typeof trackerRecord>

/** An event whose webhook has not been taken yet; it is sent again after a restart. */
export const pendingEvent = z.object({ id: z.string(), trackerId: z.string(), body: z.string() })
export type PendingEvent = z.infer<typeof pendingEvent>

export const sandboxState = z.object({
  addresses: z.array(addressRecord),
  shipments: z.array(shipmentRecord),
  trackers: z.array(trackerRecord),
  pendingEvents: z.array(pendingEvent),
})
export type SandboxState = z.infer<typeof sandboxState>
