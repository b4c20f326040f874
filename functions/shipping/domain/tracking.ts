import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { type ShipmentStatus, scan } from '../contract/events.ts'

/**
 * A scan as it is kept: what others see of it, who made it, and the carrier's own code.
 * A correction is an operator's word, which counts whatever was before it.
 */
export const trackedScan = z.strictObject({
  ...scan.shape,
  carrier: z.string(),
  code: z.string(),
  correction: z.optional(z.boolean()),
})
export type TrackedScan = z.infer<typeof trackedScan>

/**
 * What later scans of the same instant outrank: the further a parcel is on its way, the higher.
 * `unknown` says nothing of the parcel.
 */
const RANK: Readonly<Record<ShipmentStatus, number>> = {
  unknown: 0,
  lost: 1,
  pre_transit: 2,
  in_transit: 3,
  exception: 4,
  delivery_attempted: 5,
  available_for_pickup: 6,
  out_for_delivery: 7,
  delivered: 8,
  cancelled: 9,
  returned_to_sender: 10,
}

/** Which statuses a scan may lead to from one that ends the way; from all others, to any. */
const AFTER_THE_END: Readonly<Partial<Record<ShipmentStatus, readonly ShipmentStatus[]>>> = {
  delivered: ['returned_to_sender'],
  returned_to_sender: [],
  cancelled: [],
}

/** No news is waited for in these; a late one is still taken. */
export const isOver = (status: ShipmentStatus): boolean => status in AFTER_THE_END || status === 'lost'

/** The carrier has the parcel: its label cannot be given back any more. */
export const isWithCarrier = (status: ShipmentStatus): boolean =>
  !['unknown', 'pre_transit', 'cancelled'].includes(status)

/** What tells one scan from another: two alike are the same one, told twice. */
export const scanKey = ({ at, carrier, code, status, place = '', correction }: TrackedScan): string =>
  createHash('sha256')
    .update(JSON.stringify([at, carrier, code, status, place, correction ?? false]))
    .digest('hex')
    .slice(0, 16)

/** Scans without repetition, in the order of their own times; of one instant, by rank. */
export function inOrder(scans: readonly TrackedScan[]): TrackedScan[] {
  const one = new Map(scans.map((each) => [scanKey(each), each]))
  return [...one].sort(([a, x], [b, y]) => compare(x, y) || (a < b ? -1 : 1)).map(([, each]) => each)
}

const compare = (a: TrackedScan, b: TrackedScan): number =>
  Date.parse(a.at) - Date.parse(b.at) ||
  Number(a.correction ?? false) - Number(b.correction ?? false) ||
  RANK[a.status] - RANK[b.status]

/** A parcel's status by its scans alone: neither the order they came in nor repetition matters. */
export const statusOf = (scans: readonly TrackedScan[], before: ShipmentStatus): ShipmentStatus =>
  inOrder(scans).reduce(next, before)

function next(status: ShipmentStatus, { status: scanned, correction }: TrackedScan): ShipmentStatus {
  if (correction) return scanned
  if (scanned === 'unknown') return status
  return AFTER_THE_END[status]?.includes(scanned) === false ? status : scanned
}

/** When the parcel was delivered, if that is its status: the first such scan since it last was not. */
export function deliveredAt(scans: readonly TrackedScan[]): string | undefined {
  let at: string | undefined
  let status: ShipmentStatus = 'unknown'
  for (const each of inOrder(scans)) {
    status = next(status, each)
    at = status === 'delivered' ? (at ?? each.at) : undefined
  }
  return at
}

/** What others see of scans: the newest 50, oldest first. */
export const shown = (scans: readonly TrackedScan[]): z.infer<typeof scan>[] =>
  inOrder(scans)
    .slice(-50)
    .map(({ at, status, place, description }) => ({ at, status, ...(place ? { place } : {}), description }))

/** Such as `2026-11-24T05:00:00.000Z`: one way to write a time, so that equal scans are equal. */
export const instant = (text: string): string => new Date(text).toISOString()
