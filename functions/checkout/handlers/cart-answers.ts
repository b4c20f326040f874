import { etag, reply } from '#shared/http/api.ts'
import type { CartId } from '#shared/ids.ts'
import type { Outcome } from '#shared/outcomes.ts'
import type { CartSummary, ShownCart } from '../contract/carts.ts'
import { noCart } from '../use-cases/carts/change-cart.ts'
import type { ChangedLine } from '../use-cases/carts/change-lines.ts'
import { prepareCarts } from './cart-use-cases.ts'

type Carts = Awaited<ReturnType<typeof prepareCarts>>

/** Does something with the cart that a guest names, if there is one. */
export async function withCart<T>(
  { id }: { readonly id: string },
  act: (cartId: CartId, carts: Carts) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const carts = await prepareCarts()
  const cartId = await carts.tokens.verify('use', id)
  return cartId ? act(cartId, carts) : noCart()
}

export const answerCart = (id: string, cart: Outcome<ShownCart>) =>
  cart.ok ? reply({ id, ...cart.value }, etag(cart.value.version)) : cart

/** A customer's own, which needs no id. */
export const answerMine = (cart: Outcome<ShownCart>) =>
  cart.ok ? reply(cart.value, etag(cart.value.version)) : cart

export const answerLine = (changed: Outcome<ChangedLine>) =>
  changed.ok ? reply(changed.value, etag(changed.value.cart.version)) : changed

export const answerSummary = (cart: Outcome<CartSummary>) =>
  cart.ok ? reply(cart.value, etag(cart.value.version)) : cart
