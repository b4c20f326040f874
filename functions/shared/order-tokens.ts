import { type OrderId, orderId } from './ids.ts'
import type { SigningSecret } from './secrets.ts'
import { makeSignedIds, type SignedIds } from './signed-ids.ts'

/** What the bearer of a token may do: `track` only shows an order, `act` lets a guest change it. */
export type TokenKind = 'track' | 'act'

/** What a link in a mail may ask for. */
export type Act = 'pay' | 'correct' | 'withdraw' | 'download'

/** Tokens that stand for one order. */
export type OrderTokens = SignedIds<OrderId, TokenKind, Act>

export const makeOrderTokens = (secret: SigningSecret): OrderTokens =>
  makeSignedIds({ purpose: 'order-tokens', secret, prefix: 'ord', id: orderId })
