import { wallTime } from '#shared/calendar.ts'
import { after } from '#shared/clock.ts'
import type { QuoteId, Sku } from '#shared/ids.ts'
import { of, payableStepOf } from '#shared/money.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import { sumBySku } from '#shared/sum-by-sku.ts'
import { zoneOf } from '#shared/time-zones.ts'
import type { ExchangeRate } from '../contract/exchange-rate.ts'
import type { QuoteRequest } from '../contract/operations.ts'
import type { SealedQuote } from '../contract/sealed-quote.ts'
import type { LocationRates, ProductCopy, SkuCopy } from './copies.ts'
import { rateAt } from './currency/convert.ts'
import { type PricedLine, priceLines } from './priced-lines.ts'
import { applyPromotions, type Offer, type Reductions } from './pricing/apply-promotions.ts'
import type { Buyer } from './pricing/eligible.ts'
import { digitalOption, type Option, shippingOptions } from './shipping-options.ts'
import { payable, type TaxShare, taxableShipping, taxOf, taxRuleFor } from './tax.ts'
import { readTaxId } from './tax-id.ts'
import { lineTaxes, taxLinesOf } from './tax-lines.ts'
import type { TaxedAs, TaxRule } from './tax-rule.ts'
import { taxedPlacesAround } from './taxed-places.ts'

/** What checkout has copied from other contexts. */
export interface Known {
  /** How long the price seen is the price paid: milliseconds. */
  readonly quoteLife: number
  readonly copies: ReadonlyMap<Sku, SkuCopy>
  readonly locations: readonly LocationRates[]
  /** Promotions that apply by themselves, and those that codes asked for. */
  readonly offers: readonly Offer[]
  readonly unknownCodes: readonly string[]
  readonly buyer: Buyer
  /** The merchant's own tax rules; they stand before ours. */
  readonly ownTaxRules: readonly TaxRule[]
  readonly exchangeRates: readonly ExchangeRate[]
}

type TaxLines = SealedQuote['options'][number]['taxLines']

export interface Quote {
  readonly facts: SealedQuote
  /** The tax of the lines alone. */
  readonly taxLines: TaxLines
  readonly codes: Reductions['codes']
  /** It has prices that not everybody has. */
  readonly isForBuyer: boolean
}

/** Prices a request by what is known now. Refuses what cannot be priced or delivered. */
export function drawUpQuote(id: QuoteId, request: QuoteRequest, known: Known, now: Date): Outcome<Quote> {
  const { destination, currency, locale } = request
  const exchangeRate = rateAt(known.exchangeRates, currency, now)
  const priced = priceLines(request, known.copies, now, exchangeRate)
  if (!priced.ok) return priced
  const options = optionsFor(request, priced.value, { ...known, exchangeRate }, now)
  if (!options.ok) return options

  const today = wallTime(now, zoneOf(destination.country)).date
  const rule = taxRuleFor(destination, today, known.ownTaxRules)
  if (!rule) return regionNeeded(destination.country)
  const taxId = request.taxId === undefined ? undefined : readTaxId(request.taxId, destination.country)
  if (request.taxId !== undefined && taxId === undefined) return notATaxId(destination.country)
  const taxedPlaces = taxedPlacesAround(destination, rule, today, known.ownTaxRules)
  const lines = priced.value
  const { offers, unknownCodes, buyer } = known
  const basket = { lines, options: options.value, currency, locale, now, offers, unknownCodes, buyer }
  const reduced = applyPromotions(basket)
  const discountOf = (index: number) => sumOf(reduced.ofLines[index] ?? [])
  const goods = lines.map(({ product, subtotal }, index) => ({
    taxClass: taxedAs(product),
    amount: subtotal - discountOf(index),
  }))
  const step = payableStepOf(currency)
  const tax = taxOf(rule, goods, step)
  const subtotal = lines.reduce((sum, line) => sum + line.subtotal, 0)
  const discount = sumOf(reduced.ofLines.flat())

  const quotedOption = (
    { price: fullPrice, isConverted: _, ...option }: Option,
    index: number,
  ): SealedQuote['options'][number] => {
    const price = fullPrice - (reduced.ofShipping[index] ?? 0)
    const discounts = reduced.shippingDiscounts[index] ?? []
    const withShipping = taxOf(rule, [...goods, ...taxableShipping(rule, goods, price)], step)
    return {
      ...option,
      price: of(price, currency),
      tax: of(withShipping.total - tax.total, currency),
      total: of(payable(rule, subtotal - discount + price, withShipping.total), currency),
      taxLines: taxLinesOf(withShipping, rule, request),
      ...(discounts.length > 0 ? { discounts: [...discounts] } : {}),
    }
  }
  return success({
    facts: {
      id,
      lines: lines.map((line, index) =>
        quotedLine(
          line,
          index,
          { shares: tax.shares[index] ?? [], discounts: reduced.ofLines[index] ?? [] },
          rule,
          request,
        ),
      ),
      subtotal: of(subtotal, currency),
      discount: of(discount, currency),
      ...(reduced.discounts.length > 0 ? { discounts: [...reduced.discounts] } : {}),
      ...(reduced.counted.length > 0 ? { counted: [...reduced.counted] } : {}),
      destination,
      ...(taxedPlaces.length > 0 ? { taxedPlaces } : {}),
      ...(taxId === undefined ? {} : { taxId }),
      currency,
      locale,
      ...(exchangeRate && [...lines, ...options.value].some(({ isConverted }) => isConverted)
        ? { exchangeRate }
        : {}),
      options: options.value.map(quotedOption),
      expiresAt: after(now, known.quoteLife),
    },
    taxLines: taxLinesOf(tax, rule, request),
    codes: reduced.codes,
    isForBuyer: reduced.isForBuyer,
  })
}

function optionsFor(
  { destination, currency }: QuoteRequest,
  lines: readonly PricedLine[],
  { copies, locations, exchangeRate }: Known & { readonly exchangeRate: ExchangeRate | undefined },
  now: Date,
): Outcome<readonly Option[], 'destination_not_served'> {
  const physical = lines.filter(({ product }) => product.kind === 'physical')
  if (physical.length === 0) return success([digitalOption(destination.country, now)])
  const weightGrams = physical.reduce((sum, line) => sum + line.product.weightGrams * line.quantity, 0)
  const consignment = { destination, currency, weightGrams, units: sumBySku(physical), exchangeRate }
  const options = shippingOptions(consignment, locations, copies, now)
  if (options.length > 0) return success(options)
  const detail = `Nobody delivers ${weightGrams} g to ${destination.country} for a price in ${currency}.`
  return refuse('destination_not_served', detail, [
    { pointer: '/destination', code: 'destination_not_served', detail },
  ])
}

function quotedLine(
  { sku, name, quantity, unitPrice, subtotal, product }: PricedLine,
  index: number,
  {
    shares,
    discounts,
  }: { readonly shares: readonly TaxShare[]; readonly discounts: Reductions['ofLines'][number] },
  rule: TaxRule,
  request: QuoteRequest,
): SealedQuote['lines'][number] {
  const { currency } = request
  const tax = shares.reduce((sum, share) => sum + share.tax, 0)
  const discount = sumOf(discounts)
  return {
    lineId: String(index + 1),
    sku,
    name,
    quantity,
    unitPrice: of(unitPrice, currency),
    subtotal: of(subtotal, currency),
    ...(discount > 0
      ? {
          discount: of(discount, currency),
          discounts: discounts.map(({ promotionId, amount }) => ({
            promotionId,
            amount: of(amount, currency),
          })),
        }
      : {}),
    tax: of(tax, currency),
    total: of(payable(rule, subtotal - discount, tax), currency),
    kind: product.kind,
    ...(product.giftCard ? { giftCard: true as const } : {}),
    ...lineTaxes(rule, taxedAs(product), shares, request),
  }
}

const sumOf = (parts: readonly { readonly amount: number }[]): number =>
  parts.reduce((sum, { amount }) => sum + amount, 0)

const taxedAs = ({ giftCard, taxClass }: ProductCopy): TaxedAs => (giftCard ? 'gift_card' : taxClass)

function regionNeeded(country: string): Refusal<'region_needed'> {
  const detail = `Tax in ${country} depends on the region: send its code, such as "ON", or the postal code.`
  return refuse('region_needed', `The destination lacks its region. ${detail}`, [
    { pointer: '/destination/region', code: 'region_needed', detail },
  ])
}

function notATaxId(country: string): Refusal<'tax_id_invalid'> {
  const detail = `Write it as in ${country}, or as a VAT number with the letters of its country, such as DE136695976.`
  return refuse('tax_id_invalid', `This is no tax number. ${detail}`, [
    { pointer: '/taxId', code: 'tax_id_invalid', detail },
  ])
}
