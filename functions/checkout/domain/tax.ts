import { apportion } from '#shared/money.ts'
import { type Place, plainPostalCode, taxRegionOf } from '../contract/tax-regions.ts'
import { type Tax, type TaxedAs, type TaxRule, taxesOn } from './tax-rule.ts'
import { TAX_RULES } from './tax-tables.ts'

/** An amount in minor units as it is priced: in inclusive mode with its tax in it. */
export interface Taxable {
  readonly taxClass: TaxedAs
  readonly amount: number
}

/** One tax on all amounts that it is levied on, in minor units; `base` is their sum as priced. */
export interface RateTotal {
  readonly rate: Tax
  readonly base: number
  readonly tax: number
}

/** What one amount bears of one tax, in minor units. */
export interface TaxShare {
  readonly rate: Tax
  readonly tax: number
}

export interface TaxResult {
  /** The tax of each amount, in their order, all its taxes together; they add up to `total`. */
  readonly parts: readonly number[]
  /** The same by tax: one share for each tax that an amount bears. */
  readonly shares: readonly (readonly TaxShare[])[]
  readonly byRate: readonly RateTotal[]
  readonly total: number
}

/**
 * The rule for a place on a date (`YYYY-MM-DD`): that of its postal code before that of its region, and that before
 * the one of its country; the merchant's `own` rules before ours where they speak of the place. Undefined where the
 * tax depends on the region, and that is not told.
 */
export function taxRuleFor(place: Place, on: string, own: readonly TaxRule[] = []): TaxRule | undefined {
  const region = taxRegionOf(place)
  const ofCountry = (rules: readonly TaxRule[], country: string) =>
    rules
      .filter((rule) => rule.country === country && rule.from <= on)
      .toSorted((a, b) => Number(a.from < b.from) - Number(a.from > b.from))
  const code = plainPostalCode(place.postalCode)
  const ofPlace = (rules: readonly TaxRule[]) =>
    ofCountry(rules, place.country)
      .filter(
        ({ regions, postalCode = '' }) =>
          code.startsWith(postalCode) && (!regions || (region !== undefined && regions.includes(region))),
      )
      .toSorted((a, b) => nearnessOf(b) - nearnessOf(a))[0]
  const found = ofPlace(own) ?? ofPlace(TAX_RULES)
  if (found) return found
  const byRegion = [...own, ...TAX_RULES].some(({ country }) => country === place.country)
  if (byRegion && region === undefined) return undefined
  return ofCountry(own, '*')[0] ?? ofCountry(TAX_RULES, '*')[0]
}

const nearnessOf = ({ regions, postalCode }: TaxRule): number =>
  nearness({ region: regions?.[0], postalCode })

/** How closely a place is named: a postal code says more than a region. */
export const nearness = ({ region, postalCode = '' }: Pick<Place, 'region' | 'postalCode'>): number =>
  2 * postalCode.length + (region === undefined ? 0 : 1)

/**
 * Each tax rounded once over all amounts that bear it, and apportioned to them exactly; what is added to prices in
 * multiples of `step` minor units, as it has to be paid. (Where prices hold
 * several taxes and classes differ in which, it is rounded once for each such class.)
 */
export function taxOf(rule: TaxRule, amounts: readonly Taxable[], step = 1): TaxResult {
  const unit = rule.mode === 'exclusive' ? step : 1
  const shares: TaxShare[][] = amounts.map(() => [])
  const levied = new Set(amounts.flatMap(({ taxClass }) => taxesOn(rule, taxClass)))
  const byRate = [...levied].map((rate) => {
    const bearing = amounts.flatMap(({ taxClass, amount }, index) =>
      taxesOn(rule, taxClass).includes(rate) ? [{ index, amount, divisor: divisorOf(rule, taxClass) }] : [],
    )
    for (const group of Map.groupBy(bearing, ({ divisor }) => divisor).values()) {
      const bases = group.map(({ amount }) => amount)
      const divisor = (group[0]?.divisor ?? MILLION) * BigInt(unit)
      const units = roundedTax(rule, rate, { base: sum(bases), divisor })
      apportion(units, bases).forEach((part, place) => {
        shares[group[place]?.index ?? 0]?.push({ rate, tax: part * unit })
      })
    }
    const tax = sum(shares.flat().map((share) => (share.rate === rate ? share.tax : 0)))
    return { rate, base: sum(bearing.map(({ amount }) => amount)), tax }
  })
  const parts = shares.map((ofAmount) => sum(ofAmount.map(({ tax }) => tax)))
  return { parts, shares, byRate, total: sum(parts) }
}

/** Shipping as taxable amounts: by the rule of the place, at the standard rate, shared among the goods, or untaxed. */
export function taxableShipping(rule: TaxRule, goods: readonly Taxable[], price: number): Taxable[] {
  switch (rule.shipping) {
    case 'standard':
      return [{ taxClass: 'standard', amount: price }]
    case 'untaxed':
      return [{ taxClass: 'zero', amount: price }]
    case 'as_goods': {
      const sent = goods.filter(({ taxClass }) => taxClass !== 'gift_card')
      const shares = apportion(
        price,
        sent.map(({ amount }) => amount),
      )
      return sent.map(({ taxClass }, index) => ({ taxClass, amount: shares[index] ?? 0 }))
    }
  }
}

/** What is paid for an amount as it is priced. */
export const payable = (rule: TaxRule, amount: number, tax: number): number =>
  rule.mode === 'inclusive' ? amount : amount + tax

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

const MILLION = 1_000_000n

/** Whole numbers only, as a binary fraction of a rate would be off by a cent now and then. */
const millionths = ({ rate }: Tax): bigint => BigInt(Math.round(Number(rate) * Number(MILLION)))

/** All rates on a class together, as a decimal text. */
export const combinedRate = (taxes: readonly Tax[]): string =>
  String(Number(taxes.reduce((all, tax) => all + millionths(tax), 0n)) / Number(MILLION))

/** What an amount as priced is divided by, in millionths, for a rate to apply to it. */
function divisorOf(rule: TaxRule, taxClass: TaxedAs): bigint {
  if (rule.mode === 'exclusive' || rule.rateOf === 'price') return MILLION
  return taxesOn(rule, taxClass).reduce((all, tax) => all + millionths(tax), MILLION)
}

function roundedTax(rule: TaxRule, tax: Tax, { base, divisor }: { base: number; divisor: bigint }): number {
  const dividend = BigInt(base) * millionths(tax)
  const rounded = rule.rounding === 'down' ? dividend / divisor : (2n * dividend + divisor) / (2n * divisor)
  return Number(rounded)
}
