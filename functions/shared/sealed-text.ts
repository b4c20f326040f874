import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { derivedKey } from './derived-key.ts'

/**
 * Facts that leave us and come back unchanged: `<key id>.<deflated JSON>.<HMAC-SHA256>`, base64url.
 * The first secret signs; all of them verify, so that a secret can be rotated.
 */
export interface SealedText {
  seal(value: unknown): string
  /** The value, or undefined where the text was altered or is not ours. */
  open(text: string): unknown
}

/** What a sealed text may unpack to: a quote of 200 lines is about 60 kB. */
const MAX_UNPACKED = 1_000_000

export function makeSealedText(purpose: string, secrets: readonly string[]): SealedText {
  const keys = secrets.map((secret) => {
    const key = derivedKey(secret, purpose)
    return { id: createHmac('sha256', key).update('key id').digest('base64url').slice(0, 6), key }
  })
  const [signing] = keys
  if (!signing) throw new RangeError(`no secret to seal a ${purpose} with`)
  const mac = (key: KeyObject, text: string) => createHmac('sha256', key).update(text).digest()

  return {
    seal(value) {
      const text = `${signing.id}.${deflateRawSync(JSON.stringify(value)).toString('base64url')}`
      return `${text}.${mac(signing.key, text).toString('base64url')}`
    },

    open(text) {
      const [id, body, signature, ...rest] = text.split('.')
      const key = keys.find((candidate) => candidate.id === id)
      if (!key || !body || !signature || rest.length > 0) return undefined
      const given = Buffer.from(signature, 'base64url')
      const wanted = mac(key.key, `${id}.${body}`)
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined
      const unpacked = inflateRawSync(Buffer.from(body, 'base64url'), { maxOutputLength: MAX_UNPACKED })
      return JSON.parse(unpacked.toString('utf8'))
    },
  }
}
