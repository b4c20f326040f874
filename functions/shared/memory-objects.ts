import type { Clock } from './clock.ts'
import { checkedKey, type Objects, type StoredObject, type UploadForm } from './objects.ts'

export interface MemoryObjects extends Objects {
  /** Every key, for what tests expect to be kept. */
  keys(): string[]
  /** What an address gives that was presigned; undefined where it has expired, or leads to nothing. */
  download(url: string): Uint8Array | undefined
  /** Does what S3 does with a form that is sent to it: 204 where the file is kept, else the status of the refusal. */
  upload(
    form: UploadForm,
    file: { readonly bytes: Uint8Array; readonly contentType?: string },
  ): 204 | 400 | 403
}

interface Kept extends StoredObject {
  readonly writtenAt: string
}

interface Terms {
  readonly key: string
  readonly contentType?: string
  readonly maxBytes: number
  readonly expiresAt: number
}

/** Files in memory, by the same rules as S3's: it passes the same conformance suite. */
export function makeMemoryObjects(clock: Clock): MemoryObjects {
  const files = new Map<string, Kept>()
  const promised: Terms[] = []

  const keep = (key: string, bytes: Uint8Array, contentType: string) =>
    files.set(key, { bytes: bytes.slice(), contentType, writtenAt: clock.now().toISOString() })

  return {
    keys: () => [...files.keys()].toSorted(),

    async get(key) {
      const found = files.get(checkedKey(key))
      return found && { bytes: found.bytes.slice(), contentType: found.contentType }
    },

    async put(key, bytes, { contentType, onlyIfAbsent = false }) {
      if (onlyIfAbsent && files.has(checkedKey(key))) return false
      keep(checkedKey(key), bytes, contentType)
      return true
    },

    async delete(key) {
      files.delete(checkedKey(key))
    },

    async list(prefix) {
      return [...files]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, { bytes, writtenAt }]) => ({ key, size: bytes.length, writtenAt }))
        .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    },

    async presignUpload(key, { expiresSeconds, ...terms }) {
      const expiresAt = clock.now().getTime() + expiresSeconds * 1_000
      const policy = String(promised.push({ key: checkedKey(key), ...terms, expiresAt }) - 1)
      const type = terms.contentType === undefined ? {} : { 'Content-Type': terms.contentType }
      return { url: 'memory:', fields: { key, ...type, policy } }
    },

    async presignDownload(key, { expiresSeconds }) {
      return `memory:${checkedKey(key)}?until=${clock.now().getTime() + expiresSeconds * 1_000}`
    },

    download(url) {
      const [, key = '', until = ''] = /^memory:(.*)\?until=(\d+)$/.exec(url) ?? []
      return clock.now().getTime() > Number(until) ? undefined : files.get(key)?.bytes.slice()
    },

    upload({ fields }, { bytes, contentType }) {
      const terms = promised[Number(fields['policy'])]
      const type = fields['Content-Type'] ?? contentType ?? 'binary/octet-stream'
      if (!terms || clock.now().getTime() > terms.expiresAt || fields['key'] !== terms.key) return 403
      if (terms.contentType !== undefined && type !== terms.contentType) return 403
      if (bytes.length < 1 || bytes.length > terms.maxBytes) return 400
      keep(terms.key, bytes, type)
      return 204
    },
  }
}
