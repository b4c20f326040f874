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
  guaranteed: boolean
}

const northAmerica = ['US', 'CA', 'MX']
const domestic: Distance[] = ['domestic']
const abroad: Distance[] = ['continental', 'intercontinental']

/** Service, distances, cents for the first half kilogram, for each next one, days, and if the days are guaranteed. */
type Row = [string, Distance[], number, number, number, 'guaranteed'?]

function offered(carrier: string, where: Pick<Service, 'from' | 'to'>, rows: Row[]): Service[] {
  return rows.map(([service, distance, firstCents, nextCents, days, guaranteed]) => ({
    carrier,
    service,
    ...where,
    distance,
    firstCents,
    nextCents,
    days,
    guaranteed: guaranteed !== undefined,
  }))
}

/**
 * The services offered, with the names that EasyPost gives them. EasyPost tracks Japan's domestic carriers but lists
 * no services for them: those three names are ours. Prices and days are made up.
 */
export const services: Service[] = [
  ...offered('KuronekoYamato', { from: ['JP'] }, [
    ['TaQBin', domestic, 620, 60, 1],
    ['TaQBinTime', domestic, 940, 80, 1, 'guaranteed'],
  ]),
  ...offered('JPPost', { from: ['JP'] }, [['YuPack', domestic, 580, 60, 2]]),
  ...offered('CanadaPost', { from: ['CA'] }, [
    ['RegularParcel', domestic, 890, 90, 6],
    ['ExpeditedParcel', domestic, 980, 110, 4],
    ['Xpresspost', domestic, 1390, 170, 2, 'guaranteed'],
    ['Priority', domestic, 2190, 240, 1, 'guaranteed'],
    ['XpresspostInternational', ['intercontinental'], 3890, 620, 6],
  ]),
  ...offered('CanadaPost', { from: ['CA'], to: ['US'] }, [
    ['ExpeditedParcelUSA', ['continental'], 1290, 190, 7],
    ['XpresspostUSA', ['continental'], 2190, 260, 3, 'guaranteed'],
  ]),
  ...offered('USPS', { from: ['US'] }, [
    ['GroundAdvantage', domestic, 640, 70, 4],
    ['Priority', domestic, 870, 110, 2],
    ['Express', domestic, 2950, 260, 1, 'guaranteed'],
    ['PriorityMailInternational', abroad, 4200, 480, 8],
  ]),
  ...offered('FedEx', { from: ['US', 'CA'] }, [
    ['FEDEX_GROUND', domestic, 990, 100, 4],
    ['FEDEX_2_DAY', domestic, 1890, 210, 2],
    ['STANDARD_OVERNIGHT', domestic, 3450, 320, 1, 'guaranteed'],
  ]),
  ...offered('FedEx', {}, [
    ['INTERNATIONAL_ECONOMY', abroad, 4890, 560, 5],
    ['INTERNATIONAL_PRIORITY', abroad, 6290, 690, 3],
  ]),
  ...offered('UPS', { from: ['US'] }, [
    ['Ground', domestic, 970, 100, 4],
    ['NextDayAir', domestic, 3590, 330, 1, 'guaranteed'],
  ]),
  ...offered('UPS', { from: northAmerica, to: ['CA', 'MX'] }, [
    ['UPSStandard', ['domestic', 'continental'], 1150, 130, 4],
  ]),
  ...offered('UPS', {}, [
    ['Expedited', abroad, 4690, 540, 5],
    ['UPSSaver', abroad, 6190, 680, 3],
  ]),
  ...offered('DHLExpress', {}, [
    ['DomesticExpress', domestic, 1490, 160, 1],
    ['ExpressWorldwide', abroad, 5990, 650, 3],
  ]),
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
