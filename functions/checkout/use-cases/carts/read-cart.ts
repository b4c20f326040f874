import type { Clock } from '#shared/clock.ts'
import type { CartId } from '#shared/ids.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import type { Store } from '#shared/store/store.ts'
import { loadCart, loadHeld, loadLines, type StoredCart } from '../../adapters/cart-items.ts'
import { readSku } from '../../adapters/sku-copies.ts'
import type { ShownCart } from '../../contract/carts.ts'
import { withHeld } from '../../domain/carts/held.ts'
import { showLine } from '../../domain/carts/line.ts'
import { showCart } from '../../domain/carts/show-cart.ts'
import { noCart } from './change-cart.ts'
import { pricingOf } from './pricing-of.ts'

interface ReadDeps {
  readonly store: Store
  readonly clock: Clock
}

/** A cart with its lines as they are priced now, and what has changed about them. Refusal: `not_found`. */
export const makeReadCart =
  (deps: ReadDeps) =>
  async (id: CartId): Promise<Outcome<ShownCart>> => {
    const cart = await loadCart(deps.store, id)
    return cart && !cart.mergedInto ? success(await shown(deps, cart)) : noCart()
  }

export async function shown({ store, clock }: ReadDeps, cart: StoredCart): Promise<ShownCart> {
  const now = clock.now()
  const [lines, held, pricing] = await Promise.all([
    loadLines(store, cart.id),
    loadHeld(store, cart, now),
    pricingOf(store, cart, now),
  ])
  const copies = await Promise.all(
    lines.map(async (line) => ({ line, copy: await readSku(store, line.sku) })),
  )
  return showCart(
    cart,
    copies.map(({ line, copy }) => showLine(line, withHeld(line.sku, copy, held), pricing, now)),
  )
}
