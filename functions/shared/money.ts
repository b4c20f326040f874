import * as z from 'zod/mini'
import { remembered } from './remembered.ts'

/**
 * Decimals of the currencies we trade in, by ISO 4217 (list one, 2024-06-25).
 * A currency that is not listed has two.
 */
const DECIMALS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    [
      'BIF',
      'CLP',
      'DJF',
      'GNF',
      'ISK',
      'JPY',
      'KMF',
      'KRW',
      'PYG',
      'RWF',
      'UGX',
      'VND',
      'VUV',
      'XAF',
      'XOF',
      'XPF',
    ].map((code) => [code, 0]),
  ),
  ...Object.fromEntries(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3])),
}

/** An ISO 4217 code, such as `JPY`. */
export const currency = z
  .string()
  .check(z.regex(/^[A-Z]{3}$/))
  .brand<'Currency'>()
export type Currency = z.infer<typeof currency>

/** An amount in minor units (cents, yen, fils) of one currency; never a fraction. */
export const money = z.strictObject({
  amount: z.int().check(z.minimum(-1_000_000_000_000), z.maximum(1_000_000_000_000)),
  currency,
})
export type Money = z.infer<typeof money>

/** A price or total: money that is not negative. */
export const price = z.strictObject({
  amount: z.int().check(z.minimum(0), z.maximum(1_000_000_000_000)),
  currency,
})

export const decimalsOf = (code: Currency): number => DECIMALS[code] ?? 2

/**
 * What can be paid is a multiple of so many minor units, where that is not 1: cards take no third decimal but 0, and of
 * ariary whole ones alone (https://docs.stripe.com/currencies#three-decimal, #zero-decimal).
 */
const PAYABLE_STEPS: Readonly<Record<string, number>> = {
  ...{ BHD: 10, JOD: 10, KWD: 10, OMR: 10, TND: 10 },
  MGA: 100,
}

export const payableStepOf = (code: Currency): number => PAYABLE_STEPS[code] ?? 1

/** The largest amount up to this one, in minor units, that can be paid. */
export const payablePartOf = (amount: number, code: Currency): number =>
  amount - (amount % payableStepOf(code))

export const of = (amount: number, code: Currency): Money => ({ amount, currency: code })

/** The sum of amounts of one currency; throws a TypeError where currencies are mixed. */
export function sum(code: Currency, amounts: readonly Money[]): Money {
  return of(
    amounts.reduce((total, item) => {
      if (item.currency !== code) throw new TypeError(`cannot add ${item.currency} to a sum of ${code}`)
      return total + item.amount
    }, 0),
    code,
  )
}

/**
 * Splits `total` minor units by whole `weights`, exactly: the parts add up to the total, and each differs from
 * its true share by less than one unit (largest remainder, earlier parts first on a tie). Where all weights
 * are 0 the first part is all of it. Throws a RangeError where the total or a weight is below 0 or not whole.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  if ([total, ...weights].some((number) => number < 0))
    throw new RangeError(`cannot apportion ${total} by ${weights.join(', ')}`)
  const whole = weights.reduce((a, b) => a + BigInt(b), 0n)
  if (whole === 0n) return weights.map((_, index) => (index === 0 ? total : 0))
  const shares = weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight)
    return { index, part: Number(product / whole), remainder: product % whole }
  })
  const left = total - shares.reduce((sum, { part }) => sum + part, 0)
  const byRemainder = shares.toSorted((a, b) => Number(b.remainder - a.remainder))
  const favored = new Set(byRemainder.slice(0, left).map(({ index }) => index))
  return shares.map(({ index, part }) => part + (favored.has(index) ? 1 : 0))
}

/**
 * The amount as its language writes it, such as `￥3,280` or `¥3,280.00`; to the last minor unit, also where
 * people leave those out (`HUF 32.80`).
 */
export const formatMoney = ({ amount, currency: code }: Money, locale: string): string =>
  moneyFormat(locale, code).format(amount / 10 ** decimalsOf(code))

const moneyFormat = remembered((locale: string, code: Currency) => {
  const decimals = decimalsOf(code)
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: code,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
})
