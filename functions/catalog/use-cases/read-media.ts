import type { Clock } from '#shared/clock.ts'
import type { MediaId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Store } from '#shared/store/store.ts'
import { ALL_MEDIA, mediaKey, toMedia, toMediaResource } from '../adapters/media-items.ts'
import type { MediaResource } from '../contract/media-types.ts'
import { isForgotten } from '../domain/media/media.ts'

export interface ReadMediaDeps {
  readonly store: Store
  readonly clock: Clock
  /** What addresses of files begin with. */
  readonly mediaUrl: string
}

/** Reads a picture or model, whatever its status. Refusal: `not_found`. */
export const makeReadAnyMedia =
  ({ store, clock, mediaUrl }: ReadMediaDeps) =>
  async (id: MediaId): Promise<Outcome<MediaResource, 'not_found'>> => {
    const item = await store.get(mediaKey(id))
    const media = item && toMedia(item)
    return media && !isForgotten(media, clock.now())
      ? success(toMediaResource(media, mediaUrl))
      : refuse('not_found', `There is no media ${id}.`)
  }

/** Reads what is ready; all else is as if it were not there. Refusal: `not_found`. */
export const makeReadMedia = (deps: ReadMediaDeps) => {
  const readAny = makeReadAnyMedia(deps)
  return async (id: MediaId): Promise<Outcome<MediaResource, 'not_found'>> => {
    const found = await readAny(id)
    return !found.ok || found.value.status === 'ready'
      ? found
      : refuse('not_found', `There is no media ${id}.`)
  }
}

/** Lists pictures and models, the newest first, a page at a time; one of a moment ago may be missing. */
export const makeListMedia =
  ({ store, clock, mediaUrl }: ReadMediaDeps) =>
  async ({ limit, cursor }: { limit: number; cursor?: string | undefined }) => {
    const { items, nextCursor } = await store.query({
      index: 'gsi1',
      partition: ALL_MEDIA,
      order: 'backward',
      limit,
      ...(cursor ? { cursor } : {}),
    })
    const remembered = items.map(toMedia).filter((media) => !isForgotten(media, clock.now()))
    return { items: remembered.map((media) => toMediaResource(media, mediaUrl)), nextCursor }
  }
