import type * as z from 'zod/mini'
import type { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import { currency, type Money } from '#shared/money.ts'
import type { ratesPublished } from '../contract/events.ts'
import { HOLIDAYS } from './holidays.ts'
import { BANDS, RATE_TABLES, type RateTable, type ServiceRates, UNITS, type Zone } from './rate-tables.ts'

export type StockLocation = z.infer<typeof stockLocationChanged.data>
export type LocationRates = z.infer<typeof ratesPublished.data>
type Rate = LocationRates['tables'][number]['rates'][number]

/** What shipping from a location costs and takes, by every table: the whole of what others may know. */
export const ratesOf = (
  location: StockLocation,
  tables: readonly RateTable[] = RATE_TABLES,
): LocationRates => ({
  locationId: location.locationId,
  originCountry: location.address.country,
  originCity: location.address.city,
  timeZone: location.timeZone,
  cutOff: location.cutOff,
  priority: location.priority,
  tables: tables.map(({ effectiveFrom, services }) => ({
    effectiveFrom,
    rates: services.filter((service) => startsAt(service, location)).flatMap((it) => ratesFor(it, location)),
  })),
  holidays: [...(HOLIDAYS[location.address.country] ?? [])],
})

const startsAt = ({ origins, level }: ServiceRates, { address, sameDayCities }: StockLocation): boolean =>
  (origins?.includes(address.country) ?? true) && (level !== 'same_day' || sameDayCities.length > 0)

const ratesFor = (service: ServiceRates, location: StockLocation): Rate[] =>
  service.zones
    .map((zone) => ({ zone, countries: countriesOf(zone, location.address.country) }))
    .filter(({ countries }) => countries.length > 0)
    .map(({ zone, countries }) => ({
      id: `${service.level}.${service.carrier}.${service.service}.${zone.name}`,
      level: service.level,
      carrier: service.carrier,
      service: service.service,
      countries,
      ...(service.level === 'same_day' ? { cities: location.sameDayCities.map(lowerCased) } : {}),
      bands: zone.cents.map((cents, index) => ({ upToGrams: BANDS[index] ?? 0, prices: pricesOf(cents) })),
      transitDays: { min: zone.days[0], max: zone.days[1] },
    }))

const countriesOf = (zone: Zone, origin: string): string[] =>
  zone.countries === 'domestic' ? [origin] : zone.countries.filter((country) => country !== origin)

const lowerCased = (city: string): string => city.trim().toLowerCase()

/** A price of US cents in every currency we sell in, rounded up to the currency's step. */
export const pricesOf = (cents: number): Money[] =>
  Object.entries(UNITS).map(([code, { perDollar, step }]) => ({
    amount: Math.ceil((cents * perDollar) / (100 * step)) * step,
    currency: currency.parse(code),
  }))
