import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'
import { currency } from '#shared/money.ts'

const LARGEST = 1_000_000_000_000

/**
 * A price in minor units; whole ones, which the domain sees to, so that a merchant is told about decimals.
 * One without dates holds whenever no dated one does.
 */
export const datedPrice = z.strictObject({
  amount: z.number().check(z.minimum(0), z.maximum(LARGEST)),
  currency,
  /** What it cost before, as it is shown crossed out; higher than `amount`. */
  compareAt: z.optional(z.number().check(z.minimum(0), z.maximum(LARGEST))),
  /** From this instant on. */
  from: z.optional(time),
  /** Until just before this instant. */
  until: z.optional(time),
})
export type DatedPrice = z.infer<typeof datedPrice>

export const isDated = ({ from, until }: DatedPrice): boolean => from !== undefined || until !== undefined

const holdsAt = ({ from, until }: DatedPrice, at: Date): boolean =>
  (from === undefined || Date.parse(from) <= at.getTime()) &&
  (until === undefined || at.getTime() < Date.parse(until))

/** The price of a moment in a currency: a dated one that holds, else the one without dates. */
export function priceAt(prices: readonly DatedPrice[], code: string, at: Date): DatedPrice | undefined {
  const holding = prices.filter((price) => price.currency === code && holdsAt(price, at))
  return holding.find(isDated) ?? holding[0]
}
