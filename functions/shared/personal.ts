import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import * as z from 'zod/mini'
import { derivedKey } from './derived-key.ts'
import { Fault } from './outcomes.ts'
import type { Write } from './store/store.ts'
import type { SubjectKeys } from './subject-keys.ts'

/** Personal data as it is kept and carried: readable only through `open`. */
export const sealed = z.strictObject({
  /** Whose data it is: by their key it is sealed, and by the end of their key it is erased. */
  subjectId: z.string(),
  /** `<version>.<nonce>.<ciphertext and tag>`, base64url. */
  box: z.string(),
})
export type Sealed = z.infer<typeof sealed>

export type FingerprintKind = 'email' | 'phone' | 'name' | 'visitor'

/**
 * The one place that decides how personal data is kept: AES-256-GCM under a key of its subject alone, and bound
 * to the subject. Fingerprints find a person by email, phone or name without storing them readably.
 */
export interface Personal {
  /** What is sealed for a subject that was erased can be opened by nobody. */
  seal(subjectId: string, value: unknown): Promise<Sealed>
  /** Seals bytes as they are: whatever they hold, the box is a third longer than they are, and 70 characters. */
  sealBytes(subjectId: string, bytes: Uint8Array): Promise<Sealed>
  /** Seals for a subject that nobody knows yet: the writes, which keep its key, belong to the commit that makes it. */
  sealFirst(subjectId: string, value: unknown): Promise<{ box: Sealed; writes: readonly Write[] }>
  /**
   * What is in a box; undefined where its subject was erased. Throws a Fault where the box is not one of ours, a
   * ZodError where its content has another shape.
   */
  open<Schema extends z.core.$ZodType>(box: Sealed, schema: Schema): Promise<z.infer<Schema> | undefined>
  /** The bytes of `sealBytes`; undefined where their subject was erased. Throws a Fault where the box is not one of ours. */
  openBytes(box: Sealed): Promise<Buffer | undefined>
  fingerprint(kind: FingerprintKind, value: string): string
  /** The fingerprints that a value may be kept under, by the current secret and by those before it. */
  fingerprints(kind: FingerprintKind, value: string): readonly string[]
}

/**
 * The current secret makes fingerprints; those before it find what was kept under them, so that it can be rotated.
 * All of them open boxes of version 1, which were sealed before there was a key for each subject.
 */
export function makePersonal(keys: SubjectKeys, current: string, ...earlier: readonly string[]): Personal {
  const stageKeys = [current, ...earlier].map((secret) => derivedKey(secret, 'personal-data'))
  const fingerprintKey = derivedKey(current, 'personal-fingerprint')
  const earlierKeys = earlier.map((secret) => derivedKey(secret, 'personal-fingerprint'))
  async function sealBytes(subjectId: string, bytes: Uint8Array) {
    const key = await keys.toSeal(subjectId)
    return lock(key === 'erased' ? createSecretKey(randomBytes(32)) : key, subjectId, bytes)
  }
  async function openBytes(box: Sealed) {
    const key = await keys.toOpen(box.subjectId)
    if (key === 'erased') return undefined
    const bytes = [...(versionOf(box) === '1' ? stageKeys : key ? [key] : [])]
      .map((one) => unlock(one, box))
      .find((plain) => plain !== undefined)
    if (!bytes) throw new Fault('personal data was sealed under another key, or for another subject')
    return bytes
  }
  return {
    sealBytes,
    openBytes,

    seal: (subjectId, value) => sealBytes(subjectId, jsonOf(value)),

    async sealFirst(subjectId, value) {
      const { key, writes } = await keys.first(subjectId)
      return { box: lock(key, subjectId, jsonOf(value)), writes }
    },

    async open(box, schema) {
      const bytes = await openBytes(box)
      return bytes && z.parse(schema, JSON.parse(bytes.toString('utf8')))
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

const jsonOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

function lock(key: KeyObject, subjectId: string, bytes: Uint8Array): Sealed {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(subjectId))
  const text = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  return { subjectId, box: `2.${nonce.toString('base64url')}.${text.toString('base64url')}` }
}

function versionOf({ box }: Sealed): '1' | '2' {
  const [version] = box.split('.', 1)
  if (version === '1' || version === '2') return version
  throw new Fault('personal data is sealed in an unknown way')
}

/** The bytes in a box, or undefined where this key did not seal it. */
function unlock(key: KeyObject, { subjectId, box }: Sealed): Buffer | undefined {
  const [, nonce, text] = box.split('.')
  if (!nonce || !text) throw new Fault('personal data is sealed in an unknown way')
  const bytes = Buffer.from(text, 'base64url')
  const opening = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
    .setAAD(Buffer.from(subjectId))
    .setAuthTag(bytes.subarray(-16))
  try {
    return Buffer.concat([opening.update(bytes.subarray(0, -16)), opening.final()])
  } catch {
    // The tag does not match: that is how a cipher says that the key is another.
    return undefined
  }
}
