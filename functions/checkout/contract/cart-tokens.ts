import type { SigningSecret } from '#shared/secrets.ts'
import { makeSignedIds, type SignedIds } from '#shared/signed-ids.ts'
import { type CartId, cartId } from './carts.ts'

/**
 * `use` is the `id` by which a guest's cart is addressed: who has it may use the cart. `open` is for a link to another
 * device, `restore` for one in a mail: both expire, and only give a cart to who follows them.
 */
export type CartTokens = SignedIds<CartId, 'use', 'open' | 'restore'>

export const makeCartTokens = (secret: SigningSecret): CartTokens =>
  makeSignedIds({ purpose: 'cart-tokens', secret, prefix: 'crt', id: cartId })

/** Where people open a link to a cart: a page of the shop's. */
export const cartUrl = (siteUrl: string, token: string): string => `${siteUrl}/cart/${token}`
