import { SYSTEM } from '#shared/actor.ts'
import type { Envelope } from '#shared/events.ts'
import { makeIds, mediaId } from '#shared/ids.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { ALL_MEDIA, type MediaHeader, mediaKey, toMedia } from '../adapters/media-items.ts'

export const CAUSE = { correlationId: 'req-1', causationId: 'req-1', actor: SYSTEM }

const UPLOADED_AT = '2026-11-20T03:00:00.000Z'

/** A picture that waits for its upload, unless its changes say otherwise; of a number. */
export function aMedia(number: number, changes: object = {}): MediaHeader {
  const id = mediaId.parse(`med_${String(number).padStart(26, '0')}`)
  const known = { id, kind: 'image', status: 'awaiting_upload', fileName: 'a.png', createdAt: UPLOADED_AT }
  const stored = { ...mediaKey(id), version: 1, sequence: 1, gsi1pk: ALL_MEDIA, gsi1sk: id }
  return toMedia({ ...stored, ...known, ...changes })
}

/** An empty catalog, with a clock that stands still until it is set. */
export function openCatalog() {
  const store = makeMemoryStore()
  const clock = { now: () => new Date('2026-11-20T03:00:00Z') }
  let born = 0
  const ids = makeIds(() => String(++born).padStart(26, '0'))
  return {
    store,
    clock,
    ids,
    personal: makeTestPersonal(),
    mediaUrl: 'https://media.example',
    addMedia: (...media: readonly MediaHeader[]) =>
      store.commit(media.map((one) => ({ put: { ...mediaKey(one.id), ...one } }))),
    /** What was said, in the order in which it is stored. */
    events: () =>
      store
        .all()
        .filter((item) => item['entity'] === 'history')
        .map((item) => item['event'] as Envelope),
  }
}
