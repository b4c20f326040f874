/** How far a parcel goes; prices and days depend on it. */
export type Distance = 'domestic' | 'continental' | 'intercontinental'

/** A service of a carrier. Prices are US cents, for the first half kilogram and for each one begun after it. */
export interface Service {
  carrier: string
  service: string
  /** Served when the parcel starts in one of these countries; everywhere if absent. */
  from?: string[]
  distance: Distance[]
  /** Served when it ends in one of these countries; everywhere if absent. */
  to?: string[]
  firstCents: number
  nextCents: number
  days: number
  guaranteed?: true
}

const northAmerica = ['US', 'CA', 'MX']
const abroad: Distance[] = ['continental', 'intercontinental']

/**
 * The services offered, with the names that EasyPost gives them. EasyPost tracks Japan's domestic carriers but lists
 * no services for them: those three names are ours. Prices and days are made up.
 */
export const services: Service[] = [
  {
    carrier: 'KuronekoYamato',
    service: 'TaQBin',
    from: ['JP'],
    distance: ['domestic'],
    firstCents: 620,
    nextCents: 60,
    days: 1,
  },
  {
    carrier: 'KuronekoYamato',
    service: 'TaQBinTime',
    from: ['JP'],
    distance: ['domestic'],
    firstCents: 940,
    nextCents: 80,
    days: 1,
    guaranteed: true,
  },
  {
    carrier: 'JPPost',
    service: 'YuPack',
    from: ['JP'],
    distance: ['domestic'],
    firstCents: 580,
    nextCents: 60,
    days: 2,
  },

  {
    carrier: 'CanadaPost',
    service: 'RegularParcel',
    from: ['CA'],
    distance: ['domestic'],
    firstCents: 890,
    nextCents: 90,
    days: 6,
  },
  {
    carrier: 'CanadaPost',
    service: 'ExpeditedParcel',
    from: ['CA'],
    distance: ['domestic'],
    firstCents: 980,
    nextCents: 110,
    days: 4,
  },
  {
    carrier: 'CanadaPost',
    service: 'Xpresspost',
    from: ['CA'],
    distance: ['domestic'],
    firstCents: 1390,
    nextCents: 170,
    days: 2,
    guaranteed: true,
  },
  {
    carrier: 'CanadaPost',
    service: 'Priority',
    from: ['CA'],
    distance: ['domestic'],
    firstCents: 2190,
    nextCents: 240,
    days: 1,
    guaranteed: true,
  },
  {
    carrier: 'CanadaPost',
    service: 'ExpeditedParcelUSA',
    from: ['CA'],
    to: ['US'],
    distance: ['continental'],
    firstCents: 1290,
    nextCents: 190,
    days: 7,
  },
  {
    carrier: 'CanadaPost',
    service: 'XpresspostUSA',
    from: ['CA'],
    to: ['US'],
    distance: ['continental'],
    firstCents: 2190,
    nextCents: 260,
    days: 3,
    guaranteed: true,
  },
  {
    carrier: 'CanadaPost',
    service: 'XpresspostInternational',
    from: ['CA'],
    distance: ['intercontinental'],
    firstCents: 3890,
    nextCents: 620,
    days: 6,
  },

  {
    carrier: 'USPS',
    service: 'GroundAdvantage',
    from: ['US'],
    distance: ['domestic'],
    firstCents: 640,
    nextCents: 70,
    days: 4,
  },
  {
    carrier: 'USPS',
    service: 'Priority',
    from: ['US'],
    distance: ['domestic'],
    firstCents: 870,
    nextCents: 110,
    days: 2,
  },
  {
    carrier: 'USPS',
    service: 'Express',
    from: ['US'],
    distance: ['domestic'],
    firstCents: 2950,
    nextCents: 260,
    days: 1,
    guaranteed: true,
  },
  {
    carrier: 'USPS',
    service: 'PriorityMailInternational',
    from: ['US'],
    distance: abroad,
    firstCents: 4200,
    nextCents: 480,
    days: 8,
  },

  {
    carrier: 'FedEx',
    service: 'FEDEX_GROUND',
    from: ['US', 'CA'],
    distance: ['domestic'],
    firstCents: 990,
    nextCents: 100,
    days: 4,
  },
  {
    carrier: 'FedEx',
    service: 'FEDEX_2_DAY',
    from: ['US', 'CA'],
    distance: ['domestic'],
    firstCents: 1890,
    nextCents: 210,
    days: 2,
  },
  {
    carrier: 'FedEx',
    service: 'STANDARD_OVERNIGHT',
    from: ['US', 'CA'],
    distance: ['domestic'],
    firstCents: 3450,
    nextCents: 320,
    days: 1,
    guaranteed: true,
  },
  {
    carrier: 'FedEx',
    service: 'INTERNATIONAL_ECONOMY',
    distance: abroad,
    firstCents: 4890,
    nextCents: 560,
    days: 5,
  },
  {
    carrier: 'FedEx',
    service: 'INTERNATIONAL_PRIORITY',
    distance: abroad,
    firstCents: 6290,
    nextCents: 690,
    days: 3,
  },

  {
    carrier: 'UPS',
    service: 'Ground',
    from: ['US'],
    distance: ['domestic'],
    firstCents: 970,
    nextCents: 100,
    days: 4,
  },
  {
    carrier: 'UPS',
    service: 'UPSStandard',
    from: northAmerica,
    to: ['CA', 'MX'],
    distance: ['domestic', 'continental'],
    firstCents: 1150,
    nextCents: 130,
    days: 4,
  },
  {
    carrier: 'UPS',
    service: 'NextDayAir',
    from: ['US'],
    distance: ['domestic'],
    firstCents: 3590,
    nextCents: 330,
    days: 1,
    guaranteed: true,
  },
  { carrier: 'UPS', service: 'Expedited', distance: abroad, firstCents: 4690, nextCents: 540, days: 5 },
  { carrier: 'UPS', service: 'UPSSaver', distance: abroad, firstCents: 6190, nextCents: 680, days: 3 },

  {
    carrier: 'DHLExpress',
    service: 'DomesticExpress',
    distance: ['domestic'],
    firstCents: 1490,
    nextCents: 160,
    days: 1,
  },
  {
    carrier: 'DHLExpress',
    service: 'ExpressWorldwide',
    distance: abroad,
    firstCents: 5990,
    nextCents: 650,
    days: 3,
  },
]

/** Prices are shown in the currency of the country of origin; made-up, fixed rates: units for one US dollar. */
export const unitsPerDollar: Record<string, number> = {
  USD: 1,
  CAD: 1.4,
  JPY: 150,
  EUR: 0.9,
  GBP: 0.8,
  CNY: 7,
}

export const currencyOf: Record<string, string> = {
  US: 'USD',
  CA: 'CAD',
  JP: 'JPY',
  GB: 'GBP',
  CN: 'CNY',
  DE: 'EUR',
  ES: 'EUR',
  FR: 'EUR',
  IT: 'EUR',
  NL: 'EUR',
}

const continents = [northAmerica, ['DE', 'ES', 'FR', 'GB', 'IT', 'NL'], ['CN', 'HK', 'JP', 'KR', 'SG', 'TW']]

export function distanceBetween(origin: string, destination: string): Distance {
  if (origin === destination) return 'domestic'
  const neighbours = continents.some((c) => c.includes(origin) && c.includes(destination))
  return neighbours ? 'continental' : 'intercontinental'
}
