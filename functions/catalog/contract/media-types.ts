import * as z from 'zod/mini'
import { text, time } from '#shared/http/schemas.ts'
import { mediaId } from '#shared/ids.ts'
import { texts } from '#shared/texts.ts'

export const mediaKind = z.enum(['image', 'model'])
export type MediaKind = z.infer<typeof mediaKind>

/** What is taken of pictures; they are shown as WebP. */
export type ImageFormat = 'jpeg' | 'png' | 'webp'

export const modelFormat = z.enum(['gltf', 'usdz'])
export type ModelFormat = z.infer<typeof modelFormat>

/** Bytes that a file may have, and one more is refused before it is kept: 10 MB of a picture, 50 MB of a model. */
export const MAX_BYTES: Readonly<Record<MediaKind, number>> = { image: 10_000_000, model: 50_000_000 }

/** What a file is called on the machine that it comes from. */
const fileName = z.string().check(z.regex(/^[^\\/\p{Cc}]{1,200}$/u))

/** What a picture or model shows, by language, for people who cannot see it. */
export const altTexts = texts(300)

/** What somebody says of a file that they are about to upload. */
export const mediaRequest = z.strictObject({
  kind: mediaKind,
  fileName,
  /** Its length; the upload may not be longer. */
  bytes: z.int().check(z.minimum(1), z.maximum(1_000_000_000_000)),
  alt: z.optional(altTexts),
})
export type MediaRequest = z.infer<typeof mediaRequest>

const pixels = z.int().check(z.minimum(1))
const url = z.string()

/** One of the widths in which a picture is there, as WebP. */
export const pictureSize = z.strictObject({ width: pixels, height: pixels, bytes: z.int(), url })

/** A picture in all its widths, the narrowest first; `width` and `height` are those of the original, upright. */
export const picture = z.strictObject({ width: pixels, height: pixels, sizes: z.array(pictureSize) })

/** A 3D model: glTF for the web and Android, USDZ for Apple's Quick Look. */
export const model = z.strictObject({ format: modelFormat, contentType: z.string(), bytes: z.int(), url })

/** Why a file was not taken; nothing of it is kept. */
export const mediaRefusal = z.strictObject({
  code: z.enum(['wrong_kind', 'too_large', 'broken']),
  detail: text(500),
})
export type MediaRefusal = z.infer<typeof mediaRefusal>

export const mediaStatus = z.enum(['awaiting_upload', 'ready', 'refused'])

/** A picture or a 3D model as clients read it: `image` or `model` where it is ready, `refusal` where it was refused. */
export const mediaResource = z.strictObject({
  id: mediaId,
  kind: mediaKind,
  status: mediaStatus,
  fileName,
  alt: z.optional(altTexts),
  image: z.optional(picture),
  model: z.optional(model),
  refusal: z.optional(mediaRefusal),
  createdAt: time,
  version: z.int(),
})
export type MediaResource = z.infer<typeof mediaResource>

/** A form that uploads the file: a POST of `multipart/form-data` to `url`, the fields first, `file` last. */
export const uploadForm = z.strictObject({
  url,
  fields: z.record(z.string(), z.string()),
  expiresAt: time,
})

export const mediaToUpload = z.strictObject({ ...mediaResource.shape, upload: uploadForm })
export type MediaToUpload = z.infer<typeof mediaToUpload>
