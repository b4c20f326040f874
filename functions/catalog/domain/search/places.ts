import {
  addWorkingDays,
  dayAfter,
  instantOf,
  isWorkingDay,
  wallTime,
  workingDayFrom,
} from '#shared/calendar.ts'
import { zoneOf } from '#shared/time-zones.ts'
import type { Place } from './document.ts'

type Rate = Place['tables'][number]['rates'][number]

/** The rates of the newest table that is in force at its place. */
function ratesAt({ tables, timeZone }: Place, now: Date): readonly Rate[] {
  const today = wallTime(now, timeZone).date
  const inForce = tables.filter(({ effectiveFrom }) => effectiveFrom <= today)
  return inForce.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0]?.rates ?? []
}

/** By which rate a place sends to a country, by standard before any other; undefined where it does not. */
function rateTo(place: Place, country: string, now: Date): Rate | undefined {
  const rates = ratesAt(place, now).toSorted(
    (a, b) => Number(b.level === 'standard') - Number(a.level === 'standard'),
  )
  return (
    rates.find(({ countries }) => countries.includes(country)) ??
    rates.find(({ countries }) => countries.includes('*'))
  )
}

/** The places that send to a country, with the days until a parcel of now is there. */
export type Serving = ReadonlyMap<string, DaysUntil>

/** Days of the calendar from today on. */
export interface DaysUntil {
  readonly earliest: number
  readonly latest: number
}

export function placesServing(places: Iterable<Place>, country: string, now: Date): Serving {
  const serving = new Map<string, DaysUntil>()
  for (const place of places) {
    const rate = rateTo(place, country, now)
    if (rate) serving.set(place.locationId, daysUntilThere(place, country, rate, now))
  }
  return serving
}

/** Handed over at the cut-off of this or the next working day; then as many working days as the carrier takes. */
function daysUntilThere(place: Place, country: string, { transitDays }: Rate, now: Date): DaysUntil {
  const { cutOff, holidays, timeZone, originCountry } = place
  const { date, time } = wallTime(now, timeZone)
  const leavesToday = isWorkingDay(date, holidays) && time < cutOff
  const leaves = leavesToday ? date : workingDayFrom(dayAfter(date), holidays)
  const zone = originCountry === country ? timeZone : zoneOf(country)
  const from = wallTime(instantOf({ date: leaves, time: cutOff }, timeZone), zone).date
  const today = wallTime(now, zone).date
  const daysTo = (count: number) => daysBetween(today, addWorkingDays(from, count, holidays))
  return { earliest: daysTo(transitDays.min), latest: daysTo(transitDays.max) }
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
