import { destinationZone, promiseOf, ratesInForce } from '#contexts/shipping/contract/promise.ts'
import { wallTime } from '#shared/calendar.ts'
import type { Place } from './document.ts'

type Rate = Place['tables'][number]['rates'][number]

/** By which rate a place sends to a country, by standard before any other; undefined where it does not. */
function rateTo(place: Place, country: string, now: Date): Rate | undefined {
  const rates = ratesInForce(place, wallTime(now, place.timeZone).date).toSorted(
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

function daysUntilThere(place: Place, country: string, { transitDays }: Rate, now: Date): DaysUntil {
  const timeZone = destinationZone(country, place)
  const { earliest, latest } = promiseOf(now, place, { timeZone, transitDays })
  const today = wallTime(now, timeZone).date
  return { earliest: daysBetween(today, earliest), latest: daysBetween(today, latest) }
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
