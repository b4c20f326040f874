import type { Cause } from '#shared/events.ts'
import type { CartId } from '#shared/ids.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import type { CartSettings, ShownCart } from '../../contract/carts.ts'
import { type CartDeps, changeCart } from './change-cart.ts'
import { shown } from './read-cart.ts'

/**
 * Sets a cart's currency, language and codes; its lines are shown by them from now on.
 * Refusals: `not_found`, `cart_ordered`, `precondition_required`, `precondition_failed`.
 */
export const makePutCart =
  (deps: CartDeps) =>
  async (
    id: CartId,
    settings: CartSettings,
    { ifMatch, cause }: { readonly ifMatch: number | undefined; readonly cause: Cause },
  ): Promise<Outcome<ShownCart>> => {
    const put = await changeCart(
      deps,
      id,
      cause,
      async () => undefined,
      (cart) => {
        const seen = checkSeenVersion('cart', cart, ifMatch)
        if (!seen.ok) return seen
        return success({ cart: { ...cart, ...settings }, changed: [], writes: [], answer: undefined })
      },
    )
    return put.ok ? success(await shown(deps, put.value.cart)) : put
  }
