import type * as z from 'zod/mini'
import type { Promised } from '#contexts/orders/contract/types.ts'
import {
  addWorkingDays,
  dayAfter,
  instantOf,
  isWorkingDay,
  type WallTime,
  wallTime,
  workingDayFrom,
} from '#shared/calendar.ts'
import { zoneOf } from '#shared/time-zones.ts'
import type { ratesPublished } from './events.ts'

type Published = z.infer<(typeof ratesPublished)['data']>

/** The rates of the newest table that is in force on a date. */
export function ratesInForce<Rate>(
  {
    tables,
  }: { readonly tables: readonly { readonly effectiveFrom: string; readonly rates: readonly Rate[] }[] },
  on: string,
): readonly Rate[] {
  const inForce = tables.filter(({ effectiveFrom }) => effectiveFrom <= on)
  return inForce.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0]?.rates ?? []
}

/** The zone in which a destination's promises are dated: the location's own within its country. */
export const destinationZone = (
  country: string,
  location: Pick<Published, 'originCountry' | 'timeZone'>,
): string => (location.originCountry === country ? location.timeZone : zoneOf(country))

/** When a stock location works. */
export interface WorkingTimes {
  /** IANA. */
  readonly timeZone: string
  /** `HH:MM` in its zone: what is ordered before it leaves the same working day. */
  readonly cutOff: string
  readonly holidays: readonly string[]
}

/** Whether an order of now still leaves today. */
export function leavesToday(now: Date, { timeZone, cutOff, holidays }: WorkingTimes): boolean {
  const { date, time } = wallTime(now, timeZone)
  return isWorkingDay(date, holidays) && time < cutOff
}

/** When an order of now is handed over: at the cut-off of this or the next working day, in the location's zone. */
export function nextHandOver(now: Date, location: WorkingTimes): WallTime {
  const today = wallTime(now, location.timeZone).date
  const date = leavesToday(now, location) ? today : workingDayFrom(dayAfter(today), location.holidays)
  return { date, time: location.cutOff }
}

/** The instant (RFC 3339 UTC) at which an order of now is handed over at the latest. */
export const leavesBy = (now: Date, location: WorkingTimes): string =>
  instantOf(nextHandOver(now, location), location.timeZone).toISOString()

/**
 * The dates between which a parcel arrives, in the destination's zone: `transitDays` working days after the
 * day that it is there when the parcel is handed over. Holidays are the location's.
 */
export function promiseOf(
  now: Date,
  location: WorkingTimes,
  to: { timeZone: string; transitDays: { min: number; max: number } },
): Promised {
  const handedOver = instantOf(nextHandOver(now, location), location.timeZone)
  const from = wallTime(handedOver, to.timeZone).date
  return {
    earliest: addWorkingDays(from, to.transitDays.min, location.holidays),
    latest: addWorkingDays(from, to.transitDays.max, location.holidays),
  }
}
