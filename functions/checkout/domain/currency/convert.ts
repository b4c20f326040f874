import { type DatedPrice, priceAt } from '#contexts/catalog/contract/prices.ts'
import { days } from '#shared/clock.ts'
import { type Currency, decimalsOf, payablePartOf, payableStepOf } from '#shared/money.ts'
import type { ExchangeRate } from '../../contract/exchange-rate.ts'

/** A rate holds through weekends and holidays, and no longer: an older one is a price that nobody meant. */
const RATE_LIFE = days(7)

/**
 * What prices in a currency are rounded to, in minor units, where it is not the last one: as people are used to see
 * them, or as its smallest coin is (Unicode CLDR, supplemental currency data: cash rounding and cash digits).
 */
const HABITS: Readonly<Record<string, number>> = {
  ...{ JPY: 10, KRW: 100, CLP: 10, ISK: 10, VND: 1_000, PYG: 1_000 },
  ...{ CHF: 5, DKK: 50, CZK: 100, HUF: 500, NOK: 100, SEK: 100, TWD: 100, IDR: 100_000, INR: 100 },
}

export const stepOf = (currency: Currency): number => HABITS[currency] ?? payableStepOf(currency)

/** The rate to a currency that holds at `now`, if there is one. */
export const rateAt = (
  rates: readonly ExchangeRate[],
  currency: Currency,
  now: Date,
): ExchangeRate | undefined =>
  rates.find((rate) => rate.currency === currency && now.getTime() - Date.parse(rate.date) <= RATE_LIFE)

/**
 * An amount of the rate's base in its currency, both in minor units, rounded half up to what the currency is used to.
 * What costs anything costs one step at least.
 */
export function convert(amount: number, { currency, base, rate }: ExchangeRate): number {
  if (amount === 0) return 0
  const [whole = '0', fraction = ''] = rate.split('.')
  const step = BigInt(stepOf(currency))
  const dividend = BigInt(amount) * BigInt(whole + fraction) * 10n ** BigInt(decimalsOf(currency))
  const divisor = 10n ** BigInt(fraction.length + decimalsOf(base)) * step
  const steps = (2n * dividend + divisor) / (2n * divisor)
  return Number((steps > 0n ? steps : 1n) * step)
}

/** An amount in the currency that was asked for. */
export interface Priced {
  readonly amount: number
  /** It was not set in that currency. */
  readonly isConverted: boolean
}

/**
 * The price in a currency: the one that is set, else that of the rate's base, converted. Of one that is set, what can
 * be paid: 5.124 KWD are 5.120. What costs anything costs the least that can be paid.
 */
export function priceIn(
  prices: readonly DatedPrice[],
  currency: Currency,
  now: Date,
  rate: ExchangeRate | undefined,
): Priced | undefined {
  const set = priceAt(prices, currency, now)
  if (set) return { amount: payable(set.amount, currency), isConverted: false }
  const inBase = rate && priceAt(prices, rate.base, now)
  return inBase && { amount: convert(inBase.amount, rate), isConverted: true }
}

const payable = (amount: number, currency: Currency): number =>
  amount === 0 ? 0 : Math.max(payableStepOf(currency), payablePartOf(amount, currency))
