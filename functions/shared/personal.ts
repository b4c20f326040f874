import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { derivedKey } from './derived-key.ts'
import { Fault } from './outcomes.ts'

/** Personal data as it is kept and carried: readable only through `open`. */
export const sealed = z.strictObject({
  /** Whose data it is: the key under which it can be erased. */
  subjectId: z.string(),
  /** `<version>.<nonce>.<ciphertext and tag>`, base64url. */
  box: z.string(),
})
export type Sealed = z.infer<typeof sealed>

export type FingerprintKind = 'email' | 'phone' | 'name' | 'visitor'

/**
 * The one place that decides how personal data is kept: AES-256-GCM under a key of the stage,
 * bound to the subject. Fingerprints find a person by email, phone or name without storing them readably.
 */
export interface Personal {
  seal(subjectId: string, value: unknown): Sealed
  /** Throws a Fault where the box is not one of ours, a ZodError where its content has another shape. */
  open<Schema extends z.core.$ZodType>(box: Sealed, schema: Schema): z.infer<Schema>
  fingerprint(kind: FingerprintKind, value: string): string
  /** The fingerprints that a value may be kept under, by the current secret and by those before it. */
  fingerprints(kind: FingerprintKind, value: string): readonly string[]
}

/** The current secret seals; those before it still open, so that it can be rotated. */
export function makePersonal(current: string, ...earlier: readonly string[]): Personal {
  const [sealingKey, ...openingKeys] = [current, ...earlier].map((secret) =>
    derivedKey(secret, 'personal-data'),
  )
  if (!sealingKey) throw new RangeError('no secret to seal personal data with')
  const fingerprintKey = derivedKey(current, 'personal-fingerprint')
  const earlierKeys = earlier.map((secret) => derivedKey(secret, 'personal-fingerprint'))
  return {
    seal(subjectId, value) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(Buffer.from(subjectId))
      const text = Buffer.concat([
        cipher.update(JSON.stringify(value), 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ])
      return { subjectId, box: `1.${nonce.toString('base64url')}.${text.toString('base64url')}` }
    },

    open(box, schema) {
      const text = [sealingKey, ...openingKeys]
        .map((key) => decipher(key, box))
        .find((plain) => plain !== undefined)
      if (text === undefined)
        throw new Fault('personal data was sealed under another key, or for another subject')
      return z.parse(schema, JSON.parse(text))
    },

    fingerprint: (kind, value) => fingerprintOf(fingerprintKey, kind, value),

    fingerprints: (kind, value) =>
      [fingerprintKey, ...earlierKeys].map((key) => fingerprintOf(key, kind, value)),
  }
}

const fingerprintOf = (key: KeyObject, kind: FingerprintKind, value: string): string =>
  createHmac('sha256', key)
    .update(`${kind}:${value.trim().toLowerCase().normalize('NFKC')}`)
    .digest('base64url')

/** The text in a box, or undefined where this key did not seal it. */
function decipher(key: KeyObject, { subjectId, box }: Sealed): string | undefined {
  const [version, nonce, text] = box.split('.')
  if (version !== '1' || !nonce || !text) throw new Fault('personal data is sealed in an unknown way')
  const bytes = Buffer.from(text, 'base64url')
  const opening = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
    .setAAD(Buffer.from(subjectId))
    .setAuthTag(bytes.subarray(-16))
  try {
    return Buffer.concat([opening.update(bytes.subarray(0, -16)), opening.final()]).toString('utf8')
  } catch {
    // The tag does not match: that is how a cipher says that the key is another.
    return undefined
  }
}
