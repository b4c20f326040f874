import { minutes } from '#shared/clock.ts'
import type { CartId, CustomerId, OrderId, QuoteId, Sku } from '#shared/ids.ts'
import type { Currency, Money } from '#shared/money.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Sealed } from '#shared/personal.ts'
import { MOST_CODES, MOST_LINES } from '../../contract/carts.ts'

/** A cart without its lines: those are items of their own, so that changing one costs the same in every cart. */
export interface Cart {
  readonly id: CartId
  /** Whose it is; absent: a guest's. */
  readonly customerId?: CustomerId | undefined
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
  /** The cart that its lines went to: it is no cart any more. */
  readonly mergedInto?: CartId | undefined
  /** Whom to mail when it is left behind, with their consent. */
  readonly reminder?: CartReminder | undefined
  /** Something of its guest was sealed under its id: the key of that goes when the cart does. */
  readonly hasKey?: boolean | undefined
  /** The stock that is held for the orders that its quotes may make: of its last one, and of carts that went into it. */
  readonly holds: readonly CartHold[]
  /** When they were mailed; they are once, until something is ordered. */
  readonly remindedAt?: string | undefined
  /** Nothing is to be noticed of it before it is forgotten: who touches it must see to it that it is watched again. */
  readonly resting?: boolean | undefined
}

export interface CartHold {
  readonly orderId: OrderId
  readonly quoteId: QuoteId
  /** RFC 3339 UTC. */
  readonly until: string
}

export interface CartReminder {
  readonly consentedAt: string
  /** Their email address. */
  readonly person: Sealed
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

/** What is held still. */
export const currentHolds = ({ holds }: Cart, now: Date): readonly CartHold[] =>
  holds.filter(({ until }) => until > now.toISOString())

/** Somebody has used it: quotes and holds that can be forgotten are, and it is watched for being left behind. */
export const touched = ({ resting: _, ...cart }: Cart, now: Date): Cart => ({
  ...cart,
  holds: currentHolds(cart, now),
  quotes: watchedQuotes(cart, now),
  touchedAt: now.toISOString(),
})

/** A quote was made of it. What it held before was given up for what it holds now, also where that is nothing. */
export const quoted = (cart: Cart, quote: CartQuote, hold: CartHold | undefined, now: Date): Cart => {
  const after = touched(cart, now)
  return { ...after, holds: hold ? [hold] : [], quotes: [...after.quotes, quote].slice(-WATCHED) }
}

/** The cart with so many units of a line instead of those before; 0 are no line. Refuses more lines than an order takes. */
export function withUnits(cart: Cart, before: number, after: number): Outcome<Cart, 'impossible'> {
  const lines = cart.lines + Number(after > 0) - Number(before > 0)
  if (lines > MOST_LINES && lines > cart.lines)
    return refuse('impossible', `A cart takes ${MOST_LINES} lines, as an order does. This one is full.`)
  return success({ ...cart, lines, units: cart.units + after - before })
}

/** Its order has been heard of: whoever fills it anew may be mailed anew. */
export const withoutQuote = ({ remindedAt: _, ...cart }: Cart, quoteId: QuoteId): Cart => ({
  ...cart,
  holds: cart.holds.filter((hold) => hold.quoteId !== quoteId),
  quotes: cart.quotes.filter(({ id }) => id !== quoteId),
})

/**
 * What two carts become when a guest signs in: of a SKU that both have, the larger quantity, as it is most likely the
 * same wish on two devices; what only one has stays. Nothing is left out for being sold out: its line tells.
 */
export function mergedLines(
  own: readonly CartLine[],
  guests: readonly CartLine[],
): Outcome<readonly CartLine[], 'impossible'> {
  const lines = new Map(own.map((line) => [line.sku, line]))
  for (const line of guests) {
    const there = lines.get(line.sku)
    if (!there) lines.set(line.sku, line)
    else if (there.quantity < line.quantity) lines.set(line.sku, { ...there, quantity: line.quantity })
  }
  return lines.size <= MOST_LINES
    ? success([...lines.values()])
    : refuse(
        'impossible',
        `Together the carts have ${lines.size} lines; a cart takes ${MOST_LINES}. Take some out.`,
      )
}

/** A customer's cart with the lines, codes and quotes of a guest's, and what is held for either; again it is the same. */
export function merged(cart: Cart, guests: Cart, lines: readonly CartLine[], now: Date): Cart {
  const { quotes, holds } = touched(guests, now)
  const after = touched(cart, now)
  const known = new Set(after.quotes.map(({ id }) => id))
  const held = new Set(after.holds.map(({ orderId }) => orderId))
  return {
    ...after,
    holds: [...after.holds, ...holds.filter(({ orderId }) => !held.has(orderId))].slice(-WATCHED),
    codes: [...new Set([...cart.codes, ...guests.codes])].slice(0, MOST_CODES),
    lines: lines.length,
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    quotes: [...after.quotes, ...quotes.filter(({ id }) => !known.has(id))].slice(-WATCHED),
  }
}
