import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { derivedKey } from './derived-key.ts'
import { type OrderId, orderId } from './ids.ts'

/** What the bearer of a token may do: `track` only shows an order, `act` lets a guest change it. */
export type TokenKind = 'track' | 'act'

/** What a link in a mail may ask for. */
export type Act = 'pay' | 'correct' | 'withdraw' | 'download'

/**
 * Tokens that stand for one order: its id and a truncated HMAC-SHA256 (128 bits), base64url.
 * The same order always has the same token, so a replayed answer needs nothing stored.
 */
export interface OrderTokens {
  issue(kind: TokenKind, id: OrderId): string
  /** The order, or undefined where the token is not one of ours of this kind. */
  verify(kind: TokenKind, token: string): OrderId | undefined
  /** A token for one act on one order, until `expiresAt` (RFC 3339 UTC), to the second. */
  issueForAct(act: Act, id: OrderId, expiresAt: string): string
  /** The order, or undefined where the token is not one of ours, is for another act, or has expired. */
  verifyForAct(act: Act, token: string, now: Date): OrderId | undefined
}

const ID_LETTERS = 26
/** Seconds since 1970 in base 36: seven letters last until the year 4453. */
const EXPIRY_LETTERS = 7

export function makeOrderTokens(secrets: readonly string[]): OrderTokens {
  const keys = secrets.map((secret) => derivedKey(secret, 'order-tokens'))
  const [signing] = keys
  if (!signing) throw new RangeError('no secret to make order tokens with')
  const mac = (key: KeyObject, kind: string, id: OrderId) =>
    createHmac('sha256', key).update(`${kind}:${id}`).digest().subarray(0, 16)
  const isSigned = (kind: string, id: OrderId, signature: string): boolean => {
    const given = Buffer.from(signature, 'base64url')
    return given.length === 16 && keys.some((key) => timingSafeEqual(mac(key, kind, id), given))
  }
  const idOf = (token: string) => orderId.safeParse(`ord_${token.slice(0, ID_LETTERS)}`).data

  return {
    issue: (kind, id) => `${id.slice(4)}${mac(signing, kind, id).toString('base64url')}`,

    verify(kind, token) {
      const id = idOf(token)
      return id && isSigned(kind, id, token.slice(ID_LETTERS)) ? id : undefined
    },

    issueForAct(act, id, expiresAt) {
      const expiry = Math.floor(Date.parse(expiresAt) / 1_000)
        .toString(36)
        .padStart(EXPIRY_LETTERS, '0')
      return `${id.slice(4)}${expiry}${mac(signing, `${act}:${expiry}`, id).toString('base64url')}`
    },

    verifyForAct(act, token, now) {
      const id = idOf(token)
      const expiry = token.slice(ID_LETTERS, ID_LETTERS + EXPIRY_LETTERS)
      if (!id || !isSigned(`${act}:${expiry}`, id, token.slice(ID_LETTERS + EXPIRY_LETTERS))) return undefined
      return Number.parseInt(expiry, 36) * 1_000 > now.getTime() ? id : undefined
    },
  }
}
