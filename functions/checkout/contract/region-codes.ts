type Names = Readonly<Record<string, string>>

/** Provinces and territories, in English and French. */
const CANADA: Names = {
  ALBERTA: 'AB',
  'BRITISH COLUMBIA': 'BC',
  'COLOMBIE-BRITANNIQUE': 'BC',
  MANITOBA: 'MB',
  'NEW BRUNSWICK': 'NB',
  'NOUVEAU-BRUNSWICK': 'NB',
  'NEWFOUNDLAND AND LABRADOR': 'NL',
  'TERRE-NEUVE-ET-LABRADOR': 'NL',
  'NOVA SCOTIA': 'NS',
  'NOUVELLE-ECOSSE': 'NS',
  'NORTHWEST TERRITORIES': 'NT',
  NUNAVUT: 'NU',
  ONTARIO: 'ON',
  'PRINCE EDWARD ISLAND': 'PE',
  QUEBEC: 'QC',
  SASKATCHEWAN: 'SK',
  YUKON: 'YT',
}

/** States, the federal district and the territories that the Postal Service delivers to. */
const UNITED_STATES: Names = {
  ALABAMA: 'AL',
  ALASKA: 'AK',
  'AMERICAN SAMOA': 'AS',
  ARIZONA: 'AZ',
  ARKANSAS: 'AR',
  CALIFORNIA: 'CA',
  COLORADO: 'CO',
  CONNECTICUT: 'CT',
  DELAWARE: 'DE',
  'DISTRICT OF COLUMBIA': 'DC',
  FLORIDA: 'FL',
  GEORGIA: 'GA',
  GUAM: 'GU',
  HAWAII: 'HI',
  IDAHO: 'ID',
  ILLINOIS: 'IL',
  INDIANA: 'IN',
  IOWA: 'IA',
  KANSAS: 'KS',
  KENTUCKY: 'KY',
  LOUISIANA: 'LA',
  MAINE: 'ME',
  'MARSHALL ISLANDS': 'MH',
  MARYLAND: 'MD',
  MASSACHUSETTS: 'MA',
  MICHIGAN: 'MI',
  MICRONESIA: 'FM',
  MINNESOTA: 'MN',
  MISSISSIPPI: 'MS',
  MISSOURI: 'MO',
  MONTANA: 'MT',
  NEBRASKA: 'NE',
  NEVADA: 'NV',
  'NEW HAMPSHIRE': 'NH',
  'NEW JERSEY': 'NJ',
  'NEW MEXICO': 'NM',
  'NEW YORK': 'NY',
  'NORTH CAROLINA': 'NC',
  'NORTH DAKOTA': 'ND',
  'NORTHERN MARIANA ISLANDS': 'MP',
  OHIO: 'OH',
  OKLAHOMA: 'OK',
  OREGON: 'OR',
  PALAU: 'PW',
  PENNSYLVANIA: 'PA',
  'PUERTO RICO': 'PR',
  'RHODE ISLAND': 'RI',
  'SOUTH CAROLINA': 'SC',
  'SOUTH DAKOTA': 'SD',
  TENNESSEE: 'TN',
  TEXAS: 'TX',
  UTAH: 'UT',
  VERMONT: 'VT',
  'VIRGIN ISLANDS': 'VI',
  VIRGINIA: 'VA',
  WASHINGTON: 'WA',
  'WEST VIRGINIA': 'WV',
  WISCONSIN: 'WI',
  WYOMING: 'WY',
}

/** Codes of ISO 3166-2 without the country, by names in capitals without accents. */
const NAMES: Readonly<Record<string, Names>> = { CA: CANADA, US: UNITED_STATES }

const CODES: Readonly<Record<string, ReadonlySet<string>>> = {
  CA: new Set(Object.values(CANADA)),
  // The Postal Service's own three, of the armed forces, have no names that people write.
  US: new Set([...Object.values(UNITED_STATES), 'AA', 'AE', 'AP']),
}

/** The codes of a country whose regions are known here by their names. */
export const codesOf = (country: string): ReadonlySet<string> => CODES[country] ?? new Set()

/**
 * The code of a region of Canada or the United States that is given by its code, with its country or without, or by its
 * name, in any case, with accents or without: `QC`, `CA-QC`, `Québec`. Undefined of others.
 */
export function regionCodeOf(country: string, region: string | undefined): string | undefined {
  const said = plain(region).replace(new RegExp(`^${country}-`), '')
  if (codesOf(country).has(said)) return said
  const names = NAMES[country]
  return names && Object.hasOwn(names, said) ? names[said] : undefined
}

/** In capitals, without accents. */
export const plain = (text = ''): string =>
  text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase()
