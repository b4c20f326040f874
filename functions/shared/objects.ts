/** One file among those that a context keeps. */
export interface StoredObject {
  readonly bytes: Uint8Array
  /** As it was said when the file was put or uploaded: nobody has checked it. */
  readonly contentType: string
}

export interface ObjectSummary {
  readonly key: string
  /** Its length in bytes. */
  readonly size: number
  /** RFC 3339, UTC. */
  readonly writtenAt: string
}

export interface PutOptions {
  readonly contentType: string
  /** HTTP's `Cache-Control`, for what browsers fetch. */
  readonly cacheControl?: string
  /** Leaves a file that is there already as it is. */
  readonly onlyIfAbsent?: boolean
}

export interface UploadTerms {
  /** The upload must name just this one; any where left out. */
  readonly contentType?: string
  readonly maxBytes: number
  readonly expiresSeconds: number
}

export interface DownloadTerms {
  readonly expiresSeconds: number
  /** What browsers save the file as; ASCII without quotes. */
  readonly fileName: string
}

/** What uploads one file without other rights: a POST of `multipart/form-data` to `url`, the fields first, `file` last. */
export interface UploadForm {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
}

/**
 * The files of one context. A key is a path without a slash at its begin, such as `media/med_01/480.webp`, of letters,
 * digits and `/ . _ -`; all others throw a RangeError. What is written is seen by each reading and listing that begins
 * afterwards. Faults of the service are retried inside; what still fails is thrown.
 */
export interface Objects {
  get(key: string): Promise<StoredObject | undefined>
  /** Replaces what is there. False, and nothing is written, where `onlyIfAbsent` and there is one. */
  put(key: string, bytes: Uint8Array, options: PutOptions): Promise<boolean>
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>
  /** All whose key begins so, in the order of their keys. */
  list(prefix: string): Promise<readonly ObjectSummary[]>
  /** A form that uploads one file of 1 to `maxBytes` bytes to this key, as often as one likes until it expires. */
  presignUpload(key: string, terms: UploadTerms): Promise<UploadForm>
  /** An address at which anyone who has it gets the file, until it expires. */
  presignDownload(key: string, terms: DownloadTerms): Promise<string>
}

const KEY = /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/

/** Gives the key back. Throws a RangeError for one that would mean something else in an address. */
export function checkedKey(key: string): string {
  const isPath = KEY.test(key) && !key.split('/').some((part) => part === '.' || part === '..')
  if (!isPath || key.length > 900) throw new RangeError(`"${key.slice(0, 100)}" is no key of a file`)
  return key
}
