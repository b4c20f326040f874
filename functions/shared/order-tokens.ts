import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { type OrderId, orderId } from './ids.ts'

/** What the bearer of a token may do: `track` only shows an order, `act` lets a guest change it. */
export type TokenKind = 'track' | 'act'

/**
 * Tokens that stand for one order: its id and a truncated HMAC-SHA256 (128 bits), base64url.
 * The same order always has the same token, so a replayed answer needs nothing stored.
 */
export interface OrderTokens {
  issue(kind: TokenKind, id: OrderId): string
  /** The order, or undefined where the token is not one of ours of this kind. */
  verify(kind: TokenKind, token: string): OrderId | undefined
}

export function makeOrderTokens(secrets: readonly string[]): OrderTokens {
  const keys = secrets.map((secret) =>
    Buffer.from(hkdfSync('sha256', secret, '', 'cartwright/order-tokens', 32)),
  )
  const [signing] = keys
  if (!signing) throw new RangeError('no secret to make order tokens with')
  const mac = (key: Buffer, kind: TokenKind, id: OrderId) =>
    createHmac('sha256', key).update(`${kind}:${id}`).digest().subarray(0, 16)

  return {
    issue: (kind, id) => `${id.slice(4)}${mac(signing, kind, id).toString('base64url')}`,

    verify(kind, token) {
      const id = orderId.safeParse(`ord_${token.slice(0, 26)}`)
      const given = Buffer.from(token.slice(26), 'base64url')
      if (!id.success || given.length !== 16) return undefined
      return keys.some((key) => timingSafeEqual(mac(key, kind, id.data), given)) ? id.data : undefined
    },
  }
}
