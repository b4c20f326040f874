import type { Scan } from '#contexts/shipping/contract/events.ts'
import { zoneOf } from '#shared/time-zones.ts'

/** A parcel and the day, at its destination, on which it was last taken out: another try is told anew. */
export function parcelDay(
  { shipmentId, scans }: { readonly shipmentId: string; readonly scans: readonly Scan[] },
  country: string | undefined,
): string {
  const taken = scans.findLast(({ status }) => status === 'out_for_delivery')
  if (!taken) return shipmentId
  // Swedish dates are written as ISO 8601.
  const day = new Intl.DateTimeFormat('sv', { timeZone: zoneOf(country) }).format(new Date(taken.at))
  return `${shipmentId}@${day}`
}
