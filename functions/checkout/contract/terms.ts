import * as z from 'zod/mini'
import { date, text, time } from '#shared/http/schemas.ts'
import { exchangeRate } from './exchange-rate.ts'

/** A merchant's name for a tax table: lower case, as it stands in addresses. */
export const taxTableId = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))
  .brand<'TaxTableId'>()
export type TaxTableId = z.infer<typeof taxTableId>

/** A rate as a decimal text below 1, such as `0.05` for 5 %. */
const taxRate = z.string().check(z.regex(/^0(\.\d{1,6})?$/, 'Write 5 % as 0.05: a decimal below 1.'))

/**
 * One tax in one place from a day on. Rows of the same place and day are levied together, each a line of its own,
 * and say the same of `mode`, `rateOf`, `rounding` and `shipping`.
 */
export const taxRow = z.strictObject({
  /** ISO 3166-1 alpha-2; `*` is every country that no table names. */
  country: z.string().check(z.regex(/^([A-Z]{2}|\*)$/)),
  /** ISO 3166-2 without the country, such as `NY`; left out for all regions that are not named. */
  region: z.optional(z.string().check(z.regex(/^[A-Z0-9]{1,10}$/))),
  /** What postal codes of the place begin with, in capitals without spaces and dashes; left out for all. */
  postalCode: z.optional(z.string().check(z.regex(/^[A-Z0-9]{1,10}$/))),
  from: date,
  /** As receipts say it. */
  name: text(60),
  /** The rate on goods of each class; not levied on a class that is left out. */
  standard: z.optional(taxRate),
  reduced: z.optional(taxRate),
  zero: z.optional(taxRate),
  /** Whether prices have the tax in them. */
  mode: z.enum(['inclusive', 'exclusive']),
  /** `price`: the rate is of the price with the tax in it, as ICMS in Brazil; inclusive mode only. */
  rateOf: z.optional(z.enum(['net', 'price'])),
  /** Of a fraction of a minor unit; absent: `half_up`. */
  rounding: z.optional(z.enum(['half_up', 'down'])),
  /** Absent: `as_goods`. */
  shipping: z.optional(z.enum(['as_goods', 'standard', 'untaxed'])),
})
export type TaxRow = z.infer<typeof taxRow>

export const MAX_TAX_ROWS = 1_500

const rows = z.array(taxRow).check(z.minLength(1), z.maxLength(MAX_TAX_ROWS))

/** The rows, or the text of a CSV file; a body of `text/csv` is the file itself. */
export const taxTableBody = z
  .strictObject({ rows: z.optional(rows), csv: z.optional(z.string()) })
  .check(z.refine(isEither('rows'), 'Send rows, or the text of a CSV file, and not both.'))

export const taxTableResource = z.strictObject({
  id: taxTableId,
  version: z.int(),
  changedAt: time,
  rows,
})
export type TaxTable = z.infer<typeof taxTableResource>

const rates = z.array(exchangeRate).check(z.minLength(1), z.maxLength(60))

/** The rates, or the text of a CSV file with a line for each. */
export const exchangeRatesBody = z
  .strictObject({ rates: z.optional(rates), csv: z.optional(z.string()) })
  .check(z.refine(isEither('rates'), 'Send rates, or the text of a CSV file, and not both.'))

function isEither(name: string): (body: Readonly<Record<string, unknown>>) => boolean {
  return (body) => (body[name] === undefined) !== (body['csv'] === undefined)
}
