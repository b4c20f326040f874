import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import type * as z from 'zod/mini'
import { derivedKey } from './derived-key.ts'

/**
 * Tokens that stand for one thing and one use of it: the id's 26 letters and a truncated HMAC-SHA256 (128 bits),
 * base64url. The same thing always has the same token, so that nothing needs to be stored.
 */
export interface SignedIds<Id extends string, Use extends string, Act extends string> {
  issue(use: Use, id: Id): string
  /** What the token stands for, or undefined where it is not one of ours for this use. */
  verify(use: Use, token: string): Id | undefined
  /** A token for one act, until `expiresAt` (RFC 3339 UTC), to the second. */
  issueForAct(act: Act, id: Id, expiresAt: string): string
  /** What it stands for, or undefined where the token is not one of ours, is for another act, or has expired. */
  verifyForAct(act: Act, token: string, now: Date): Id | undefined
}

export interface SignedIdsOf<Id extends string> {
  /** The same purpose and secret make the same key. */
  readonly purpose: string
  readonly secrets: readonly string[]
  /** Of the ids, without the underscore. */
  readonly prefix: string
  readonly id: z.ZodMiniType<Id, unknown>
}

const ID_LETTERS = 26
/** Seconds since 1970 in base 36: seven letters last until the year 4453. */
const EXPIRY_LETTERS = 7

export function makeSignedIds<Id extends string, Use extends string, Act extends string>({
  purpose,
  secrets,
  prefix,
  id: schema,
}: SignedIdsOf<Id>): SignedIds<Id, Use, Act> {
  const keys = secrets.map((secret) => derivedKey(secret, purpose))
  const [signing] = keys
  if (!signing) throw new RangeError(`no secret to make ${purpose} with`)
  const mac = (key: KeyObject, use: string, id: Id) =>
    createHmac('sha256', key).update(`${use}:${id}`).digest().subarray(0, 16)
  const isSigned = (use: string, id: Id, signature: string): boolean => {
    const given = Buffer.from(signature, 'base64url')
    return given.length === 16 && keys.some((key) => timingSafeEqual(mac(key, use, id), given))
  }
  const lettersOf = (id: Id) => id.slice(prefix.length + 1)
  const idOf = (token: string) => schema.safeParse(`${prefix}_${token.slice(0, ID_LETTERS)}`).data

  return {
    issue: (use, id) => `${lettersOf(id)}${mac(signing, use, id).toString('base64url')}`,

    verify(use, token) {
      const id = idOf(token)
      return id && isSigned(use, id, token.slice(ID_LETTERS)) ? id : undefined
    },

    issueForAct(act, id, expiresAt) {
      const expiry = Math.floor(Date.parse(expiresAt) / 1_000)
        .toString(36)
        .padStart(EXPIRY_LETTERS, '0')
      return `${lettersOf(id)}${expiry}${mac(signing, `${act}:${expiry}`, id).toString('base64url')}`
    },

    verifyForAct(act, token, now) {
      const id = idOf(token)
      const expiry = token.slice(ID_LETTERS, ID_LETTERS + EXPIRY_LETTERS)
      if (!id || !isSigned(`${act}:${expiry}`, id, token.slice(ID_LETTERS + EXPIRY_LETTERS))) return undefined
      return Number.parseInt(expiry, 36) * 1_000 > now.getTime() ? id : undefined
    },
  }
}
