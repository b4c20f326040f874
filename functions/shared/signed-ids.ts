import { createHmac, timingSafeEqual } from 'node:crypto'
import type * as z from 'zod/mini'
import { derivedKey } from './derived-key.ts'
import { remembered } from './remembered.ts'
import type { SigningSecret } from './secrets.ts'

/**
 * Tokens that stand for one thing and one use of it: the id's 26 letters and a truncated HMAC-SHA256 (128 bits),
 * base64url. The same thing always has the same token, so that nothing needs to be stored.
 */
export interface SignedIds<Id extends string, Use extends string, Act extends string> {
  issue(use: Use, id: Id): Promise<string>
  /** What the token stands for, or undefined where it is not one of ours for this use. */
  verify(use: Use, token: string): Promise<Id | undefined>
  /** A token for one act, until `expiresAt` (RFC 3339 UTC), to the second. */
  issueForAct(act: Act, id: Id, expiresAt: string): Promise<string>
  /** What it stands for, or undefined where the token is not one of ours, is for another act, or has expired. */
  verifyForAct(act: Act, token: string, now: Date): Promise<Id | undefined>
}

export interface SignedIdsOf<Id extends string> {
  /** The same purpose and secret make the same key. */
  readonly purpose: string
  readonly secret: SigningSecret
  /** Of the ids, without the underscore. */
  readonly prefix: string
  readonly id: z.ZodMiniType<Id, unknown>
}

const ID_LETTERS = 26
const SIGNATURE_BYTES = 16
/** Seconds since 1970 in base 36: seven letters last until the year 4453. */
const EXPIRY_LETTERS = 7

export function makeSignedIds<Id extends string, Use extends string, Act extends string>({
  purpose,
  secret,
  prefix,
  id: schema,
}: SignedIdsOf<Id>): SignedIds<Id, Use, Act> {
  const keyOf = remembered((text) => derivedKey(text, purpose))
  const mac = (text: string, use: string, id: Id) =>
    createHmac('sha256', keyOf(text)).update(`${use}:${id}`).digest().subarray(0, SIGNATURE_BYTES)
  const signature = async (use: string, id: Id) => mac(await secret.current(), use, id).toString('base64url')
  const isSigned = async (use: string, id: Id, signed: string): Promise<boolean> => {
    const given = Buffer.from(signed, 'base64url')
    if (given.length !== SIGNATURE_BYTES) return false
    return secret.verify((text) => timingSafeEqual(mac(text, use, id), given))
  }
  const lettersOf = (id: Id) => id.slice(prefix.length + 1)
  const idOf = (token: string) => schema.safeParse(`${prefix}_${token.slice(0, ID_LETTERS)}`).data

  return {
    issue: async (use, id) => `${lettersOf(id)}${await signature(use, id)}`,

    async verify(use, token) {
      const id = idOf(token)
      return id && (await isSigned(use, id, token.slice(ID_LETTERS))) ? id : undefined
    },

    async issueForAct(act, id, expiresAt) {
      const expiry = Math.floor(Date.parse(expiresAt) / 1_000)
        .toString(36)
        .padStart(EXPIRY_LETTERS, '0')
      return `${lettersOf(id)}${expiry}${await signature(`${act}:${expiry}`, id)}`
    },

    async verifyForAct(act, token, now) {
      const id = idOf(token)
      const expiry = token.slice(ID_LETTERS, ID_LETTERS + EXPIRY_LETTERS)
      const signed = token.slice(ID_LETTERS + EXPIRY_LETTERS)
      if (!id || !(await isSigned(`${act}:${expiry}`, id, signed))) return undefined
      return Number.parseInt(expiry, 36) * 1_000 > now.getTime() ? id : undefined
    },
  }
}
