import type { Cause } from '#shared/events.ts'
import type { CartId } from '#shared/ids.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { loadCart } from '../../adapters/cart-items.ts'
import type { CartSummary, WantedReminder } from '../../contract/carts.ts'
import { summaryOf } from '../../domain/carts/show-cart.ts'
import { type CartDeps, changeCart, noCart } from './change-cart.ts'

/** Keeps whom to mail once when the cart is left behind, with their consent and its time. Refusals: `not_found`, `cart_ordered`. */
export const makeAskReminder =
  (deps: CartDeps) =>
  async (id: CartId, { email }: WantedReminder, cause: Cause): Promise<Outcome<CartSummary>> => {
    const cart = await loadCart(deps.store, id)
    if (!cart) return noCart()
    const person = await deps.personal.seal(cart.customerId ?? id, { email })
    const reminder = { consentedAt: deps.clock.now().toISOString(), person }
    const key = cart.customerId ? {} : { hasKey: true }
    return summary(
      await changeCart(deps, id, cause, nothing, (current) =>
        unchangedLines({ ...current, ...key, reminder }),
      ),
    )
  }

/** Forgets whom to mail. Refusals: `not_found`, `cart_ordered`. */
export const makeForgetReminder =
  (deps: CartDeps) =>
  async (id: CartId, cause: Cause): Promise<Outcome<CartSummary>> =>
    summary(
      await changeCart(deps, id, cause, nothing, ({ reminder: _, ...current }) => unchangedLines(current)),
    )

const nothing = async () => undefined

const unchangedLines = <Cart>(cart: Cart) => success({ cart, changed: [], writes: [], answer: undefined })

const summary = (
  changed: Awaited<ReturnType<typeof changeCart<undefined, undefined>>>,
): Outcome<CartSummary> => (changed.ok ? success(summaryOf(changed.value.cart)) : changed)
