import { createHash } from 'node:crypto'
import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { MediaId } from '#shared/ids.ts'
import type { Objects } from '#shared/objects.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import {
  folderOf,
  type MediaState,
  mediaKey,
  mediaState,
  toMedia,
  toMediaResource,
  uploadKey,
} from '../adapters/media-items.ts'
import type { ImageFormat, MediaResource } from '../contract/media-types.ts'
import type { ModelFile } from '../domain/media/formats.ts'
import { BROKEN, judge, judgeDimensions } from '../domain/media/judge.ts'
import { decided, isForgotten, type Media, type Verdict } from '../domain/media/media.ts'
import { widthsOf } from '../domain/media/sizes.ts'
import type { Pictures } from './pictures.ts'
import { tidyUp } from './tidy-up.ts'

export interface ProcessMediaDeps extends CommitDeps {
  readonly objects: Objects
  /** Loaded when the first picture comes. */
  readonly pictures: () => Promise<Pictures>
  readonly mediaUrl: string
}

/** A year, as nothing under such a key ever changes. */
const FOR_GOOD = 'public, max-age=31536000, immutable'

const MODEL_TYPES = {
  glb: 'model/gltf-binary',
  gltf: 'model/gltf+json',
  usdz: 'model/vnd.usdz+zip',
} as const

/**
 * Looks at what was uploaded.
 * 1. What was looked at before stays as it was decided.
 * 2. Judge the file by its content, not by its name.
 * 3. Write a picture in its widths, a model as it is, under keys that the content's hash is in.
 * 4. Commit what it has come to, then throw the upload away: as long as it is there, it can be looked at again.
 * Of two who look at once one commits; the other takes away what it has written beside.
 * Refusals: `not_found`; `conflict` (nothing was uploaded yet).
 */
export const makeProcessMedia =
  (deps: ProcessMediaDeps) =>
  (id: MediaId, cause: Cause): Promise<Outcome<MediaResource, 'not_found' | 'conflict'>> =>
    untilNoConflict(() => tryToProcess(deps, id, cause))

async function tryToProcess(deps: ProcessMediaDeps, id: MediaId, cause: Cause) {
  const { store, objects, clock, mediaUrl } = deps
  const item = await store.get(mediaKey(id))
  const before = item && toMedia(item)
  if (!before || isForgotten(before, clock.now())) return refuse('not_found', `There is no media ${id}.`)
  if (before.status !== 'awaiting_upload') {
    await tidyUp(objects, before)
    return success(toMediaResource(before, mediaUrl))
  }
  const upload = await objects.get(uploadKey(id))
  if (!upload)
    return refuse('conflict', 'Nothing was uploaded yet. Send the form that you were given, then ask again.')
  const { after, events } = decided(before, await look(deps, before, upload.bytes))
  const committed = await commitChange<MediaState>(deps, {
    ...{ key: mediaKey(id), subject: id, before, after: mediaState(after), events, cause },
  })
  if (!committed.ok) return { ok: false, code: 'version_conflict' } as const
  await tidyUp(objects, after)
  return success(toMediaResource(committed.state, mediaUrl))
}

async function look(deps: ProcessMediaDeps, { id, kind }: Media, bytes: Uint8Array): Promise<Verdict> {
  const judged = judge(kind, bytes)
  if (!judged.ok) return judged
  const name = `${folderOf(id)}${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`
  const { format } = judged
  return format.kind === 'image'
    ? keepPicture(deps, { name, bytes, format: format.format })
    : keepModel(deps, { name, bytes, format })
}

interface ToKeep<Of> {
  /** What keys begin with. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly format: Of
}

async function keepPicture(
  deps: ProcessMediaDeps,
  { name, bytes, format }: ToKeep<ImageFormat>,
): Promise<Verdict> {
  const pictures = await deps.pictures()
  const refusal = judgeDimensions(pictures.measure(bytes, format))
  if (refusal) return { ok: false, refusal }
  const rendered = await pictures.render(bytes, format, widthsOf)
  if (!rendered) return BROKEN
  const { width, height, renditions } = rendered
  const sizes = await Promise.all(
    renditions.map(async ({ bytes: webp, ...size }) => {
      const key = `${name}-${size.width}.webp`
      await deps.objects.put(key, webp, { contentType: 'image/webp', cacheControl: FOR_GOOD })
      return { ...size, key, bytes: webp.length }
    }),
  )
  return { ok: true, content: { kind: 'image', original: { width, height }, sizes } }
}

async function keepModel(
  { objects }: ProcessMediaDeps,
  { name, bytes, format: { format, extension } }: ToKeep<ModelFile>,
): Promise<Verdict> {
  const key = `${name}.${extension}`
  const contentType = MODEL_TYPES[extension]
  await objects.put(key, bytes, { contentType, cacheControl: FOR_GOOD })
  return { ok: true, content: { kind: 'model', format, contentType, file: { key, bytes: bytes.length } } }
}
