import type { Promised, ShippingChoice } from '#contexts/orders/contract/types.ts'
import {
  destinationZone,
  leavesBy,
  leavesToday,
  promiseOf,
  ratesInForce,
} from '#contexts/shipping/contract/promise.ts'
import { wallTime } from '#shared/calendar.ts'
import type { Sku } from '#shared/ids.ts'
import type { Currency } from '#shared/money.ts'
import { zoneOf } from '#shared/time-zones.ts'
import type { ExchangeRate } from '../contract/exchange-rate.ts'
import type { QuoteRequest } from '../contract/operations.ts'
import type { LocationRates, Rate, SkuCopy } from './copies.ts'
import { type Priced, priceIn } from './currency/convert.ts'

/** A way to send the order, priced in minor units of the quote's currency. */
export interface Option extends ShippingChoice {
  readonly price: number
  /** Its price is not set in the quote's currency, but converted. */
  readonly isConverted?: boolean
  readonly promise: Promised
  /** By when the goods must leave for it, RFC 3339 UTC; absent where nothing is sent. */
  readonly leavesBy?: string
}

/** What has to be sent, and where to. */
export interface Consignment {
  readonly destination: QuoteRequest['destination']
  readonly currency: Currency
  /** By which prices are converted that are not set in the currency. */
  readonly exchangeRate: ExchangeRate | undefined
  /** Of all physical lines together. */
  readonly weightGrams: number
  /** Units of each physical SKU. */
  readonly units: ReadonlyMap<Sku, number>
}

type Level = Rate['level']
const LEVELS: readonly Level[] = ['standard', 'express', 'same_day']

/**
 * The cheapest rate of each level, all from the location that would serve the order: the first, in the order
 * in which stock is looked for, that delivers there. None where nobody does.
 */
export function shippingOptions(
  consignment: Consignment,
  locations: readonly LocationRates[],
  copies: ReadonlyMap<Sku, SkuCopy>,
  now: Date,
): Option[] {
  for (const location of inOrderOfSourcing(consignment, locations, copies)) {
    const options = optionsFrom(location, consignment, now)
    if (options.length > 0) return options
  }
  return []
}

/** Locations that hold all of it before those that do not; then by priority, lower first. */
function inOrderOfSourcing(
  { units }: Consignment,
  locations: readonly LocationRates[],
  copies: ReadonlyMap<Sku, SkuCopy>,
): LocationRates[] {
  const lacksSome = ({ locationId }: LocationRates): boolean =>
    [...units].some(([sku, wanted]) => (copies.get(sku)?.available.get(locationId) ?? 0) < wanted)
  const rank = (location: LocationRates): [number, number] => [Number(lacksSome(location)), location.priority]
  return locations
    .map((location) => ({ location, rank: rank(location) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || byId(a.location, b.location))
    .map(({ location }) => location)
}

const byId = (a: LocationRates, b: LocationRates): number => (a.locationId < b.locationId ? -1 : 1)

function optionsFrom(location: LocationRates, consignment: Consignment, now: Date): Option[] {
  const rates = ratesInForce(location, wallTime(now, location.timeZone).date)
  return LEVELS.flatMap((level) => {
    if (level === 'same_day' && !leavesToday(now, location)) return []
    const cheapest = cheapestOf(rates, level, consignment, now)
    return cheapest ? [toOption(cheapest.rate, cheapest.price, location, consignment, now)] : []
  })
}

function cheapestOf(rates: readonly Rate[], level: Level, consignment: Consignment, now: Date) {
  const ofLevel = rates.filter((rate) => rate.level === level)
  const { country } = consignment.destination
  const named = ofLevel.filter(({ countries }) => countries.includes(country))
  // `*` is everywhere else: a rate that names the country stands before it.
  const elsewhere = ofLevel.filter(({ countries }) => countries.includes('*'))
  return (named.length > 0 ? named : elsewhere)
    .filter((rate) => reachesCity(rate, consignment.destination.city))
    .flatMap((rate) => {
      const price = priceOf(rate, consignment, now)
      return price === undefined ? [] : [{ rate, price }]
    })
    .sort((a, b) => a.price.amount - b.price.amount)[0]
}

const reachesCity = ({ cities }: Rate, city: string | undefined): boolean =>
  !cities || cities.includes(city?.trim().toLowerCase() ?? '')

/** The price of the first band that holds the weight, in the quote's currency. */
function priceOf(
  { bands }: Rate,
  { weightGrams, currency, exchangeRate }: Consignment,
  now: Date,
): Priced | undefined {
  const band = bands.find(({ upToGrams }) => weightGrams <= upToGrams)
  return band && priceIn(band.prices, currency, now, exchangeRate)
}

const toOption = (
  { id, level, carrier, service, transitDays }: Rate,
  { amount: price, isConverted }: Priced,
  location: LocationRates,
  { destination }: Consignment,
  now: Date,
): Option => ({
  id,
  level,
  carrier,
  service,
  price,
  isConverted,
  promise: promiseOf(now, location, {
    timeZone: destinationZone(destination.country, location),
    transitDays,
  }),
  leavesBy: leavesBy(now, location),
})

/** What is not sent at all: there at once, for nothing. */
export function digitalOption(country: string, now: Date): Option {
  const { date } = wallTime(now, zoneOf(country))
  return {
    id: 'digital',
    level: 'digital',
    carrier: 'none',
    service: 'download',
    price: 0,
    promise: { earliest: date, latest: date },
  }
}
