import type { Clock } from '#shared/clock.ts'
import type { CustomerId, Ids, OrderId, Sku } from '#shared/ids.ts'
import { of, sum } from '#shared/money.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import type { SealedText } from '#shared/sealed-text.ts'
import type { Store } from '#shared/store/store.ts'
import { sumBySku } from '#shared/sum-by-sku.ts'
import { readGroups } from '../adapters/customer-group-items.ts'
import type { ReadRates } from '../adapters/rate-copies.ts'
import { readSku } from '../adapters/sku-copies.ts'
import type { Terms } from '../contract/final-step.ts'
import type { QuoteAnswer, QuoteRequest } from '../contract/operations.ts'
import { type Availability, availabilityOf } from '../domain/availability.ts'
import { type Held, withHeld } from '../domain/carts/held.ts'
import { finalStepOf } from '../domain/final-step.ts'
import { drawUpQuote, type Quote } from '../domain/quote.ts'
import { findOffers } from './find-offers.ts'

export interface QuoteDeps {
  readonly store: Store
  readonly readRates: ReadRates
  readonly clock: Clock
  readonly ids: Pick<Ids, 'quote'>
  readonly seal: SealedText
  /** How long the price seen is the price paid: milliseconds. */
  readonly quoteLife: number
  readonly terms: Terms
}

/** What is known of who asks. */
export interface Own {
  readonly customerId?: CustomerId | undefined
  /** The id that the order of a cart will have that holds its stock, and what it holds now. */
  readonly orderId?: OrderId | undefined
  readonly held?: Held
}

/**
 * Quotes lines for a destination, to a customer who is signed in or to anybody; writes nothing.
 * 1. Read checkout's own copies of the SKUs, all rates and terms, and the promotions that may apply;
 *    of a customer their groups.
 * 2. Draw up the quote: prices, discounts, tax, shipping, dates.
 * 3. Look which lines there is not enough of.
 * 4. Seal the facts, and answer them.
 * Refusals: `unknown_sku`, `no_price`, `region_needed`, `tax_id_invalid`, `destination_not_served`, `impossible` (too large an amount).
 */
export const makeQuote =
  ({ store, readRates, clock, ids, seal, quoteLife, terms }: QuoteDeps) =>
  async (
    request: QuoteRequest,
    { customerId, orderId, held = [] }: Own = {},
  ): Promise<Outcome<QuoteAnswer>> => {
    const units = sumBySku(request.lines)
    const now = clock.now()
    const [read, rates, offers, groups] = await Promise.all([
      Promise.all(
        [...units.keys()].map(async (sku) => [sku, withHeld(sku, await readSku(store, sku), held)] as const),
      ),
      readRates(),
      findOffers(store, request.codes ?? [], now),
      customerId === undefined ? undefined : readGroups(store, customerId),
    ])
    const quote = drawUpQuote(
      ids.quote(),
      request,
      { copies: new Map(read), ...rates, quoteLife, ...offers, buyer: { groups: groups?.groups ?? [] } },
      now,
    )
    if (!quote.ok) return quote
    const availability = new Map(
      read.map(([sku, copy]) => [sku, availabilityOf(copy, units.get(sku) ?? 0)] as const),
    )
    const { isForBuyer } = quote.value
    const facts = {
      ...quote.value.facts,
      ...(orderId ? { orderId } : {}),
      ...(isForBuyer && customerId ? { customerId } : {}),
    }
    const finalStep = finalStepOf(facts, terms)
    return success({ ...answerOf(quote.value, availability), finalStep, quote: await seal.seal(facts) })
  }

function answerOf(
  { facts, taxLines, codes }: Quote,
  availability: ReadonlyMap<Sku, Availability>,
): Omit<QuoteAnswer, 'finalStep' | 'quote'> {
  const tax = sum(
    facts.currency,
    facts.lines.map((line) => line.tax),
  )
  return {
    id: facts.id,
    lines: facts.lines.map(
      ({ lineId: _id, giftCard: _giftCard, taxRate: _rate, taxName: _name, taxes: _taxes, ...line }) => ({
        ...line,
        discount: line.discount ?? of(0, facts.currency),
        discounts: line.discounts ?? [],
        ...(availability.get(line.sku) ?? { availability: 'not_enough' }),
      }),
    ),
    totals: { subtotal: facts.subtotal, discount: facts.discount, tax },
    shippingOptions: facts.options.map(({ taxLines: _taxLines, leavesBy: _leavesBy, ...option }) => ({
      ...option,
      discounts: option.discounts ?? [],
    })),
    taxLines,
    discounts: facts.discounts ?? [],
    codes: [...codes],
    ...(facts.exchangeRate ? { exchangeRate: facts.exchangeRate } : {}),
    expiresAt: facts.expiresAt,
  }
}
