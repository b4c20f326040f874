import { type Currency, decimalsOf } from '#shared/money.ts'

type Amount =
  | { readonly ok: true; readonly amount: number }
  | { readonly ok: false; readonly code: 'not_a_number' | 'too_many_decimals'; readonly detail: string }

/** What a price in a file looks like, such as `1980`, `19.9` or `19.90`. */
const DECIMAL = /^(\d{1,13})(?:\.(\d+))?$/

/** A decimal as minor units of its currency: `19.90` USD is 1990. Never rounds: what is finer is refused. */
export function toMinorUnits(decimal: string, currency: Currency): Amount {
  const decimals = decimalsOf(currency)
  const [, whole, fraction = ''] = DECIMAL.exec(decimal) ?? []
  if (whole === undefined)
    return {
      ok: false,
      code: 'not_a_number',
      detail: `A price is digits with a point before its decimals, such as ${toDecimal(198_000, currency)}; no sign, no symbol, no separator of thousands.`,
    }
  if (fraction.length > decimals)
    return {
      ok: false,
      code: 'too_many_decimals',
      detail: `${currency} has ${decimals === 0 ? 'no decimals' : `at most ${decimals} decimals`}; this has ${fraction.length}.`,
    }
  return { ok: true, amount: Number(whole + fraction.padEnd(decimals, '0')) }
}

/** Minor units as a decimal with all decimals of their currency: 1990 USD is `19.90`. */
export function toDecimal(amount: number, currency: Currency): string {
  const decimals = decimalsOf(currency)
  const digits = String(amount).padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
