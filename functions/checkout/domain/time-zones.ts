/**
 * The zone in which a country's promises are dated; of a country with several, the one most people live in.
 * IANA time zone database, zone1970.tab.
 */
const ZONES: Readonly<Record<string, string>> = {
  AU: 'Australia/Sydney',
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CH: 'Europe/Zurich',
  CN: 'Asia/Shanghai',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  HK: 'Asia/Hong_Kong',
  IE: 'Europe/Dublin',
  IN: 'Asia/Kolkata',
  IT: 'Europe/Rome',
  JP: 'Asia/Tokyo',
  KR: 'Asia/Seoul',
  MX: 'America/Mexico_City',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  NZ: 'Pacific/Auckland',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon',
  SE: 'Europe/Stockholm',
  SG: 'Asia/Singapore',
  TW: 'Asia/Taipei',
  US: 'America/New_York',
}

/** The zone of a destination: the location's own within its country, UTC for a country that is not listed. */
export const zoneOf = (country: string, location?: { originCountry: string; timeZone: string }): string =>
  location?.originCountry === country ? location.timeZone : (ZONES[country] ?? 'UTC')
