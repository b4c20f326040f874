import { apportion } from '#shared/money.ts'

/** Tax of one rate in minor units: `base` has the tax in it where prices do. */
export interface TaxLine {
  readonly name: string
  /** A decimal text, such as `0.1`. */
  readonly rate: string
  readonly base: number
  readonly amount: number
  /** The rate is of the amount that holds the tax; absent: of the amount without it. */
  readonly rateOf?: 'price' | undefined
}

/**
 * Japan's reduced rate of 8 % for food and newspapers since 2019-10-01, whose lines an invoice marks
 * (National Tax Agency, No. 6102 and No. 6625).
 */
export const isReduced = (country: string | undefined, rate: string | undefined): boolean =>
  country === 'JP' && Number(rate) === 0.08

const MILLION = 1_000_000n

/**
 * The tax within an amount that holds it, in whole minor units: rounded once, downwards in Japan as is usual
 * there, else to the nearest. By whole numbers only, as a binary fraction would be off by a cent now and then.
 */
export function taxWithin(
  country: string | undefined,
  rate: string,
  gross: number,
  rateOf?: 'price' | undefined,
): number {
  const dividend = BigInt(gross) * millionths(rate)
  const divisor = rateOf === 'price' ? MILLION : MILLION + millionths(rate)
  return Number(country === 'JP' ? dividend / divisor : (2n * dividend + divisor) / (2n * divisor))
}

/** Each of the taxes that are together within an amount: rounded once, and parted by their rates. */
export function taxesWithin(
  country: string | undefined,
  taxes: readonly Pick<TaxLine, 'rate' | 'rateOf'>[],
  gross: number,
): number[] {
  const rates = taxes.map(({ rate }) => Number(millionths(rate)))
  const all = String(rates.reduce((sum, rate) => sum + rate, 0) / Number(MILLION))
  return apportion(taxWithin(country, all, gross, taxes[0]?.rateOf), rates)
}

const millionths = (rate: string): bigint => BigInt(Math.round(Number(rate) * Number(MILLION)))

/** The rate of a line: what it says; of an order from before lines said it, the rate whose tax is nearest. */
export function rateOf(
  line: { readonly taxRate?: string | undefined; readonly tax: number; readonly total: number },
  taxLines: readonly TaxLine[],
  country: string | undefined,
): string {
  const distance = ({ rate }: TaxLine) => Math.abs(taxWithin(country, rate, line.total) - line.tax)
  return line.taxRate ?? taxLines.toSorted((a, b) => distance(a) - distance(b))[0]?.rate ?? '0'
}
