import { after, type Clock, hours } from '#shared/clock.ts'
import type { CartId } from '#shared/ids.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import type { Store } from '#shared/store/store.ts'
import { loadCart } from '../../adapters/cart-items.ts'
import type { CartTokens } from '../../contract/cart-tokens.ts'
import { cartUrl } from '../../contract/cart-tokens.ts'
import type { CartLink, ShownCart } from '../../contract/carts.ts'
import { noCart } from './change-cart.ts'
import { shown } from './read-cart.ts'

export interface LinkDeps {
  readonly store: Store
  readonly clock: Clock
  readonly tokens: CartTokens
  /** Where the shop is, without a slash at the end. */
  readonly siteUrl: string
}

/** For somebody who has the other device at hand. */
const OPEN_FOR = hours(1)

/** A link by which another device goes on with a guest's cart, for an hour. Refusal: `not_found`. */
export const makeLinkCart =
  ({ store, clock, tokens, siteUrl }: LinkDeps) =>
  async (id: CartId): Promise<Outcome<CartLink>> => {
    const cart = await loadCart(store, id)
    if (!cart || cart.mergedInto) return noCart()
    const expiresAt = after(clock.now(), OPEN_FOR)
    const token = await tokens.issueForAct('open', id, expiresAt)
    return success({ token, url: cartUrl(siteUrl, token), expiresAt })
  }

/**
 * The cart that a link leads to, of another device or of a mail: a guest's with the id by which it is used, a
 * customer's only to be seen, as they sign in to use it. Refusal: `not_found`, also where the link has expired.
 */
export const makeOpenCart =
  (deps: LinkDeps) =>
  async (token: string): Promise<Outcome<ShownCart>> => {
    const { tokens, store, clock } = deps
    const id =
      (await tokens.verifyForAct('open', token, clock.now())) ??
      (await tokens.verifyForAct('restore', token, clock.now()))
    const linked = id && (await loadCart(store, id))
    const cart = linked?.mergedInto ? await loadCart(store, linked.mergedInto) : linked
    if (!cart) return noCart()
    const key = cart.customerId ? {} : { id: await tokens.issue('use', cart.id) }
    return success({ ...key, ...(await shown(deps, cart)) })
  }
