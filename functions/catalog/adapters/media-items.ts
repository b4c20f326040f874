import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'
import { type MediaId, mediaId, type ProductId, productId } from '#shared/ids.ts'
import { type Item, type Key, queryAll, type Store, type Write } from '#shared/store/store.ts'
import { FILES } from '../contract/files.ts'
import {
  altTexts,
  type MediaResource,
  mediaKind,
  mediaRefusal,
  modelFormat,
} from '../contract/media-types.ts'
import { type Content, FORGOTTEN_MS, type Media } from '../domain/media/media.ts'

/** The partition of `gsi1` that lists all media, in order of their birth. */
export const ALL_MEDIA = 'MEDIA'

export const mediaKey = (id: MediaId): Key => ({ pk: `MEDIA#${id}`, sk: 'HEADER' })

const AWAITED_BY = 'AWAITED_BY#'

/** Notes who is to be shown with a picture as soon as that is ready; forgotten when its upload is. */
export const awaitedBy = ({ id, ttl }: MediaHeader, product: ProductId): Write => ({
  put: {
    pk: mediaKey(id).pk,
    sk: `${AWAITED_BY}${product}`,
    productId: product,
    ...(ttl === undefined ? {} : { ttl }),
  },
})

/** Those products. */
export const readAwaiting = async (store: Store, id: MediaId): Promise<ProductId[]> =>
  (await queryAll(store, { partition: mediaKey(id).pk, sort: { beginsWith: AWAITED_BY } })).map((item) =>
    productId.parse(item['productId']),
  )

/** Where the file is put that is uploaded for it. */
export const uploadKey = (id: MediaId): string => `${FILES.uploads}${id}`

/** The id of whose upload it is; undefined for what is none. */
export function mediaOfUpload(key: string): MediaId | undefined {
  const read = z.safeParse(mediaId, key.slice(FILES.uploads.length))
  return read.success ? read.data : undefined
}

/** What the keys of its files begin with. */
export const folderOf = (id: MediaId): string => `${FILES.media}${id}/`

const known = {
  id: mediaId,
  kind: mediaKind,
  fileName: z.string(),
  alt: z.optional(altTexts),
  createdAt: time,
  version: z.int(),
  sequence: z.int(),
  gsi1pk: z.literal(ALL_MEDIA),
  gsi1sk: mediaId,
  ttl: z.optional(z.int()),
}
const dimensions = { width: z.int(), height: z.int() }
const file = { key: z.string(), bytes: z.int() }
const content = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('image'),
    original: z.object(dimensions),
    sizes: z.array(z.object({ ...dimensions, ...file })),
  }),
  z.object({
    kind: z.literal('model'),
    format: modelFormat,
    contentType: z.string(),
    file: z.object(file),
  }),
])

const header = z.discriminatedUnion('status', [
  z.object({ ...known, status: z.literal('awaiting_upload') }),
  z.object({ ...known, status: z.literal('ready'), content }),
  z.object({ ...known, status: z.literal('refused'), refusal: mediaRefusal }),
])
export type MediaHeader = z.infer<typeof header>

export const toMedia = (item: Item): MediaHeader => header.parse(item)

export type MediaState = Media & Pick<MediaHeader, 'gsi1pk' | 'gsi1sk' | 'ttl'>

/** As it is stored. What waits for an upload goes by itself, some time after it is forgotten. */
export const mediaState = (media: Media): MediaState => ({
  ...media,
  gsi1pk: ALL_MEDIA,
  gsi1sk: media.id,
  ...(media.status === 'awaiting_upload'
    ? { ttl: Math.ceil((Date.parse(media.createdAt) + 2 * FORGOTTEN_MS) / 1_000) }
    : {}),
})

/** @param mediaUrl what addresses of files begin with, without a slash at the end */
export function toMediaResource(media: Media & { version: number }, mediaUrl: string): MediaResource {
  const { id, kind, status, fileName, alt, createdAt, version } = media
  const about = { id, kind, status, fileName, ...(alt ? { alt } : {}), createdAt, version }
  if (media.status === 'refused') return { ...about, refusal: media.refusal }
  return media.status === 'ready' ? { ...about, ...shown(media.content, mediaUrl) } : about
}

function shown(found: Content, mediaUrl: string): Pick<MediaResource, 'image' | 'model'> {
  if (found.kind === 'image') {
    const sizes = found.sizes.map(({ key, ...size }) => ({ ...size, url: `${mediaUrl}/${key}` }))
    return { image: { ...found.original, sizes } }
  }
  const { format, contentType, file: kept } = found
  return { model: { format, contentType, bytes: kept.bytes, url: `${mediaUrl}/${kept.key}` } }
}
