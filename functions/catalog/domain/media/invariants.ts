import { type Rules, violationsOf } from '#shared/invariants.ts'
import { keysOf, type Media } from './media.ts'

/** Everything that is written of pictures and models, and the keys of all files that are kept for them. */
export interface MediaBooks {
  readonly media: readonly Media[]
  readonly uploads: readonly string[]
  readonly files: readonly string[]
}

const ALWAYS: Rules<MediaBooks> = {
  'what is ready has all its files': ({ media, files }) => {
    const kept = new Set(files)
    return media
      .filter((one) => keysOf(one).some((key) => !kept.has(key)))
      .map(({ id }) => `${id} has ${files.filter((key) => key.includes(id)).length} files`)
  },
}

const ONCE_FORGOTTEN: Rules<MediaBooks> = {
  'no upload is kept': ({ uploads }) => uploads,
  'no file is kept but of what is ready': ({ media, files }) => {
    const named = new Set(media.flatMap(keysOf))
    return files.filter((key) => !named.has(key))
  },
}

/** What is wrong with pictures and models; nothing, always. */
export const mediaViolations = violationsOf(ALWAYS)

/** The same once nobody is uploading, and what nobody looked at was taken away. */
export const mediaViolationsAtRest = violationsOf({ ...ALWAYS, ...ONCE_FORGOTTEN })
