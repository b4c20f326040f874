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

/** Making their sizes keeps a core busy, each. */
const AT_ONCE = Math.max(2, availableParallelism())

/** All that the catalog wants. */
export const PICTURES = PRODUCTS.flatMap(picturesOf)

/** Uploads the pictures that were not uploaded as they are drawn now; answers where all of them are. */
export async function uploadPictures(
  { machine }: Pick<Shop, 'machine'>,
  earlier: UploadedPictures,
  onDone: () => void,
): Promise<UploadedPictures> {
  const drawn = await readDrawn()
  const uploaded = await sideBySide({ items: PICTURES, atOnce: AT_ONCE, onDone }, async (picture) => {
    const hash = drawn[picture.file] ?? ''
    const known = earlier[picture.file]
    const mediaId = known?.drawn === hash ? known.mediaId : await upload(machine, picture)
    return [picture.file, { mediaId, drawn: hash }] as const
  })
  return Object.fromEntries(uploaded)
}

const mediaToUpload = mini.object({
  id: mini.string(),
  upload: mini.object({ url: mini.string(), fields: mini.record(mini.string(), mini.string()) }),
})
const media = mini.object({ status: mini.string() })

/** Asks for a form, sends it, and has the picture looked at. */
async function upload(machine: Shop['machine'], { file, alt }: DemoPicture): Promise<string> {
  const bytes = await readFile(join(PICTURES_FOLDER, file))
  const body = { kind: 'image', fileName: file, bytes: bytes.length, alt }
  const { id, upload } = (await machine.post('/media', { body })).as(mediaToUpload)
  const form = new FormData()
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, value)
  form.append('file', new Blob([bytes], { type: 'image/webp' }), file)
  const sent = await fetch(upload.url, { method: 'POST', body: form })
  if (!sent.ok) throw new Error(`uploading ${file} answered ${sent.status}: ${await sent.text()}`)
  const { status } = (await machine.post(`/media/${id}/processing`)).as(media)
  if (status !== 'ready') throw new Error(`the picture ${file} is ${status}`)
  return id
}
