import type { Cause } from '#shared/events.ts'
import type { CartId, CustomerId } from '#shared/ids.ts'
import { refuseUnknownCurrency } from '#shared/known-currency.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import { loadCart } from '../../adapters/cart-items.ts'
import type { CartSettings, ShownCart } from '../../contract/carts.ts'
import { cartOfCustomer } from '../../domain/carts/customers-cart.ts'
import { showCart, versionOf } from '../../domain/carts/show-cart.ts'
import { type CartDeps, changeCart } from './change-cart.ts'
import { commitNewCart, newCart } from './create-cart.ts'
import { shown } from './read-cart.ts'

interface Seen {
  readonly ifMatch: number | undefined
  readonly cause: Cause
}

/**
 * Sets a cart's currency, language and codes; its lines are shown by them from now on.
 * Refusals: `not_found`, `cart_ordered`, `precondition_required`, `precondition_failed`, `unknown_currency`.
 */
export const makePutCart =
  (deps: CartDeps) =>
  async (id: CartId, settings: CartSettings, { ifMatch, cause }: Seen): Promise<Outcome<ShownCart>> => {
    const unknown = refuseUnknownCurrency(settings.currency)
    if (unknown) return unknown
    const put = await changeCart(
      deps,
      id,
      cause,
      async () => undefined,
      (cart) => {
        const seen = checkSeenVersion('cart', { version: versionOf(cart) }, ifMatch)
        if (!seen.ok) return seen
        return success({ cart: { ...cart, ...settings }, changed: [], writes: [], answer: undefined })
      },
    )
    return put.ok ? success(await shown(deps, put.value.cart)) : put
  }

/** The same for a customer's own cart, which is made where there is none. */
export const makePutMyCart =
  (deps: CartDeps) =>
  async (
    customerId: CustomerId,
    settings: CartSettings,
    seen: Seen,
  ): Promise<Outcome<{ readonly cart: ShownCart; readonly created: boolean }>> => {
    const id = cartOfCustomer(customerId)
    if (await loadCart(deps.store, id)) {
      const put = await makePutCart(deps)(id, settings, seen)
      return put.ok ? success({ cart: put.value, created: false }) : put
    }
    const none = checkSeenVersion('cart', undefined, seen.ifMatch)
    if (!none.ok) return none
    const unknown = refuseUnknownCurrency(settings.currency)
    if (unknown) return unknown
    const cart = newCart(id, settings, deps.clock.now(), customerId)
    const made = await commitNewCart(deps, cart, [], seen.cause)
    return made.ok ? success({ cart: showCart(made.value, []), created: true }) : made
  }
