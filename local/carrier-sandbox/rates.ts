import { createHash } from 'node:crypto'
import { isDeliverable } from './deliverable.ts'
import type { ParcelRecord, ShipmentRecord } from './records.ts'
import { currencyOf, distanceBetween, type Service, services, unitsPerDollar } from './tariff.ts'

/** A price for carrying a shipment; `amount` is a decimal string with as many places as the currency has. */
export interface Quote {
  id: string
  carrier: string
  service: string
  amount: string
  currency: string
  days: number
  guaranteed: boolean
}

/**
 * The rates of a shipment, cheapest first: a pure function of it, so the same parcel on the same way always costs
 * the same, and nothing needs to be kept. None, if the destination cannot be delivered to.
 */
export function quotesFor(shipment: ShipmentRecord): Quote[] {
  const origin = shipment.from.country
  const destination = shipment.to.country
  if (origin === null || destination === null || !isDeliverable(shipment.to)) return []

  const currency = shownCurrency(shipment.currency, origin)
  const halfKilos = billableHalfKilos(shipment.parcel)
  return services
    .filter((service) => serves(service, origin, destination))
    .map((service) => ({ service, cents: service.firstCents + service.nextCents * (halfKilos - 1) }))
    .toSorted((a, b) => a.cents - b.cents)
    .map(({ service, cents }) => ({
      id: rateId(shipment.id, service),
      carrier: service.carrier,
      service: service.service,
      amount: decimal(cents, currency),
      currency,
      days: service.days,
      guaranteed: service.guaranteed,
    }))
}

function serves(service: Service, origin: string, destination: string): boolean {
  return (
    service.distance.includes(distanceBetween(origin, destination)) &&
    (service.from?.includes(origin) ?? true) &&
    (service.to?.includes(destination) ?? true)
  )
}

const GRAMS_PER_OUNCE = 28.349523125
/** Carriers' usual divisor: cubic inches to a pound. */
const CUBIC_INCHES_PER_POUND = 139
const GRAMS_PER_POUND = 453.59237

/** Carriers bill the greater of what a parcel weighs and what its size stands for. */
function billableHalfKilos(parcel: ParcelRecord): number {
  const volume = (parcel.lengthInches ?? 0) * (parcel.widthInches ?? 0) * (parcel.heightInches ?? 0)
  const grams = Math.max(
    parcel.weightOunces * GRAMS_PER_OUNCE,
    (volume / CUBIC_INCHES_PER_POUND) * GRAMS_PER_POUND,
  )
  return Math.max(1, Math.ceil(grams / 500))
}

function shownCurrency(wished: string | null, origin: string): string {
  if (wished !== null && wished in unitsPerDollar) return wished
  return currencyOf[origin] ?? 'USD'
}

function decimal(cents: number, currency: string): string {
  const units = (cents / 100) * (unitsPerDollar[currency] ?? 1)
  return units.toFixed(currency === 'JPY' ? 0 : 2)
}

function rateId(shipmentId: string, { carrier, service }: Service): string {
  const hex = createHash('sha256').update(`${shipmentId}/${carrier}/${service}`).digest('hex')
  return `rate_${hex.slice(0, 32)}`
}
