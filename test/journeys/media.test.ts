import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { eventually } from '#support/eventually.ts'
import { aGlb } from '#support/models.ts'
import { drawPicture, type PictureWish } from '#support/pictures.ts'
import { shop } from '#support/running.ts'
import { givenProduct, unique } from '#support/shop.ts'
import { sendUpload } from '#support/upload.ts'

const media = z.object({
  id: z.string(),
  status: z.string(),
  alt: z.optional(z.record(z.string(), z.string())),
  image: z.optional(
    z.object({
      width: z.number(),
      height: z.number(),
      sizes: z.array(z.object({ width: z.number(), height: z.number(), bytes: z.number(), url: z.string() })),
    }),
  ),
  model: z.optional(z.object({ format: z.string(), url: z.string() })),
  refusal: z.optional(z.object({ code: z.string(), detail: z.string() })),
})
const cards = z.object({ items: z.array(z.object({ id: z.string(), image: z.optional(z.unknown()) })) })
const asked = z.object({
  ...media.shape,
  upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }),
})

const ask = async (body: object) => (await shop.machine.post('/media', { body })).as(asked)
const look = (id: string) => shop.machine.post(`/media/${id}/processing`)

/** Uploads a file, and has it looked at. */
async function given(bytes: Uint8Array, about: object = {}) {
  const { id, upload } = await ask({ kind: 'image', fileName: 'shirt.png', bytes: bytes.length, ...about })
  expect(await sendUpload(upload, { bytes, contentType: 'image/png' })).toBe(204)
  return (await look(id)).as(media)
}

/** What a browser sees of an address: its kind, how long it keeps it, and whether it is a WebP. */
async function fetched(url: string) {
  const answer = await fetch(url)
  const bytes = Buffer.from(await answer.arrayBuffer())
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    kept: answer.headers.get('cache-control'),
    isWebp: bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
    length: bytes.length,
  }
}

const PICTURES: readonly PictureWish[] = [
  { format: 'png', width: 1_000, height: 750 },
  { format: 'jpeg', width: 2_000, height: 1_500 },
]

describe('a picture of a product', () => {
  test.each(PICTURES)('that comes as $format is served as WebP in each width', async (wish) => {
    const alt = { en: 'Half red, half blue', ja: '赤と青' }
    const picture = await given(await drawPicture(wish), { alt })
    expect(picture).toMatchObject({ status: 'ready', alt, image: { width: wish.width, height: wish.height } })
    const { sizes = [] } = picture.image ?? {}
    expect(sizes.map(({ width }) => width)).toEqual(
      wish.width < 1_600 ? [160, 480, 960, wish.width] : [160, 480, 960, 1_600],
    )
    for (const { url, bytes } of sizes) {
      expect(url.startsWith(`${shop.outputs.siteUrl}/media/${picture.id}/`)).toBe(true)
      const kept = 'public, max-age=31536000, immutable'
      expect(await fetched(url)).toEqual({
        ...{ status: 200, type: 'image/webp', kept, isWebp: true, length: bytes },
      })
    }
    const publicly = await shop.guest.get(`/media/${picture.id}`)
    expect(publicly.as(media)).toEqual(picture)
    expect(publicly.headers.get('cache-control')).toContain('public')
    expect((await look(picture.id)).as(media)).toEqual(picture)
    const sku = unique('SHIRT')
    await givenProduct(shop, sku, { media: [{ mediaId: picture.id, alt }] })
    const shown = { mediaId: picture.id, alt }
    expect((await shop.guest.get(`/products/${sku}`)).body).toMatchObject({
      media: [{ ...shown, image: picture.image }],
    })
    const card = await eventually('it is found by its SKU', async () => {
      const { items } = (await shop.guest.get(`/search?q=${sku}`)).as(cards)
      return items.find(({ id }) => id === sku)
    })
    expect(card.image).toEqual({ ...shown, ...picture.image })
  })

  test('can be a 3D model', async () => {
    const model = await given(aGlb(), { kind: 'model', fileName: 'chair.glb' })
    expect(model).toMatchObject({ status: 'ready', model: { format: 'gltf' } })
    expect(await fetched(model.model?.url ?? '')).toMatchObject({ status: 200, type: 'model/gltf-binary' })
  })
})

describe('what is no picture', () => {
  const aJpeg = () => drawPicture({ format: 'jpeg', width: 800, height: 600 })

  test.each<readonly [string, () => Promise<Uint8Array>, string]>([
    ['a text that is called .png', async () => Buffer.from('This is no picture.'), 'wrong_kind'],
    ['a picture that is cut off', async () => (await aJpeg()).subarray(0, 4_000), 'broken'],
    ['a 3D model', async () => aGlb(), 'wrong_kind'],
  ])('is refused and not kept: %s', async (_, make, code) => {
    const bytes = await make()
    const refused = await given(bytes)
    expect(refused).toMatchObject({ status: 'refused', refusal: { code } })
    expect((await look(refused.id)).as(media)).toEqual(refused)
    expect((await shop.guest.get(`/media/${refused.id}`)).status).toBe(404)
    const read = await shop.machine.get(`/catalog/media/${refused.id}`)
    expect(read.as(media)).toEqual(refused)
  })

  test('is refused before it is sent where it would be too large, and when it is sent', async () => {
    const declared = await shop.machine.post('/media', {
      body: { kind: 'image', fileName: 'poster.png', bytes: 10_000_001 },
    })
    expect([declared.status, declared.body]).toMatchObject([413, { code: 'too_large' }])
    const { id, upload } = await ask({ kind: 'image', fileName: 'poster.png', bytes: 10_000_000 })
    expect(await sendUpload(upload, { bytes: randomBytes(10_000_001) })).toBe(400)
    expect((await look(id)).body).toMatchObject({ status: 409, code: 'conflict' })
  })
})

test('nothing of the bucket is served but what anyone may fetch, and nothing can be put there', async () => {
  const bytes = await drawPicture({ format: 'png', width: 20, height: 20 })
  const { id, upload } = await ask({ kind: 'image', fileName: 'a.png', bytes: bytes.length })
  expect(await sendUpload(upload, { bytes })).toBe(204)
  const { siteUrl } = shop.outputs
  for (const path of [`/uploads/${id}`, `/media/..%2fuploads/${id}`, `/media/%2e%2e/uploads/${id}`])
    expect((await fetch(`${siteUrl}${path}`)).status, path).toBe(404)
  const put = await fetch(`${siteUrl}/media/${id}/mine.webp`, { method: 'PUT', body: 'mine' })
  expect(put.status).toBe(404)
  const list = (await shop.machine.get('/catalog/media')).as(z.object({ items: z.array(media) }))
  expect(list.items.find((one) => one.id === id)).toMatchObject({ status: 'awaiting_upload' })
})
