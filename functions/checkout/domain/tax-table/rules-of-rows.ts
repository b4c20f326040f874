import { regionCodeOf } from '../../contract/region-codes.ts'
import type { TaxRow } from '../../contract/terms.ts'
import type { Tax, TaxClass, TaxRule } from '../tax-rule.ts'

/** What rows of one place and day must say alike. */
export const SHARED = ['mode', 'rateOf', 'rounding', 'shipping'] as const

export const placeOf = ({ country, region, postalCode, from }: TaxRow): string =>
  `${country} ${region ?? ''} ${postalCode ?? ''} ${from}`

/** The rules that rows come to: those of one place and day are one rule. */
export const rulesOfRows = (rows: readonly TaxRow[], source: string): TaxRule[] =>
  [...Map.groupBy(rows, placeOf).values()].flatMap((group) => {
    const [first] = group
    return first ? [ruleOf(first, group, source)] : []
  })

function ruleOf(first: TaxRow, rows: readonly TaxRow[], source: string): TaxRule {
  const {
    country,
    region,
    postalCode,
    from,
    mode,
    rateOf,
    rounding = 'half_up',
    shipping = 'as_goods',
  } = first
  const known = new Map<string, Tax>()
  // The same value for the same tax, by which it is one line on receipts.
  const taxOf = (name: string, rate: string): Tax => {
    const tax = known.get(`${rate} ${name}`) ?? { name: { en: name }, rate }
    known.set(`${rate} ${name}`, tax)
    return tax
  }
  const levied = (taxClass: TaxClass): Tax[] =>
    rows.flatMap((row) => {
      const rate = row[taxClass]
      return rate === undefined ? [] : [taxOf(row.name, rate)]
    })
  // A class on which nothing is levied is a line all the same, so that receipts add up.
  const orNothing = (taxes: readonly Tax[]) => (taxes.length > 0 ? taxes : [taxOf(first.name, '0')])
  const taxes = {
    standard: orNothing(levied('standard')),
    reduced: orNothing(levied('reduced')),
    zero: orNothing(levied('zero')),
  }
  return {
    ...{ country, from, mode, rounding, shipping, taxes, source },
    ...(region === undefined ? {} : { regions: [regionCodeOf(country, region) ?? region] }),
    ...(postalCode === undefined ? {} : { postalCode }),
    ...(rateOf === 'price' ? { rateOf } : {}),
  }
}
