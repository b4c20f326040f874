import type { TaxRow } from '../../contract/terms.ts'
import type { Tax, TaxClass, TaxRule } from '../tax-rule.ts'

const CLASSES: readonly TaxClass[] = ['standard', 'reduced', 'zero']

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
  const taxes = { standard: [] as Tax[], reduced: [] as Tax[], zero: [] as Tax[] }
  for (const row of rows) {
    const byRate = new Map<string, Tax>()
    for (const taxClass of CLASSES) {
      const rate = row[taxClass]
      if (rate === undefined) continue
      const tax = byRate.get(rate) ?? { name: { en: row.name }, rate }
      byRate.set(rate, tax)
      taxes[taxClass].push(tax)
    }
  }
  // A class on which nothing is levied is a line all the same, so that receipts add up.
  for (const taxClass of CLASSES)
    if (taxes[taxClass].length === 0) taxes[taxClass].push({ name: { en: first.name }, rate: '0' })
  return {
    ...{ country, from, mode, rounding, shipping, taxes, source },
    ...(region === undefined ? {} : { regions: [region] }),
    ...(postalCode === undefined ? {} : { postalCode }),
    ...(rateOf === 'price' ? { rateOf } : {}),
  }
}
