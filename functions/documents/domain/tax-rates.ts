/** Tax of one rate in minor units: `base` has the tax in it where prices do. */
export interface TaxLine {
  readonly name: string
  /** A decimal text, such as `0.1`. */
  readonly rate: string
  readonly base: number
  readonly amount: number
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
export function taxWithin(country: string | undefined, rate: string, gross: number): number {
  const millionths = BigInt(Math.round(Number(rate) * Number(MILLION)))
  const dividend = BigInt(gross) * millionths
  const divisor = MILLION + millionths
  return Number(country === 'JP' ? dividend / divisor : (2n * dividend + divisor) / (2n * divisor))
}

/** The rate of a line: what it says; of an order from before lines said it, the rate whose tax is nearest. */
export function rateOf(
  line: { readonly taxRate?: string | undefined; readonly tax: number; readonly total: number },
  taxLines: readonly TaxLine[],
  country: string | undefined,
): string {
  const distance = ({ rate }: TaxLine) => Math.abs(taxWithin(country, rate, line.total) - line.tax)
  return line.taxRate ?? taxLines.toSorted((a, b) => distance(a) - distance(b))[0]?.rate ?? '0'
}
