import type { Currency } from './money.ts'
import { type Refusal, refuse } from './outcomes.ts'

/** Those of ISO 4217 that are in use. What is kept is read without asking this, as a currency may go out of use. */
const IN_USE: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Why somebody cannot choose a currency: it is none. */
export function refuseUnknownCurrency(
  currency: Currency | undefined,
): Refusal<'unknown_currency'> | undefined {
  if (currency === undefined || IN_USE.has(currency)) return undefined
  const detail = `${currency} is no currency: send the code of one that is in use, by ISO 4217, such as EUR.`
  return refuse('unknown_currency', detail, [{ pointer: '/currency', code: 'unknown_currency', detail }])
}
