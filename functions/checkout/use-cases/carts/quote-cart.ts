import type { holdStock } from '#contexts/inventory/contract/calls.ts'
import { untilNoConflict } from '#shared/aggregate.ts'
import type { Ask } from '#shared/calls.ts'
import { after, days } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { CartId, Ids, OrderId } from '#shared/ids.ts'
import { type Outcome, refuse } from '#shared/outcomes.ts'
import {
  commitCart,
  loadCart,
  loadHeld,
  loadLines,
  quoteWrite,
  type StoredCart,
} from '../../adapters/cart-items.ts'
import type { QuoteAnswer, QuoteRequest } from '../../contract/quotes.ts'
import { quoted } from '../../domain/carts/cart.ts'
import type { Held } from '../../domain/carts/held.ts'
import type { makeQuote } from '../make-quote.ts'
import { type CartDeps, freeOfOrders, noCart, watchAnew } from './change-cart.ts'

/** How a cart that is quoted holds its stock. */
export interface Holding {
  readonly ask: Ask<typeof holdStock>
  /** For so many milliseconds. */
  readonly time: number
}

export interface QuoteCartDeps extends CartDeps {
  readonly ids: Pick<Ids, 'event' | 'order'>
  readonly quote: ReturnType<typeof makeQuote>
  /** Undefined where carts hold nothing. */
  readonly holding: Holding | undefined
}

/** So long it is known of which cart a quote was made: longer than an order's event can be on its way. */
const KEPT_FOR = days(30)

/**
 * Quotes all of a cart. Primary course:
 * 1. Read the cart and its lines.
 * 2. Quote them, as any lines.
 * 3. Where carts hold stock, hold what is quoted for the order that the quote may make, instead of what the cart held
 *    before; where there is not enough nothing is held, and the quote says so.
 * 4. Write that the quote was made of this cart, on condition that the cart is still the same.
 * Refusals: `not_found`, `cart_ordered`, `cart_empty`, and those of a quote; their pointers lead to the cart's lines.
 */
export const makeQuoteCart =
  (deps: QuoteCartDeps) =>
  (
    id: CartId,
    { destination }: Pick<QuoteRequest, 'destination'>,
    cause: Cause,
  ): Promise<Outcome<QuoteAnswer>> => {
    const heldBefore: OrderId[] = []
    return untilNoConflict<Outcome<QuoteAnswer>>(async () => {
      const [cart, kept] = await Promise.all([loadCart(deps.store, id), loadLines(deps.store, id)])
      if (!cart || cart.mergedInto) return noCart()
      const free = await freeOfOrders(deps, cart)
      if (!free.ok) return free
      if (kept.length === 0) return refuse('cart_empty', 'Add a line before you ask what the cart costs.')
      const lines = kept.map(({ sku, quantity }) => ({ sku, quantity }))
      const { currency, locale, codes } = cart
      const orderId = deps.holding && deps.ids.order()
      const held = await loadHeld(deps.store, cart, deps.clock.now())
      const own = { customerId: cart.customerId, orderId, held }
      const quote = await deps.quote({ lines, destination, currency, locale, codes: [...codes] }, own)
      if (!quote.ok) return quote

      const now = deps.clock.now()
      const { id: quoteId, expiresAt } = quote.value
      const found = orderId && (await hold(deps, { cart, quote: quote.value, orderId, heldBefore, now }))
      if (orderId) heldBefore.push(orderId)
      const committed = await commitCart(deps, id, {
        before: cart,
        after: quoted(cart, { id: quoteId, until: expiresAt }, found && { ...found.hold, quoteId }, now),
        events: [],
        cause,
        writes: [
          quoteWrite(id, quoteId, found?.held ?? [], new Date(now.getTime() + KEPT_FOR)),
          ...watchAnew(deps, cart, now),
        ],
      })
      return committed.ok ? quote : { ok: false, code: 'version_conflict' }
    })
  }

interface Wanted {
  readonly cart: StoredCart
  readonly quote: QuoteAnswer
  readonly orderId: OrderId
  /** By attempts of this request that came to nothing. */
  readonly heldBefore: readonly OrderId[]
  readonly now: Date
}

/** Holds what can be sent of a cart; undefined where there is not enough, or nothing to hold. */
async function hold(
  { holding }: QuoteCartDeps,
  { cart, quote, orderId, heldBefore, now }: Wanted,
): Promise<{ readonly hold: { orderId: OrderId; until: string }; readonly held: Held } | undefined> {
  if (!holding) return undefined
  const lines = quote.lines.flatMap(({ kind, sku, quantity }) =>
    kind === 'physical' ? [{ sku, quantity }] : [],
  )
  const instead = [...heldBefore, ...cart.holds.map((held) => held.orderId)]
  if (lines.length === 0 && instead.length === 0) return undefined
  const until = after(now, holding.time)
  const answer = await holding.ask({ orderId, lines, until, instead })
  return answer.outcome === 'reserved' ? { hold: { orderId, until }, held: answer.allocations } : undefined
}
