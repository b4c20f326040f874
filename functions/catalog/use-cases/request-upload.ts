import { type CommitDeps, commitChange } from '#shared/aggregate.ts'
import { after } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { Ids } from '#shared/ids.ts'
import type { Objects } from '#shared/objects.ts'
import { Fault, type Outcome, refuse, success } from '#shared/outcomes.ts'
import { mediaKey, mediaState, toMediaResource, uploadKey } from '../adapters/media-items.ts'
import { MAX_BYTES, type MediaRequest, type MediaToUpload } from '../contract/media-types.ts'
import { requested, UPLOAD_MS } from '../domain/media/media.ts'

export interface RequestUploadDeps extends CommitDeps {
  readonly ids: Ids
  readonly objects: Pick<Objects, 'presignUpload'>
  /** What addresses of files begin with. */
  readonly mediaUrl: string
}

/**
 * Gives a form that uploads a picture or a 3D model.
 * 1. Refuse what would be too large before anything is sent.
 * 2. Note what is expected; nobody hears of it before it is there.
 * 3. Sign a form for a file of at most so many bytes.
 * Refusal: `too_large`.
 */
export const makeRequestUpload =
  (deps: RequestUploadDeps) =>
  async (request: MediaRequest, cause: Cause): Promise<Outcome<MediaToUpload, 'too_large'>> => {
    const { kind, bytes } = request
    const most = MAX_BYTES[kind]
    if (bytes > most) {
      const detail = `The file has ${bytes} bytes; of kind ${kind} at most ${most} are taken.`
      return refuse('too_large', detail, [{ pointer: '/bytes', code: 'too_large', detail }])
    }
    const id = deps.ids.media()
    const now = deps.clock.now()
    const committed = await commitChange(deps, {
      key: mediaKey(id),
      subject: id,
      before: undefined,
      after: mediaState(requested(id, request, now.toISOString())),
      events: [],
      cause,
    })
    if (!committed.ok) throw new Fault(`the new media ${id} is there already`)
    const form = await deps.objects.presignUpload(uploadKey(id), {
      maxBytes: bytes,
      expiresSeconds: UPLOAD_MS / 1_000,
    })
    const upload = { ...form, expiresAt: after(now, UPLOAD_MS) }
    return success({ ...toMediaResource(committed.state, deps.mediaUrl), upload })
  }
