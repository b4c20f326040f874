import { MAX_BYTES, type MediaKind, type MediaRefusal } from '../../contract/media-types.ts'
import { ACCEPTED, type Format, formatOf } from './formats.ts'
import { problemOfModel } from './models.ts'
import { type Dimensions, MAX_PIXELS, MAX_SIDE } from './sizes.ts'

type Judged =
  | { readonly ok: true; readonly format: Format }
  | { readonly ok: false; readonly refusal: MediaRefusal }

const no = (code: MediaRefusal['code'], detail: string) => ({ ok: false, refusal: { code, detail } }) as const

/** What an upload is by its content, and whether it can be taken for what it was said to be. */
export function judge(kind: MediaKind, bytes: Uint8Array): Judged {
  const most = MAX_BYTES[kind]
  if (bytes.length > most)
    return no('too_large', `The file has ${bytes.length} bytes; at most ${most} are taken.`)
  const format = formatOf(bytes)
  if (format?.kind !== kind)
    return no('wrong_kind', `The content is not what its name may say: it must be ${ACCEPTED[kind]}.`)
  const problem = format.kind === 'model' ? problemOfModel(bytes, format) : undefined
  return problem ? no('broken', problem) : { ok: true, format }
}

/** Whether a picture can be unpacked, by what its head says; asked before, as a small file can hold a huge picture. */
export function judgeDimensions(found: Dimensions | undefined): MediaRefusal | undefined {
  if (!found) return BROKEN.refusal
  const { width, height } = found
  if (width * height <= MAX_PIXELS && Math.max(width, height) <= MAX_SIDE) return undefined
  return {
    code: 'too_large',
    detail: `The picture has ${width} x ${height} pixels; at most ${MAX_PIXELS / 1e6} million are taken, and ${MAX_SIDE} on a side.`,
  }
}

export const BROKEN = no(
  'broken',
  'The picture is cut off, damaged, animated, or of no kind that shops show.',
)
