import { zoneOf as zoneOfCountry } from '#shared/time-zones.ts'

/** The zone in which a destination's promises are dated: the location's own within its country. */
export const zoneOf = (country: string, location?: { originCountry: string; timeZone: string }): string =>
  location?.originCountry === country ? location.timeZone : zoneOfCountry(country)
