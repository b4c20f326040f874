import type { Scan } from '#contexts/shipping/contract/events.ts'
import { zoneOf } from '#shared/time-zones.ts'
import { dateAt } from './quiet-hours.ts'

/** The day, at its destination, on which a parcel was last taken out: another try is told anew. */
export function dayTakenOut(scans: readonly Scan[], country: string | undefined): string | undefined {
  const taken = scans.findLast(({ status }) => status === 'out_for_delivery')
  return taken && dateAt(new Date(taken.at), zoneOf(country))
}
