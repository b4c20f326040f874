import { apportion } from '#shared/money.ts'
import { Fault } from '#shared/outcomes.ts'
import { TAX_RULES, type TaxClass, type TaxRate, type TaxRule } from './tax-tables.ts'

/** An amount in minor units as it is priced: in inclusive mode with its tax in it. */
export interface Taxable {
  readonly taxClass: TaxClass
  readonly amount: number
}

/** The tax of all amounts of one rate, in minor units; `base` is their sum as priced. */
export interface RateTotal {
  readonly rate: TaxRate
  readonly base: number
  readonly tax: number
}

export interface TaxResult {
  /** The tax of each amount, in their order; they add up to `total`. */
  readonly parts: readonly number[]
  readonly byRate: readonly RateTotal[]
  readonly total: number
}

/** The rule for a destination on a date (`YYYY-MM-DD`): that of its region before that of its country. */
export function taxRuleFor(
  destination: { country: string; region?: string | undefined },
  on: string,
): TaxRule {
  const region = destination.region?.toUpperCase() ?? ''
  const inForce = TAX_RULES.filter((rule) => rule.from <= on).sort((a, b) => (a.from < b.from ? 1 : -1))
  const ofCountry = inForce.filter((rule) => rule.country === destination.country)
  const rule =
    ofCountry.find((candidate) => candidate.regions?.includes(region)) ??
    ofCountry.find((candidate) => !candidate.regions) ??
    inForce.find((candidate) => candidate.country === '*')
  if (!rule) throw new Fault(`no tax rule is in force on ${on}`)
  return rule
}

/** Tax rounded once per rate over all amounts, and apportioned to them exactly. */
export function taxOf(rule: TaxRule, amounts: readonly Taxable[]): TaxResult {
  const parts = amounts.map(() => 0)
  const byRate = [...new Set(amounts.map(({ taxClass }) => rule.rates[taxClass]))].map((rate) => {
    const places = amounts.flatMap(({ taxClass }, index) => (rule.rates[taxClass] === rate ? [index] : []))
    const bases = places.map((index) => amounts[index]?.amount ?? 0)
    const base = bases.reduce((a, b) => a + b, 0)
    const tax = taxWithin(rule, rate, base)
    apportion(tax, bases).forEach((part, index) => {
      parts[places[index] ?? 0] = part
    })
    return { rate, base, tax }
  })
  return { parts, byRate, total: byRate.reduce((sum, { tax }) => sum + tax, 0) }
}

/** Shipping as taxable amounts: at the standard rate, or shared among the goods by their amounts. */
export function taxableShipping(rule: TaxRule, goods: readonly Taxable[], price: number): Taxable[] {
  if (rule.shipping === 'standard') return [{ taxClass: 'standard', amount: price }]
  const shares = apportion(
    price,
    goods.map(({ amount }) => amount),
  )
  return goods.map(({ taxClass }, index) => ({ taxClass, amount: shares[index] ?? 0 }))
}

/** What is paid for an amount as it is priced. */
export const payable = (rule: TaxRule, amount: number, tax: number): number =>
  rule.mode === 'inclusive' ? amount : amount + tax

const MILLION = 1_000_000n

/** Whole numbers only, as a binary fraction of a rate would be off by a cent now and then. */
function taxWithin(rule: TaxRule, { rate }: TaxRate, base: number): number {
  const millionths = BigInt(Math.round(Number(rate) * Number(MILLION)))
  const dividend = BigInt(base) * millionths
  const divisor = rule.mode === 'inclusive' ? MILLION + millionths : MILLION
  const rounded = rule.rounding === 'down' ? dividend / divisor : (2n * dividend + divisor) / (2n * divisor)
  return Number(rounded)
}
