import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { Fault } from './outcomes.ts'

/** Personal data as it is kept and carried: readable only through `open`. */
export const sealed = z.strictObject({
  /** Whose data it is: the key under which it can be erased. */
  subjectId: z.string(),
  /** `<version>.<nonce>.<ciphertext and tag>`, base64url. */
  box: z.string(),
})
export type Sealed = z.infer<typeof sealed>

/**
 * The one place that decides how personal data is kept: AES-256-GCM under a key of the stage,
 * bound to the subject. Fingerprints find a person by email or phone without storing either readably.
 */
export interface Personal {
  seal(subjectId: string, value: unknown): Sealed
  /** Throws a Fault where the box is not one of ours, a ZodError where its content has another shape. */
  open<Schema extends z.ZodMiniType>(box: Sealed, schema: Schema): z.infer<Schema>
  fingerprint(kind: 'email' | 'phone', value: string): string
}

const derive = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `cartwright/${purpose}`, 32))

export function makePersonal(secret: string): Personal {
  const sealingKey = derive(secret, 'personal-data')
  const fingerprintKey = derive(secret, 'personal-fingerprint')
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

    open({ subjectId, box }, schema) {
      const [version, nonce, text] = box.split('.')
      if (version !== '1' || !nonce || !text) throw new Fault('personal data is sealed in an unknown way')
      const bytes = Buffer.from(text, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, Buffer.from(nonce, 'base64url'))
        .setAAD(Buffer.from(subjectId))
        .setAuthTag(bytes.subarray(-16))
      const plain = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()])
      return schema.parse(JSON.parse(plain.toString('utf8')))
    },

    fingerprint: (kind, value) =>
      createHmac('sha256', fingerprintKey)
        .update(`${kind}:${value.trim().toLowerCase().normalize('NFKC')}`)
        .digest('base64url'),
  }
}
