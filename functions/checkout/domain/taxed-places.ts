import { isToldByPostalCode, type Place, plainPostalCode, taxRegionOf } from '../contract/tax-regions.ts'
import type { TaxedPlace } from '../contract/taxed-places.ts'
import { nearness, taxRuleFor } from './tax.ts'
import type { TaxRule } from './tax-rule.ts'
import { TAX_RULES } from './tax-tables.ts'

/** More would make quotes long: then a quote is for its postal code alone. */
export const MOST_PLACES = 200

type Part = Omit<TaxedPlace, 'isAlike'>

/**
 * Where in its country the order of a quote may go, as the quote's taxes hold there, and where not: its address may
 * say more than the quote's destination did, or be corrected later. Empty where taxes are the same everywhere.
 */
export function taxedPlacesAround(
  destination: Place,
  rule: TaxRule,
  on: string,
  own: readonly TaxRule[],
): TaxedPlace[] {
  const { country } = destination
  const region = taxRegionOf({ country, region: destination.region })
  const parts = partsOf({ country, region }, on, own)
  // Who is in a region that postal codes tell is in its own part, and not in what is left for the others.
  const unlessTold = region === undefined || isToldByPostalCode(country, region) ? {} : { region }
  const judged = (part: Part): TaxedPlace => {
    const ruleThere = taxRuleFor({ country, ...unlessTold, ...part }, on, own)
    return { ...part, isAlike: ruleThere !== undefined && levied(ruleThere) === levied(rule) }
  }
  if (parts.length <= MOST_PLACES) return withoutNeedless(parts.map(judged))
  return [...here(destination, parts).map(judged), { isAlike: false }]
}

/** All parts of the country that rules speak of and an order may go to, the closest first, the whole of it last. */
function partsOf({ country, region: quoted }: Place, on: string, own: readonly TaxRule[]): Part[] {
  const named = [...own, ...TAX_RULES]
    .filter((rule) => rule.country === country && rule.from <= on)
    .flatMap(({ regions = [undefined], postalCode }) => regions.map((each) => partOf(each, postalCode)))
    .filter(
      (part) =>
        part.region === undefined ||
        quoted === undefined ||
        part.region === quoted ||
        isToldByPostalCode(country, part.region),
    )
    .filter((part) => part.region === undefined || taxRegionOf({ country, ...part }) === part.region)
  const parts = new Map([...named, {}].map((part) => [`${part.region ?? ''} ${part.postalCode ?? ''}`, part]))
  return [...parts.values()].toSorted((a, b) => nearness(b) - nearness(a))
}

/** The parts that meet in the postal code that was quoted; none where none was. */
function here({ postalCode }: Place, parts: readonly Part[]): Part[] {
  const code = plainPostalCode(postalCode)
  if (code === '') return []
  const around = parts.filter((part) => code.startsWith(part.postalCode ?? ''))
  return [...new Set(around.map(({ region }) => region))]
    .map((region) => partOf(region, code))
    .toSorted((a, b) => nearness(b) - nearness(a))
}

const partOf = (region: string | undefined, postalCode: string | undefined): Part => ({
  ...(region === undefined ? {} : { region }),
  ...(postalCode === undefined ? {} : { postalCode }),
})

/** What is alike says nothing where nothing wider differs. */
const withoutNeedless = (places: readonly TaxedPlace[]): TaxedPlace[] =>
  places.slice(0, places.findLastIndex(({ isAlike }) => !isAlike) + 1)

/** All of a rule that amounts and receipts depend on. */
const levied = ({ mode, rateOf, rounding, shipping, taxes }: TaxRule): string =>
  JSON.stringify([mode, rateOf, rounding, shipping, taxes])
