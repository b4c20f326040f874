import { loadCart, loadLines } from '#contexts/checkout/adapters/cart-items.ts'
import { readPromotionBooks } from '#contexts/checkout/adapters/redemption-items.ts'
import { cartViolations } from '#contexts/checkout/domain/carts/invariants.ts'
import { promotionViolations } from '#contexts/checkout/domain/promotion-invariants.ts'
import { cartId, promotionId } from '#shared/ids.ts'
import type { Store } from '#shared/store/store.ts'
import { walkAggregates } from '../subjects.ts'

/** Each promotion's counts beside the orders that use it. */
export const walkPromotions = walkAggregates({
  ...{ context: 'checkout', kind: 'promotion', prefix: 'PROMOTION#' },
  look: async ({ tables }, _, id) =>
    promotionViolations(await readPromotionBooks(tables.of('checkout'), promotionId.parse(id))),
})

/** Each cart beside its lines. */
export const walkCarts = walkAggregates({
  ...{ context: 'checkout', kind: 'cart', prefix: 'CART#' },
  look: (_, { store }, id) => cartBroken(store, id),
})

export async function cartBroken(store: Store, id: string): Promise<readonly string[]> {
  const cart = await loadCart(store, cartId.parse(id))
  return cart ? cartViolations({ cart, lines: await loadLines(store, cart.id) }) : []
}
