import type { Sku } from '#shared/ids.ts'
import { type FieldError, type Outcome, refuse, success } from '#shared/outcomes.ts'
import { textFor } from '#shared/texts.ts'
import type { ExchangeRate } from '../contract/exchange-rate.ts'
import type { QuoteRequest } from '../contract/operations.ts'
import type { ProductCopy, SkuCopy } from './copies.ts'
import { priceIn } from './currency/convert.ts'

/** A line of a quote before tax; amounts in minor units of the quote's currency, as priced. */
export interface PricedLine {
  readonly sku: Sku
  readonly product: ProductCopy
  readonly name: string
  readonly quantity: number
  readonly unitPrice: number
  readonly subtotal: number
  /** Its price is not set in the quote's currency, but converted. */
  readonly isConverted?: boolean
}

type Wanted = QuoteRequest['lines'][number]
type LineProblem = FieldError & { readonly code: 'unknown_sku' | 'no_price' }

/** What the lines may come to at most: what an amount can be. */
const LARGEST = 1_000_000_000_000

/** Prices each line by what holds now, by `rate` where the currency has no price of its own, or refuses with a pointer to every line that cannot be priced. */
export function priceLines(
  { lines, currency, locale }: Pick<QuoteRequest, 'lines' | 'currency' | 'locale'>,
  copies: ReadonlyMap<Sku, SkuCopy>,
  now: Date,
  rate?: ExchangeRate,
): Outcome<readonly PricedLine[], 'unknown_sku' | 'no_price' | 'impossible'> {
  const priced: PricedLine[] = []
  const problems: LineProblem[] = []
  for (const [index, line] of lines.entries()) {
    const result = priceLine(line, copies.get(line.sku)?.product, { currency, locale, now, rate })
    if ('product' in result) priced.push(result)
    else problems.push({ pointer: `/lines/${index}/sku`, ...result })
  }
  const first = problems.find(({ code }) => code === 'unknown_sku') ?? problems[0]
  if (first) return refuse(first.code, first.detail, problems)

  const subtotal = priced.reduce((sum, line) => sum + line.subtotal, 0)
  if (subtotal <= LARGEST) return success(priced)
  return refuse('impossible', `The lines come to ${subtotal} minor units; one order takes ${LARGEST}.`, [
    { pointer: '/lines', code: 'impossible', detail: 'Order fewer, or in several orders.' },
  ])
}

function priceLine(
  { sku, quantity }: Wanted,
  product: ProductCopy | undefined,
  {
    currency,
    locale,
    now,
    rate,
  }: Pick<QuoteRequest, 'currency' | 'locale'> & {
    readonly now: Date
    readonly rate: ExchangeRate | undefined
  },
): PricedLine | Omit<LineProblem, 'pointer'> {
  if (!product)
    return { code: 'unknown_sku', detail: `There is no product ${sku}. GET /v1/products lists what is sold.` }
  const price = priceIn(product.prices, currency, now, rate)
  if (!price) {
    const known = [...new Set(product.prices.map((price) => price.currency))].join(', ')
    return {
      code: 'no_price',
      detail: `${sku} has no price in ${currency}, and no current exchange rate leads to it; it has some in ${known}.`,
    }
  }
  const name = textFor(product.name, locale)
  const { amount: unitPrice, isConverted } = price
  return { sku, product, name, quantity, unitPrice, subtotal: unitPrice * quantity, isConverted }
}
