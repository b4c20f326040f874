import * as z from 'zod/mini'
import { date } from '#shared/http/schemas.ts'
import { currency } from '#shared/money.ts'

/** What one unit of `base` is in `currency`, on a day. */
export const exchangeRate = z.strictObject({
  /** What is bought: the currency that prices are converted to. */
  currency,
  /** The currency in which prices are set. */
  base: currency,
  /** Units of `currency` for one of `base`, a decimal text such as `1.4853`. */
  rate: z
    .string()
    .check(z.regex(/^(?!0+(\.0+)?$)\d{1,9}(\.\d{1,8})?$/, 'A decimal above 0, such as 1.4853.')),
  date,
})
export type ExchangeRate = z.infer<typeof exchangeRate>
