import type { Clock } from '#shared/clock.ts'
import type { Objects } from '#shared/objects.ts'
import type { Store } from '#shared/store/store.ts'
import { mediaKey, mediaOfUpload, toMedia } from '../adapters/media-items.ts'
import { FILES } from '../contract/files.ts'
import { FORGOTTEN_MS, UPLOAD_MS } from '../domain/media/media.ts'
import { removeAll, tidyUp } from './tidy-up.ts'

export interface ForgetUploadsDeps {
  readonly store: Store
  readonly clock: Clock
  readonly objects: Pick<Objects, 'list' | 'delete'>
}

/** The latest that a form uploads, the latest that somebody begins to look at it, and an hour to come to an end. */
const OLD_MS = UPLOAD_MS + FORGOTTEN_MS + UPLOAD_MS

/**
 * Takes away uploads that nobody has looked at within their day, with what a look that died has left.
 * 1. List uploads that are so old that nobody is looking at them any more.
 * 2. Of each, take away all files that are not of a media that is ready, and the upload last.
 * Gives how many uploads there were.
 */
export const makeForgetUploads = (deps: ForgetUploadsDeps) => async (): Promise<number> => {
  const { store, clock, objects } = deps
  const before = clock.now().getTime() - OLD_MS
  const uploads = await objects.list(FILES.uploads)
  const old = uploads.filter(({ writtenAt }) => Date.parse(writtenAt) < before)
  for (const { key } of old) {
    const id = mediaOfUpload(key)
    const item = id && (await store.get(mediaKey(id)))
    if (item) await tidyUp(objects, toMedia(item))
    else if (id) await removeAll(objects, id)
    else await objects.delete(key)
  }
  return old.length
}
