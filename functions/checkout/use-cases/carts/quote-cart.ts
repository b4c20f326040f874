import { untilNoConflict } from '#shared/aggregate.ts'
import { days } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { CartId } from '#shared/ids.ts'
import { type Outcome, refuse } from '#shared/outcomes.ts'
import { commitCart, loadCart, loadLines, quoteWrite } from '../../adapters/cart-items.ts'
import type { QuoteAnswer, QuoteRequest } from '../../contract/quotes.ts'
import { quoted } from '../../domain/carts/cart.ts'
import type { makeQuote } from '../make-quote.ts'
import { type CartDeps, freeOfOrders, noCart } from './change-cart.ts'

export interface QuoteCartDeps extends CartDeps {
  readonly quote: ReturnType<typeof makeQuote>
}

/** So long it is known of which cart a quote was made: longer than an order's event can be on its way. */
const KEPT_FOR = days(30)

/**
 * Quotes all of a cart. Primary course:
 * 1. Read the cart and its lines.
 * 2. Quote them, as any lines.
 * 3. Write that the quote was made of this cart, on condition that the cart is still the same.
 * Refusals: `not_found`, `cart_ordered`, `cart_empty`, and those of a quote; their pointers lead to the cart's lines.
 */
export const makeQuoteCart =
  (deps: QuoteCartDeps) =>
  (
    id: CartId,
    { destination }: Pick<QuoteRequest, 'destination'>,
    cause: Cause,
  ): Promise<Outcome<QuoteAnswer>> =>
    untilNoConflict<Outcome<QuoteAnswer>>(async () => {
      const [cart, kept] = await Promise.all([loadCart(deps.store, id), loadLines(deps.store, id)])
      if (!cart) return noCart()
      const free = await freeOfOrders(deps, cart)
      if (!free.ok) return free
      if (kept.length === 0) return refuse('cart_empty', 'Add a line before you ask what the cart costs.')
      const lines = kept.map(({ sku, quantity }) => ({ sku, quantity }))
      const { currency, locale, codes } = cart
      const quote = await deps.quote({ lines, destination, currency, locale, codes: [...codes] })
      if (!quote.ok) return quote
      const now = deps.clock.now()
      const { id: quoteId, expiresAt } = quote.value
      const committed = await commitCart(deps, id, {
        before: cart,
        after: quoted(cart, { id: quoteId, until: expiresAt }, now),
        events: [],
        cause,
        writes: [quoteWrite(id, quoteId, new Date(now.getTime() + KEPT_FOR))],
      })
      return committed.ok ? quote : { ok: false, code: 'version_conflict' }
    })
