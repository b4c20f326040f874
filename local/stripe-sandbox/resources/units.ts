import { badParameter } from '../http/refusal.ts'

/**
 * In Stripe's units these have decimals that their cards do not take: amounts are multiples
 * (https://docs.stripe.com/currencies#special-cases, https://docs.stripe.com/currencies#three-decimal).
 */
const MULTIPLES: Readonly<Record<string, number>> = {
  ...{ isk: 100, ugx: 100 },
  ...{ bhd: 10, jod: 10, kwd: 10, omr: 10, tnd: 10 },
}

/** Refuses an amount in Stripe's units that Stripe does not move; absent: there is nothing to look at. */
export function checkUnits(amount: number | undefined, currency: string, param = 'amount') {
  const multiple = MULTIPLES[currency] ?? 1
  if (amount === undefined || amount % multiple === 0) return
  throw badParameter(
    `Invalid amount. Amounts in ${currency.toUpperCase()} must be evenly divisible by ${multiple}. See https://docs.stripe.com/currencies#special-cases for more information.`,
    param,
    'invalid_charge_amount_no_decimal_compatible',
  )
}
