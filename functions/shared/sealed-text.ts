import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { derivedKey } from './derived-key.ts'
import { remembered } from './remembered.ts'
import type { SigningSecret } from './secrets.ts'

/** Facts that leave us and come back unchanged: `<key id>.<deflated JSON>.<HMAC-SHA256>`, base64url. */
export interface SealedText {
  seal(value: unknown): Promise<string>
  /** The value, or undefined where the text was altered or is not ours. */
  open(text: string): Promise<unknown>
}

/** What a sealed text may unpack to: a quote of 200 lines is about 60 kB. */
const MAX_UNPACKED = 1_000_000

export function makeSealedText(purpose: string, secret: SigningSecret): SealedText {
  const keyOf = remembered((text) => {
    const key = derivedKey(text, purpose)
    return { id: createHmac('sha256', key).update('key id').digest('base64url').slice(0, 6), key }
  })
  const mac = (key: KeyObject, text: string) => createHmac('sha256', key).update(text).digest()

  return {
    async seal(value) {
      const { id, key } = keyOf(await secret.current())
      const text = `${id}.${deflateRawSync(JSON.stringify(value)).toString('base64url')}`
      return `${text}.${mac(key, text).toString('base64url')}`
    },

    async open(text) {
      const [id, body, signature, ...rest] = text.split('.')
      if (!body || !signature || rest.length > 0) return undefined
      const given = Buffer.from(signature, 'base64url')
      const isSigned = await secret.verify((candidate) => {
        const { id: keyId, key } = keyOf(candidate)
        if (id !== keyId) return false
        const wanted = mac(key, `${id}.${body}`)
        return given.length === wanted.length && timingSafeEqual(given, wanted)
      })
      if (!isSigned) return undefined
      const unpacked = inflateRawSync(Buffer.from(body, 'base64url'), { maxOutputLength: MAX_UNPACKED })
      return JSON.parse(unpacked.toString('utf8'))
    },
  }
}
