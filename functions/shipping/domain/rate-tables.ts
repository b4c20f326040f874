/**
 * What shipping costs and takes, by dated tables. A new price list is a new table with the day it
 * begins; a table that has begun is not changed any more. Prices are United States cents; `UNITS` says
 * what they are in the currencies we sell in. All prices and days are examples: put your contract's here.
 */
export interface RateTable {
  /** `YYYY-MM-DD`: the first day it holds. */
  readonly effectiveFrom: string
  readonly services: readonly ServiceRates[]
}

export interface ServiceRates {
  readonly level: 'standard' | 'express' | 'same_day'
  /** As EasyPost names carrier and service. */
  readonly carrier: string
  readonly service: string
  /** Countries a parcel may start from; everywhere when left out. */
  readonly origins?: readonly string[]
  readonly zones: readonly Zone[]
}

export interface Zone {
  readonly name: string
  /** `domestic` is the country of origin, which belongs to no other zone then. */
  readonly countries: readonly string[] | 'domestic'
  /** Working days between hand-over and delivery. */
  readonly days: readonly [min: number, max: number]
  /** Cents for a parcel up to each of `BANDS`, in their order; beyond the last one it is not served. */
  readonly cents: readonly number[]
}

/** Upper ends of the weight bands in grams. */
export const BANDS = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000] as const

export const EAST_ASIA = ['JP', 'CN', 'HK', 'KR', 'SG', 'TW'] as const
export const NORTH_AMERICA = ['US', 'CA', 'MX'] as const
const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'
export const EUROPE = `${EU} CH GB NO`.split(' ')
/** Whom the express carriers reach beside; a country in none of the lists is not served. */
export const FURTHER = 'AE AU BH BR CL ID IN KW MY NZ OM PH QA SA TH VN ZA'.split(' ')

/** The carrier of same-day parcels: people of our own, in the cities of a stock location. */
export const OWN_COURIER = { carrier: 'OwnCourier', service: 'SameDay' } as const

/** Worldwide services price a parcel's first half kilogram and each one after it. */
const abroad = (
  name: string,
  countries: readonly string[],
  days: Zone['days'],
  first: number,
  next: number,
): Zone => ({
  name,
  countries,
  days,
  cents: BANDS.map((grams) => first + next * (grams / 500 - 1)),
})

const domestic = (days: Zone['days'], ...cents: readonly number[]): Zone => ({
  name: 'domestic',
  countries: 'domestic',
  days,
  cents,
})

const SERVICES_2026: readonly ServiceRates[] = [
  {
    level: 'standard',
    carrier: 'KuronekoYamato',
    service: 'TaQBin',
    origins: ['JP'],
    zones: [domestic([1, 2], 500, 560, 620, 820, 1_080, 1_480, 1_980)],
  },
  {
    level: 'express',
    carrier: 'KuronekoYamato',
    service: 'TaQBinTime',
    origins: ['JP'],
    zones: [domestic([1, 1], 780, 840, 920, 1_180, 1_520, 2_040, 2_680)],
  },
  {
    level: 'standard',
    carrier: 'CanadaPost',
    service: 'ExpeditedParcel',
    origins: ['CA'],
    zones: [domestic([3, 5], 890, 980, 1_180, 1_580, 2_180, 3_280, 4_480)],
  },
  {
    level: 'express',
    carrier: 'CanadaPost',
    service: 'Xpresspost',
    origins: ['CA'],
    zones: [domestic([1, 2], 1_380, 1_560, 1_880, 2_580, 3_680, 5_680, 7_880)],
  },
  {
    level: 'standard',
    carrier: 'USPS',
    service: 'GroundAdvantage',
    origins: ['US'],
    zones: [domestic([2, 5], 590, 690, 880, 1_280, 1_780, 2_880, 3_980)],
  },
  {
    level: 'express',
    carrier: 'UPS',
    service: 'NextDayAir',
    origins: ['US'],
    zones: [domestic([1, 1], 3_480, 3_680, 3_980, 4_980, 6_480, 9_480, 12_480)],
  },
  {
    level: 'standard',
    carrier: 'UPS',
    service: 'UPSStandard',
    origins: ['US'],
    zones: [{ ...abroad('canada', ['CA'], [3, 5], 1_280, 130) }],
  },
  {
    level: 'standard',
    carrier: 'DHLExpress',
    service: 'DomesticExpress',
    origins: [...EUROPE, 'CN', 'HK', 'KR', 'SG', 'TW'],
    zones: [domestic([1, 2], 980, 1_080, 1_280, 1_680, 2_280, 3_480, 4_680)],
  },
  {
    level: 'standard',
    carrier: 'FedEx',
    service: 'INTERNATIONAL_ECONOMY',
    zones: [
      abroad('east_asia', EAST_ASIA, [3, 5], 2_680, 280),
      abroad('north_america', NORTH_AMERICA, [4, 6], 3_880, 480),
      abroad('europe', EUROPE, [4, 7], 4_080, 520),
      abroad('further', FURTHER, [5, 9], 4_680, 620),
    ],
  },
  {
    level: 'express',
    carrier: 'DHLExpress',
    service: 'ExpressWorldwide',
    zones: [
      abroad('east_asia', EAST_ASIA, [2, 3], 3_680, 380),
      abroad('north_america', NORTH_AMERICA, [2, 4], 5_280, 580),
      abroad('europe', EUROPE, [2, 4], 5_480, 620),
      abroad('further', FURTHER, [3, 6], 6_280, 720),
    ],
  },
  {
    level: 'same_day',
    ...OWN_COURIER,
    zones: [domestic([0, 0], 680, 680, 780, 980)],
  },
]

/** The yearly general increase of the carriers. */
const raised = (percent: number, services: readonly ServiceRates[]): ServiceRates[] =>
  services.map((service) => ({
    ...service,
    zones: service.zones.map((zone) => ({
      ...zone,
      cents: zone.cents.map((cents) => Math.round((cents * (100 + percent)) / 100)),
    })),
  }))

export const RATE_TABLES: readonly RateTable[] = [
  { effectiveFrom: '2026-01-01', services: SERVICES_2026 },
  { effectiveFrom: '2027-01-01', services: raised(4, SERVICES_2026) },
]

/**
 * What one dollar is in each currency, in its minor units, and the step prices are rounded up to.
 * Fixed by us with each table, so that a price does not move with the market.
 */
export const UNITS: Readonly<Record<string, { readonly perDollar: number; readonly step: number }>> = {
  JPY: { perDollar: 150, step: 10 },
  USD: { perDollar: 100, step: 5 },
  EUR: { perDollar: 90, step: 5 },
  GBP: { perDollar: 80, step: 5 },
  CAD: { perDollar: 140, step: 5 },
  AUD: { perDollar: 150, step: 5 },
  CNY: { perDollar: 700, step: 10 },
  HKD: { perDollar: 780, step: 10 },
  TWD: { perDollar: 3_200, step: 100 },
  KRW: { perDollar: 1_400, step: 100 },
  SGD: { perDollar: 135, step: 5 },
  KWD: { perDollar: 310, step: 50 },
}
