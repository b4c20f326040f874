import * as z from 'zod/mini'
import { type Place, plainPostalCode, taxRegionOf } from './tax-regions.ts'

/**
 * A part of the country that a quote is for, and whether its taxes are those of the quote. A list of them has the
 * closest first: the first that an address lies in is the one that speaks of it.
 */
export const taxedPlace = z.strictObject({
  /** A tax region, as `taxRegionOf` tells it; absent: any. */
  region: z.optional(z.string()),
  /** What postal codes begin with, in capitals without spaces and dashes; absent: any. */
  postalCode: z.optional(z.string()),
  isAlike: z.boolean(),
})
export type TaxedPlace = z.infer<typeof taxedPlace>

/** The part with other taxes than those quoted that an address of the quote's country lies in, if it does. */
export function taxedOtherwise(
  places: readonly TaxedPlace[] | undefined,
  address: Place,
): TaxedPlace | undefined {
  const region = taxRegionOf(address)
  const code = plainPostalCode(address.postalCode)
  const closest = places?.find(
    (place) =>
      (place.region === undefined || place.region === region) && code.startsWith(place.postalCode ?? ''),
  )
  return closest?.isAlike === false ? closest : undefined
}

/** Such a part in words. */
export function nameOfPlace(country: string, { region, postalCode }: TaxedPlace): string {
  const parts = [
    ...(region === undefined ? [] : [`${country}-${region}`]),
    ...(postalCode === undefined ? [] : [`postal codes ${postalCode}…`]),
  ]
  return parts.join(', ') || `the rest of ${country}`
}
