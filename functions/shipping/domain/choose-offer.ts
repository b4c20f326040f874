import type { Offer } from './carrier.ts'
import { RATE_TABLES, UNITS } from './rate-tables.ts'

export interface Wanted {
  readonly level: string
  readonly carrier: string
  readonly service: string
}

/** Carriers' services that are as good as those of our tables, by level: what may stand in for another. */
const STAND_INS: Readonly<Record<string, readonly string[]>> = {
  standard: [
    'JPPost YuPack',
    'CanadaPost RegularParcel',
    'CanadaPost ExpeditedParcelUSA',
    'USPS Priority',
    'USPS PriorityMailInternational',
    'FedEx FEDEX_GROUND',
    'UPS Ground',
    'UPS UPSStandard',
    'UPS Expedited',
  ],
  express: [
    'CanadaPost Priority',
    'CanadaPost XpresspostUSA',
    'CanadaPost XpresspostInternational',
    'USPS Express',
    'FedEx FEDEX_2_DAY',
    'FedEx STANDARD_OVERNIGHT',
    'FedEx INTERNATIONAL_PRIORITY',
    'UPS UPSSaver',
    'DHLExpress DomesticExpress',
  ],
}

const nameOf = ({ carrier, service }: Omit<Wanted, 'level'>): string => `${carrier} ${service}`

const servicesOf = (level: string): Set<string> =>
  new Set([
    ...(STAND_INS[level] ?? []),
    ...RATE_TABLES.flatMap(({ services }) => services.filter((it) => it.level === level).map(nameOf)),
  ])

/**
 * The service the customer chose; if it is not offered, the cheapest of the same level, which keeps the
 * promise if not the name. Undefined where there is neither.
 */
export function chooseOffer(offers: readonly Offer[], wanted: Wanted): Offer | undefined {
  const exact = offers.find((offer) => nameOf(offer) === nameOf(wanted))
  const asGood = servicesOf(wanted.level)
  return exact ?? cheapest(offers.filter((offer) => asGood.has(nameOf(offer))))
}

/** Carriers offer in their own currencies, which are compared by the rates of our tables; the first of equals. */
const cheapest = (offers: readonly Offer[]): Offer | undefined =>
  offers.toSorted((a, b) => dollarsOf(a) - dollarsOf(b) || a.price.amount - b.price.amount)[0]

/** One in a currency that our tables have no rate for comes after all others. */
function dollarsOf({ price }: Offer): number {
  const unit = UNITS[price.currency]
  return unit ? price.amount / unit.perDollar : Number.MAX_VALUE
}
