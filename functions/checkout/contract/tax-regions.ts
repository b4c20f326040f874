import { codesOf, plain, regionCodeOf } from './region-codes.ts'

export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly region?: string | undefined
  readonly postalCode?: string | undefined
}

/** The first letter of a Canadian postal code is that of its province (Canada Post); `X` is NT and NU, taxed alike. */
const CANADA_BY_POSTAL_CODE: Readonly<Record<string, string>> = {
  ...{ A: 'NL', B: 'NS', C: 'PE', E: 'NB', G: 'QC', H: 'QC', J: 'QC', K: 'ON', L: 'ON', M: 'ON', N: 'ON' },
  ...{ P: 'ON', R: 'MB', S: 'SK', T: 'AB', V: 'BC', X: 'NT', Y: 'YT' },
}

/** Beginnings of postal codes of parts with taxes of their own. */
const PARTS: Readonly<Record<string, readonly (readonly [prefix: string, region: string])[]>> = {
  DE: [
    ['78266', 'BUESINGEN'],
    ['27498', 'HELGOLAND'],
  ],
  ES: [
    ['35', 'CN'],
    ['38', 'CN'],
    ['51', 'CE'],
    ['52', 'ML'],
  ],
  GR: [['63086', '69']],
  IT: [['23041', 'LIVIGNO']],
  PT: [
    ...['90', '91', '92', '93', '94'].map((prefix) => [prefix, '30'] as const),
    ...['95', '96', '97', '98', '99'].map((prefix) => [prefix, '20'] as const),
  ],
}

/**
 * The region whose taxes a place has: an ISO 3166-2 code without the country, in capitals, or undefined where it
 * cannot be told. Where the postal code says it, that wins: it is what the carrier goes by. So a part that is known
 * by its postal codes is not where a postal code is of elsewhere.
 */
export function taxRegionOf({ country, region, postalCode }: Place): string | undefined {
  const code = plainPostalCode(postalCode)
  const named = regionCodeOf(country, region)
  if (country === 'CA') return CANADA_BY_POSTAL_CODE[code[0] ?? ''] ?? named
  const said = named ?? plain(region).replace(new RegExp(`^${country}-`), '')
  const parts = PARTS[country] ?? []
  const told = parts.find(([prefix]) => code.startsWith(prefix))?.[1]
  if (told !== undefined) return told
  return code !== '' && parts.some(([, part]) => part === said) ? undefined : said || undefined
}

/** Whether a region of a country is one that postal codes tell. */
export const isToldByPostalCode = (country: string, region: string): boolean =>
  country === 'CA' ? codesOf('CA').has(region) : (PARTS[country] ?? []).some(([, part]) => part === region)

/** In capitals, without spaces and dashes. */
export const plainPostalCode = (postalCode = ''): string => plain(postalCode).replaceAll(/[\s-]/g, '')
