import type * as z from 'zod/mini'
import type { OrderLine, taxLine } from '#contexts/orders/contract/types.ts'
import { type Currency, of } from '#shared/money.ts'
import { textFor } from '#shared/texts.ts'
import { combinedRate, type TaxResult, type TaxShare } from './tax.ts'
import { type TaxedAs, type TaxRule, taxesOn } from './tax-rule.ts'

interface Words {
  readonly currency: Currency
  readonly locale: string
}

/** The tax of each rate, as receipts say it. */
export const taxLinesOf = (
  { byRate }: TaxResult,
  { rateOf }: TaxRule,
  { currency, locale }: Words,
): z.infer<typeof taxLine>[] =>
  byRate.map(({ rate, base, tax }) => ({
    name: textFor(rate.name, locale),
    rate: rate.rate,
    base: of(base, currency),
    amount: of(tax, currency),
    ...(rateOf ? { rateOf } : {}),
  }))

/** What a line says of its taxes: their rates together, and where there are several, each by itself. */
export function lineTaxes(
  rule: TaxRule,
  taxClass: TaxedAs,
  shares: readonly TaxShare[],
  { currency, locale }: Words,
): Pick<OrderLine, 'taxRate' | 'taxName' | 'taxes'> {
  const taxes = taxesOn(rule, taxClass)
  const named = shares.map(({ rate, tax }) => ({
    name: textFor(rate.name, locale),
    rate: rate.rate,
    amount: of(tax, currency),
  }))
  return {
    taxRate: combinedRate(taxes),
    taxName: named.map(({ name }) => name).join(' + '),
    ...(named.length > 1 ? { taxes: named } : {}),
  }
}
