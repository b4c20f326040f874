import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import * as mini from 'zod/mini'
import type { Shop } from '#support/shop.ts'
import { PRODUCTS } from './catalog/all-products.ts'
import { type DemoPicture, picturesOf } from './catalog/pictures.ts'
import { PICTURES_FOLDER, readDrawn } from './drawings/drawn.ts'
import { sideBySide } from './side-by-side.ts'

/** What was uploaded, by file: the id that it got, and the hash of its drawing. */
export const UploadedPictures = z.record(z.string(), z.object({ mediaId: z.string(), drawn: z.string() }))
export type UploadedPictures = z.infer<typeof UploadedPictures>

/** More would only wait for each other in the local AWS. */
const UPLOADED_AT_ONCE = 8
/** Making their sizes keeps a core busy, each. */
const MADE_AT_ONCE = Math.max(2, availableParallelism())

/** All that the catalog wants. */
export const PICTURES = PRODUCTS.flatMap(picturesOf)

/** Uploads the pictures that were not uploaded as they are drawn now; answers where all of them are, and which are new. */
export async function uploadPictures(
  { machine }: Pick<Shop, 'machine'>,
  earlier: UploadedPictures,
  onDone: () => void,
): Promise<{ all: UploadedPictures; added: UploadedPictures }> {
  const drawn = await readDrawn()
  const items = PICTURES.map((picture) => ({ picture, hash: drawn[picture.file] ?? '' }))
  const uploaded = await sideBySide(
    { items, atOnce: UPLOADED_AT_ONCE, onDone },
    async ({ picture, hash }) => {
      const known = earlier[picture.file]
      const isKnown = known?.drawn === hash
      const mediaId = isKnown ? known.mediaId : await upload(machine, picture)
      return { isKnown, entry: [picture.file, { mediaId, drawn: hash }] as const }
    },
  )
  const entriesOf = (some: typeof uploaded) => Object.fromEntries(some.map(({ entry }) => entry))
  return { all: entriesOf(uploaded), added: entriesOf(uploaded.filter(({ isKnown }) => !isKnown)) }
}

/** Has pictures looked at, which makes their sizes. */
export async function makeSizes(
  { machine }: Pick<Shop, 'machine'>,
  pictures: UploadedPictures,
  onDone: () => void,
): Promise<void> {
  const items = Object.entries(pictures)
  await sideBySide({ items, atOnce: MADE_AT_ONCE, onDone }, async ([file, { mediaId }]) => {
    const { status } = (await machine.post(`/media/${mediaId}/processing`)).as(media)
    if (status !== 'ready') throw new Error(`the picture ${file} is ${status}`)
  })
}

const mediaToUpload = mini.object({
  id: mini.string(),
  upload: mini.object({ url: mini.string(), fields: mini.record(mini.string(), mini.string()) }),
})
const media = mini.object({ status: mini.string() })

/** Asks for a form, and sends it. */
async function upload(machine: Shop['machine'], { file, alt }: DemoPicture): Promise<string> {
  const bytes = await readFile(join(PICTURES_FOLDER, file))
  const body = { kind: 'image', fileName: file, bytes: bytes.length, alt }
  const { id, upload } = (await machine.post('/media', { body })).as(mediaToUpload)
  const form = new FormData()
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value)
  form.append('file', new Blob([bytes], { type: 'image/webp' }), file)
  const sent = await fetch(upload.url, { method: 'POST', body: form })
  if (!sent.ok) throw new Error(`uploading ${file} answered ${sent.status}: ${await sent.text()}`)
  return id
}
