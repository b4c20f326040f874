import { days, hours } from '#shared/clock.ts'
import { happened, type NewEvent } from '#shared/events.ts'
import type { MediaId } from '#shared/ids.ts'
import { mediaReady, mediaRefused } from '../../contract/media-events.ts'
import type { MediaKind, MediaRefusal, MediaRequest, ModelFormat } from '../../contract/media-types.ts'
import type { Dimensions } from './sizes.ts'

/** For so long a form uploads. */
export const UPLOAD_MS = hours(1)

/** After so long an upload that nobody had looked at is forgotten. */
export const FORGOTTEN_MS = days(1)

/** A file that anyone may fetch. */
export interface KeptFile {
  /** Of the catalog's bucket. */
  readonly key: string
  readonly bytes: number
}

export type Content =
  | {
      readonly kind: 'image'
      readonly original: Dimensions
      readonly sizes: readonly (Dimensions & KeptFile)[]
    }
  | {
      readonly kind: 'model'
      readonly format: ModelFormat
      readonly contentType: string
      readonly file: KeptFile
    }

interface Known {
  readonly id: MediaId
  readonly kind: MediaKind
  readonly fileName: string
  readonly alt?: Readonly<Record<string, string>> | undefined
  /** RFC 3339, UTC. */
  readonly createdAt: string
}

export type Media =
  | (Known & { readonly status: 'awaiting_upload' })
  | (Known & { readonly status: 'ready'; readonly content: Content })
  | (Known & { readonly status: 'refused'; readonly refusal: MediaRefusal })

export const requested = (id: MediaId, { kind, fileName, alt }: MediaRequest, createdAt: string): Media => ({
  id,
  kind,
  fileName,
  ...(alt ? { alt } : {}),
  createdAt,
  status: 'awaiting_upload',
})

/** What waits for an upload does so for a day; then it is as if it had never been asked for. */
export const isForgotten = ({ status, createdAt }: Media, now: Date): boolean =>
  status === 'awaiting_upload' && now.getTime() >= Date.parse(createdAt) + FORGOTTEN_MS

/** What a look at an upload has come to: its files, or why it is not taken. */
export type Verdict =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly refusal: MediaRefusal }

export interface Decided {
  readonly after: Media
  readonly events: readonly NewEvent[]
}

/** Once looked at, a file is ready or refused for good: what is shown under an id never changes. */
export function decided({ id, kind, fileName, alt, createdAt }: Media, verdict: Verdict): Decided {
  const known = { id, kind, fileName, ...(alt ? { alt } : {}), createdAt }
  const about = { mediaId: id, kind, fileName }
  return verdict.ok
    ? {
        after: { ...known, status: 'ready', content: verdict.content },
        events: [happened(mediaReady, about)],
      }
    : {
        after: { ...known, status: 'refused', refusal: verdict.refusal },
        events: [happened(mediaRefused, { ...about, refusal: verdict.refusal })],
      }
}

/** The files that are of it: all others beside them are leftovers of a look that came to nothing. */
export const keysOf = (media: Media): readonly string[] => {
  if (media.status !== 'ready') return []
  const { content } = media
  return content.kind === 'image' ? content.sizes.map(({ key }) => key) : [content.file.key]
}
