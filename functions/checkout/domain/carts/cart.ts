import { minutes } from '#shared/clock.ts'
import type { CartId, QuoteId, Sku } from '#shared/ids.ts'
import type { Currency, Money } from '#shared/money.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { MOST_LINES } from '../../contract/carts.ts'

/** A cart without its lines: those are items of their own, so that changing one costs the same in every cart. */
export interface Cart {
  readonly id: CartId
  readonly currency: Currency
  readonly locale: string
  readonly codes: readonly string[]
  /** How many lines there are, and units in them. */
  readonly lines: number
  readonly units: number
  /** Quotes that were made of it and may have become orders that it has not heard of, oldest first. */
  readonly quotes: readonly CartQuote[]
  /** RFC 3339 UTC. */
  readonly createdAt: string
  readonly touchedAt: string
}

export interface CartQuote {
  readonly id: QuoteId
  /** Until when it can make an order, RFC 3339 UTC. */
  readonly until: string
}

export interface CartLine {
  readonly sku: Sku
  readonly quantity: number
  readonly addedAt: string
  /** The price of one when the buyer last put or changed it. */
  readonly seenPrice: Money
}

/** So long after a quote's end an order that was made of it may still be unheard of. */
const HEARD_WITHIN = minutes(15)

/** So many quotes of a cart are watched: who asks for more has left the earlier ones behind. */
const WATCHED = 10

/** The quotes of which an order may be in the making. */
export const watchedQuotes = ({ quotes }: Cart, now: Date): readonly CartQuote[] =>
  quotes.filter(({ until }) => Date.parse(until) + HEARD_WITHIN > now.getTime())

/** Somebody has used it; quotes that can be forgotten are. */
export const touched = (cart: Cart, now: Date): Cart => ({
  ...cart,
  quotes: watchedQuotes(cart, now),
  touchedAt: now.toISOString(),
})

/** A quote was made of it. */
export const quoted = (cart: Cart, quote: CartQuote, now: Date): Cart => {
  const after = touched(cart, now)
  return { ...after, quotes: [...after.quotes, quote].slice(-WATCHED) }
}

/** The cart with so many units of a line instead of those before; 0 are no line. Refuses more lines than an order takes. */
export function withUnits(cart: Cart, before: number, after: number): Outcome<Cart, 'impossible'> {
  const lines = cart.lines + Number(after > 0) - Number(before > 0)
  if (lines > MOST_LINES && lines > cart.lines)
    return refuse('impossible', `A cart takes ${MOST_LINES} lines, as an order does. This one is full.`)
  return success({ ...cart, lines, units: cart.units + after - before })
}

/** Its order has been heard of. */
export const withoutQuote = <Some extends Cart>(cart: Some, quoteId: QuoteId): Some => ({
  ...cart,
  quotes: cart.quotes.filter(({ id }) => id !== quoteId),
})
