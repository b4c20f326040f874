import type { Cause } from '#shared/events.ts'
import type { CartId, Sku } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { type KeyedRequest, repeatsOf } from '#shared/repeated-request.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import { lineRemoval, lineWrite, loadLine, type StoredCart } from '../../adapters/cart-items.ts'
import { readSku } from '../../adapters/sku-copies.ts'
import { readExchangeRates } from '../../adapters/terms.ts'
import type { CartSummary, ShownLine, WantedLine } from '../../contract/carts.ts'
import { withUnits } from '../../domain/carts/cart.ts'
import { type Held, withHeld } from '../../domain/carts/held.ts'
import { lineOf, pricingAmong, showLine } from '../../domain/carts/line.ts'
import { summaryOf, versionOf } from '../../domain/carts/show-cart.ts'
import { type CartChange, type CartDeps, type ChangedCart, changeCart } from './change-cart.ts'

export interface ChangedLine {
  readonly line: ShownLine
  readonly cart: CartSummary
}

/** What is known of a SKU, the cart's line of it, and the exchange rates. */
async function readLine({ store }: CartDeps, id: CartId, sku: Sku) {
  const [line, copy, rates] = await Promise.all([
    loadLine(store, id, sku),
    readSku(store, sku),
    readExchangeRates(store),
  ])
  return { line, copy, rates: [...rates.values()] }
}
type KnownLine = Awaited<ReturnType<typeof readLine>>

/** The cart with a line of so many units, at the price of now. */
function setLine(
  cart: StoredCart,
  { sku, quantity }: WantedLine,
  { line: before, ...known }: KnownLine,
  held: Held,
  now: Date,
): Outcome<CartChange<ShownLine>> {
  const copy = withHeld(sku, known.copy, held)
  const pricing = pricingAmong(known.rates, cart, now)
  const line = lineOf({ sku, quantity }, { copy, pricing, now })
  if (!line.ok) return line
  const after = withUnits(cart, before?.quantity ?? 0, quantity)
  if (!after.ok) return after
  const kept = before ? { ...line.value, addedAt: before.addedAt } : line.value
  return success({
    cart: after.value,
    changed: [{ sku, quantity }],
    writes: [lineWrite(cart.id, kept)],
    answer: showLine(kept, copy, pricing, now),
  })
}

const changedLine = (changed: Outcome<ChangedCart<ShownLine>>): Outcome<ChangedLine> =>
  changed.ok ? success({ line: changed.value.answer, cart: summaryOf(changed.value.cart) }) : changed

const noLine = (sku: Sku) => refuse('not_found', `The cart has no line of ${sku}.`)

/**
 * Adds units to a cart's line of a SKU, or makes one; no other line is looked at. The same request again, by its
 * Idempotency-Key, adds nothing.
 * Refusals: `not_found`, `cart_ordered`, `unknown_sku`, `no_price`, `not_enough_stock` (more than there are, with
 * those that are in the cart), `impossible` (too many lines, or too large an amount), `idempotency_key_reused`.
 */
export const makeAddToCart =
  (deps: CartDeps) =>
  async (
    id: CartId,
    { sku, quantity }: WantedLine,
    request: KeyedRequest & { readonly cause: Cause },
  ): Promise<Outcome<ChangedLine>> => {
    const repeats = repeatsOf(deps, `addToCart#${id}`, request)
    const read = () => Promise.all([readLine(deps, id, sku), repeats.isRepeat()])
    const added = await changeCart(deps, id, request.cause, read, (cart, [known, repeat], held) => {
      if (!repeat.ok) return repeat
      const now = deps.clock.now()
      const there = known.line?.quantity ?? 0
      if (repeat.value) {
        if (!known.line) return noLine(sku)
        return success({
          cart,
          changed: [],
          writes: [],
          answer: showLine(
            known.line,
            withHeld(sku, known.copy, held),
            pricingAmong(known.rates, cart, now),
            now,
          ),
        })
      }
      const set = setLine(cart, { sku, quantity: there + quantity }, known, held, now)
      return set.ok ? success({ ...set.value, writes: [...set.value.writes, ...repeats.writes] }) : set
    })
    return changedLine(added)
  }

/**
 * Sets the quantity of a line. Whoever does so has seen what it costs now and how many there are.
 * Refusals: `not_found`, `cart_ordered`, `precondition_required`, `precondition_failed`, and those of adding.
 */
export const makePutCartLine =
  (deps: CartDeps) =>
  async (
    id: CartId,
    line: WantedLine,
    { ifMatch, cause }: { readonly ifMatch: number | undefined; readonly cause: Cause },
  ): Promise<Outcome<ChangedLine>> =>
    changedLine(
      await changeCart(
        deps,
        id,
        cause,
        () => readLine(deps, id, line.sku),
        (cart, known, held) => {
          if (!known.line) return noLine(line.sku)
          const seen = checkSeenVersion('cart', { version: versionOf(cart) }, ifMatch)
          return seen.ok ? setLine(cart, line, known, held, deps.clock.now()) : seen
        },
      ),
    )

/** Takes a line out; one that is not there is out already. Refusals: `not_found` (no such cart), `cart_ordered`. */
export const makeRemoveCartLine =
  (deps: CartDeps) =>
  async (id: CartId, sku: Sku, cause: Cause): Promise<Outcome<CartSummary>> => {
    const removed = await changeCart(
      deps,
      id,
      cause,
      () => loadLine(deps.store, id, sku),
      (cart, line) => {
        if (!line) return success({ cart, changed: [], writes: [], answer: undefined })
        const after = withUnits(cart, line.quantity, 0)
        if (!after.ok) return after
        const writes = [lineRemoval(id, sku)]
        return success({ cart: after.value, changed: [{ sku, quantity: 0 }], writes, answer: undefined })
      },
    )
    return removed.ok ? success(summaryOf(removed.value.cart)) : removed
  }
