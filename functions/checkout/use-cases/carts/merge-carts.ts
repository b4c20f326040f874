import { untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { CartId, CustomerId } from '#shared/ids.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { commitCart, lineWrite, loadCart, loadLines, type StoredCart } from '../../adapters/cart-items.ts'
import { cartUpdated } from '../../contract/cart-events.ts'
import type { ShownCart } from '../../contract/carts.ts'
import { type CartLine, merged, mergedLines } from '../../domain/carts/cart.ts'
import { cartOfCustomer } from '../../domain/carts/customers-cart.ts'
import { type CartDeps, freeOfOrders, noCart, watchAnew } from './change-cart.ts'
import { commitNewCart, newCart } from './create-cart.ts'
import { shown } from './read-cart.ts'

/** Lines that are written in one commit, which has 100 writes. */
const LINES_AT_ONCE = 90

/**
 * Merges a guest's cart into the cart of the customer who signs in. Primary course:
 * 1. Read both with their lines; make the customer's where there is none.
 * 2. Write what the customer's cart lacks of the guest's, some lines in each commit: the larger quantity of what both
 *    have.
 * 3. Write that the guest's cart went into the customer's, on condition that it is as it was read; else merge anew.
 * Where it breaks off the same request goes on: what is merged already is merged again without a change. The guest's
 * cart is none any more; asked again for the same customer the answer is the same.
 * Refusals: `not_found`, `cart_ordered` (either), `impossible` (too many lines; both stay as they are).
 */
export const makeMergeCarts =
  (deps: CartDeps) =>
  (guestsId: CartId, customerId: CustomerId, cause: Cause): Promise<Outcome<ShownCart>> =>
    untilNoConflict<Outcome<ShownCart>>(async () => {
      const ownId = cartOfCustomer(customerId)
      const guests = await loadCart(deps.store, guestsId)
      if (!guests || guests.customerId || (guests.mergedInto ?? ownId) !== ownId) return noCart()
      const known = await loadCart(deps.store, ownId)
      const found = known ? success(known) : await made(deps, ownId, customerId, guests, cause)
      if (!found.ok) return found
      const own = found.value
      if (guests.mergedInto) return success(await shown(deps, own))
      for (const cart of [guests, own]) {
        const free = await freeOfOrders(deps, cart)
        if (!free.ok) return free
      }
      const [ownLines, guestsLines] = await Promise.all([
        loadLines(deps.store, ownId),
        loadLines(deps.store, guestsId),
      ])
      const lines = mergedLines(ownLines, guestsLines)
      if (!lines.ok) return lines
      const filled = await fill(deps, own, guests, { before: ownLines, after: lines.value }, cause)
      if (!filled || !(await end(deps, guests, ownId, cause))) return { ok: false, code: 'version_conflict' }
      return success(await shown(deps, filled))
    })

const made = (
  deps: CartDeps,
  id: CartId,
  customerId: CustomerId,
  { currency, locale }: StoredCart,
  cause: Cause,
) =>
  commitNewCart(deps, newCart(id, { currency, locale, codes: [] }, deps.clock.now(), customerId), [], cause)

/** Writes the lines that differ, part by part; undefined where others change the cart meanwhile. */
async function fill(
  deps: CartDeps,
  own: StoredCart,
  guests: StoredCart,
  { before, after }: { readonly before: readonly CartLine[]; readonly after: readonly CartLine[] },
  cause: Cause,
): Promise<StoredCart | undefined> {
  const now = deps.clock.now()
  const written = new Map(before.map((line) => [line.sku, line]))
  const differing = after.filter((line) => written.get(line.sku)?.quantity !== line.quantity)
  let cart = own
  for (let from = 0; from === 0 || from < differing.length; from += LINES_AT_ONCE) {
    const part = differing.slice(from, from + LINES_AT_ONCE)
    for (const line of part) written.set(line.sku, line)
    const next = merged(cart, guests, [...written.values()], now)
    const changed = part.map(({ sku, quantity }) => ({ sku, quantity }))
    const { lines, units } = next
    const committed = await commitCart(deps, cart.id, {
      before: cart,
      after: next,
      events: [happened(cartUpdated, { cartId: cart.id, reason: 'merged', lines, units, changed })],
      cause,
      writes: [...part.map((line) => lineWrite(cart.id, line)), ...watchAnew(deps, cart, now)],
    })
    if (!committed.ok) return undefined
    cart = committed.state
  }
  return cart
}

/** The guest's cart is none any more; its lines are forgotten with it. */
async function end(deps: CartDeps, guests: StoredCart, into: CartId, cause: Cause): Promise<boolean> {
  const data = { cartId: guests.id, reason: 'merged' as const, lines: 0, units: 0, changed: [] }
  const { reminder: _, ...rest } = guests
  const committed = await commitCart(deps, guests.id, {
    before: guests,
    after: { ...rest, mergedInto: into },
    events: [happened(cartUpdated, data)],
    cause,
  })
  return committed.ok
}
