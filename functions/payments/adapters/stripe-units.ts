import { type Currency, currency, decimalsOf, payableStepOf } from '#shared/money.ts'

/**
 * The decimals of Stripe's unit where they are not those of ISO 4217
 * (https://docs.stripe.com/currencies#special-cases and #zero-decimal).
 */
const DECIMALS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 }

/** Minor units of ISO 4217 that one of Stripe's is: below 1 where Stripe's is the finer one. */
const unitOf = (code: Currency): number => 10 ** (decimalsOf(code) - (DECIMALS[code] ?? decimalsOf(code)))

/** Minor units of ISO 4217 in Stripe's; undefined where Stripe cannot move exactly so much. */
export function toStripe(amount: number, code: string): number | undefined {
  const known = currency.parse(code.toUpperCase())
  return amount % payableStepOf(known) === 0 ? Math.round(amount / unitOf(known)) : undefined
}

/** Stripe's units in minor units of ISO 4217; rounded half up where Stripe shows less than one of them. */
export const fromStripe = (amount: number, code: string): number =>
  Math.round(amount * unitOf(currency.parse(code.toUpperCase())))
