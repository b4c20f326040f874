import { beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM } from '#shared/actor.ts'
import { days, hours, minutes } from '#shared/clock.ts'
import { type MediaId, makeIds, mediaId } from '#shared/ids.ts'
import { type MemoryObjects, makeMemoryObjects } from '#shared/memory-objects.ts'
import { Fault } from '#shared/outcomes.ts'
import { type MemoryStore, makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { aGlb, aUsdz } from '#support/models.ts'
import { drawPicture } from '#support/pictures.ts'
import { makePictures } from '../adapters/pictures/codecs.ts'
import { readCodecFiles } from '../adapters/pictures/testing.ts'
import type { MediaRequest } from '../contract/media-types.ts'
import { makeForgetUploads } from './forget-uploads.ts'
import { makeProcessMedia, type ProcessMediaDeps } from './process-media.ts'
import { makeListMedia, makeReadAnyMedia, makeReadMedia } from './read-media.ts'
import { makeRequestUpload } from './request-upload.ts'

const pictures = makePictures(readCodecFiles())
const personal = makeTestPersonal()
const cause = { correlationId: 'req-1', causationId: 'req-1', actor: SYSTEM }
const START = Date.parse('2026-11-27T01:00:00Z')

let store: MemoryStore
let objects: MemoryObjects
let deps: ProcessMediaDeps & { ids: ReturnType<typeof makeIds> }
let passed: number

beforeEach(() => {
  passed = 0
  const clock = { now: () => new Date(START + passed) }
  store = makeMemoryStore()
  objects = makeMemoryObjects(clock)
  let born = 0
  deps = {
    ...{ store, objects, clock, personal, mediaUrl: 'https://media.example' },
    ids: makeIds(() => String(++born).padStart(26, '0')),
    pictures: async () => pictures,
  }
})

const process = (id: MediaId) => makeProcessMedia(deps)(id, cause)
const readAny = (id: MediaId) => makeReadAnyMedia(deps)(id)

const events = () =>
  store
    .all()
    .filter((item) => item['entity'] === 'history')
    .map((item) => (item['event'] as { type: string }).type)

async function requested(bytes: Uint8Array, changes: Partial<MediaRequest> = {}) {
  const request = { kind: 'image', fileName: 'a.png', bytes: bytes.length, ...changes } as const
  const made = await makeRequestUpload(deps)(request, cause)
  if (!made.ok) throw new Error(made.detail)
  return made.value
}

async function uploaded(bytes: Uint8Array, changes: Partial<MediaRequest> = {}): Promise<MediaId> {
  const { id, upload } = await requested(bytes, changes)
  expect(objects.upload(upload, { bytes })).toBe(204)
  return id
}

describe('asking for an upload', () => {
  it('gives a form for an hour, and tells nobody yet', async () => {
    const png = await drawPicture({ format: 'png', width: 8, height: 8 })
    const alt = { en: 'A red shirt', ja: '赤いシャツ' }
    const made = await requested(png, { alt })
    expect(made).toMatchObject({
      status: 'awaiting_upload',
      kind: 'image',
      fileName: 'a.png',
      alt,
      version: 1,
    })
    expect(made.upload.expiresAt).toBe('2026-11-27T02:00:00.000Z')
    expect(events()).toEqual([])
    expect(await readAny(made.id)).toMatchObject({ ok: true, value: { status: 'awaiting_upload' } })
    expect(await makeReadMedia(deps)(made.id)).toMatchObject({ ok: false, code: 'not_found' })
  })

  it.each([
    ['image', 10_000_000],
    ['model', 50_000_000],
  ] as const)('refuses one byte more than a %s may have', async (kind, most) => {
    const ask = (bytes: number) => makeRequestUpload(deps)({ kind, fileName: 'a', bytes }, cause)
    expect(await ask(most)).toMatchObject({ ok: true })
    expect(await ask(most + 1)).toMatchObject({
      ok: false,
      code: 'too_large',
      errors: [{ pointer: '/bytes' }],
    })
  })

  it('lets no more be sent than was said', async () => {
    const { upload } = await requested(new Uint8Array(10))
    expect(objects.upload(upload, { bytes: new Uint8Array(11) })).toBe(400)
    expect(objects.keys()).toEqual([])
  })
})

describe('looking at a picture', () => {
  it('makes it ready in its widths, and throws the upload away', async () => {
    const png = await drawPicture({ format: 'png', width: 1_000, height: 500 })
    const id = await uploaded(png, { alt: { en: 'Two colors' } })
    const processed = await process(id)
    expect(processed).toMatchObject({
      ok: true,
      value: {
        id,
        status: 'ready',
        alt: { en: 'Two colors' },
        image: { width: 1_000, height: 500 },
        version: 2,
      },
    })
    const sizes = processed.ok ? (processed.value.image?.sizes ?? []) : []
    expect(sizes.map(({ width, height }) => [width, height])).toEqual([
      [160, 80],
      [480, 240],
      [960, 480],
      [1000, 500],
    ])
    for (const { url, bytes, width } of sizes) {
      expect(url).toMatch(new RegExp(`^https://media.example/media/${id}/[0-9a-f]{16}-${width}.webp$`))
      const kept = await objects.get(url.replace('https://media.example/', ''))
      expect(kept).toMatchObject({ contentType: 'image/webp' })
      expect(kept?.bytes).toHaveLength(bytes)
    }
    expect(objects.keys()).toHaveLength(4)
    expect(events()).toEqual(['media.ready'])
    expect(await makeReadMedia(deps)(id)).toEqual(processed)
  })

  it('comes to the same again, and tells of it once', async () => {
    const id = await uploaded(await drawPicture({ format: 'jpeg', width: 20, height: 20 }))
    const first = await process(id)
    expect(await process(id)).toEqual(first)
    expect(events()).toEqual(['media.ready'])
  })

  it.each<readonly [string, () => Promise<Uint8Array>, string]>([
    ['a text that is called a.png', async () => new TextEncoder().encode('no picture'), 'wrong_kind'],
    ['a 3D model', async () => aGlb(), 'wrong_kind'],
    [
      'a picture that is cut off',
      async () => (await drawPicture({ format: 'jpeg', width: 640, height: 480 })).subarray(0, 3_000),
      'broken',
    ],
  ])('refuses %s, and keeps nothing of it', async (_, make, code) => {
    const id = await uploaded(await make())
    const processed = await process(id)
    expect(processed).toMatchObject({ ok: true, value: { status: 'refused', refusal: { code } } })
    expect(objects.keys()).toEqual([])
    expect(events()).toEqual(['media.refused'])
    expect(await process(id)).toEqual(processed)
    expect(await makeReadMedia(deps)(id)).toMatchObject({ ok: false, code: 'not_found' })
  })

  it('refuses a picture of more pixels than can be unpacked, without unpacking it', async () => {
    const id = await uploaded(await drawPicture({ format: 'png', width: 8, height: 8 }))
    const huge = {
      measure: () => ({ width: 20_000, height: 20_000 }),
      render: () => Promise.reject(new Error('no')),
    }
    const processed = await makeProcessMedia({ ...deps, pictures: async () => huge })(id, cause)
    expect(processed).toMatchObject({
      ok: true,
      value: { status: 'refused', refusal: { code: 'too_large' } },
    })
  })

  it('waits for what was not uploaded yet, and does not know what was never asked for', async () => {
    const { id } = await requested(new Uint8Array(10))
    expect(await process(id)).toMatchObject({ ok: false, code: 'conflict' })
    const unknown = mediaId.parse(`med_${'z'.repeat(26)}`)
    expect(await process(unknown)).toMatchObject({ ok: false, code: 'not_found' })
  })
})

describe('looking at a 3D model', () => {
  it.each([
    ['glb', aGlb(), { format: 'gltf', contentType: 'model/gltf-binary' }],
    ['usdz', aUsdz(), { format: 'usdz', contentType: 'model/vnd.usdz+zip' }],
  ])('keeps it as it is: %s', async (extension, bytes, model) => {
    const id = await uploaded(bytes, { kind: 'model' })
    const processed = await process(id)
    expect(processed).toMatchObject({ ok: true, value: { status: 'ready', model } })
    const [key = '', ...others] = objects.keys()
    expect(others).toEqual([])
    expect(key).toMatch(new RegExp(`^media/${id}/[0-9a-f]{16}.${extension}$`))
    expect(await objects.get(key)).toEqual({ bytes, contentType: model.contentType })
  })
})

describe('looking at one and the same upload at once', () => {
  it('comes to one end', async () => {
    const id = await uploaded(await drawPicture({ format: 'png', width: 20, height: 20 }))
    const results = await Promise.all([process(id), process(id), process(id)])
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1)
    expect(events()).toEqual(['media.ready'])
  })

  it('leaves the files of one content alone where the upload was replaced meanwhile', async () => {
    const [red, small] = [
      await drawPicture({ format: 'png', width: 30, height: 20 }),
      await drawPicture({ format: 'png', width: 20, height: 20 }),
    ]
    const { id, upload } = await requested(red)
    objects.upload(upload, { bytes: red })
    // While the first picture is being rendered, the second comes and is looked at.
    let replaced = false
    const slow = {
      ...pictures,
      render: async (...given: Parameters<typeof pictures.render>) => {
        const rendered = await pictures.render(...given)
        if (!replaced) {
          replaced = true
          objects.upload(upload, { bytes: small })
          await process(id)
        }
        return rendered
      },
    }
    const first = await makeProcessMedia({ ...deps, pictures: async () => slow })(id, cause)
    expect(first).toMatchObject({ ok: true, value: { status: 'ready', image: { width: 20, height: 20 } } })
    const urls = first.ok ? (first.value.image?.sizes ?? []).map(({ url }) => url) : []
    expect(objects.keys()).toEqual(urls.map((url) => url.replace('https://media.example/', '')))
  })
})

describe('what nobody looks at', () => {
  it('is forgotten after a day', async () => {
    const id = await uploaded(await drawPicture({ format: 'png', width: 8, height: 8 }))
    passed = days(1) - 1
    expect(await readAny(id)).toMatchObject({ ok: true })
    passed = days(1)
    expect(await readAny(id)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await process(id)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await makeListMedia(deps)({ limit: 10 })).toEqual({ items: [], nextCursor: null })
  })

  it('is taken away some hours later, with what a look that died has left', async () => {
    const id = await uploaded(await drawPicture({ format: 'png', width: 8, height: 8 }))
    await objects.put(`media/${id}/0123456789abcdef-8.webp`, new Uint8Array(1), { contentType: 'image/webp' })
    const forget = makeForgetUploads(deps)
    passed = days(1) + hours(2)
    expect(await forget()).toBe(0)
    expect(objects.keys()).toHaveLength(2)
    passed += 1
    expect(await forget()).toBe(1)
    expect(objects.keys()).toEqual([])
    expect(await forget()).toBe(0)
  })

  it('is found again where taking it away broke off', async () => {
    const id = await uploaded(await drawPicture({ format: 'png', width: 8, height: 8 }))
    const leftover = `media/${id}/0123456789abcdef-8.webp`
    await objects.put(leftover, new Uint8Array(1), { contentType: 'image/webp' })
    passed = days(2)
    const failing = {
      list: objects.list,
      delete: async (key: string) => {
        if (key === leftover) throw new Fault('S3 is down')
        await objects.delete(key)
      },
    }
    await expect(makeForgetUploads({ ...deps, objects: failing })()).rejects.toThrow('S3 is down')
    expect(await makeForgetUploads(deps)()).toBe(1)
    expect(objects.keys()).toEqual([])
  })

  it('is taken away too where its item has gone by itself, and where it is of nobody', async () => {
    const id = mediaId.parse(`med_${'0'.repeat(26)}`)
    const left = [`uploads/${id}`, `media/${id}/0123456789abcdef-8.webp`, 'uploads/stray']
    for (const key of left) await objects.put(key, new Uint8Array(1), { contentType: 'image/webp' })
    passed = days(2)
    expect(await makeForgetUploads(deps)()).toBe(2)
    expect(objects.keys()).toEqual([])
  })

  it('takes nothing of what is ready along, where its form was sent once more', async () => {
    const png = await drawPicture({ format: 'png', width: 8, height: 8 })
    const { id, upload } = await requested(png)
    objects.upload(upload, { bytes: png })
    await process(id)
    const ready = objects.keys()
    passed = minutes(30)
    expect(objects.upload(upload, { bytes: png })).toBe(204)
    passed = days(2)
    expect(await makeForgetUploads(deps)()).toBe(1)
    expect(objects.keys()).toEqual(ready)
    expect(await makeReadMedia(deps)(id)).toMatchObject({ ok: true })
  })
})

it('lists media by their birth, the newest first, a page at a time', async () => {
  const ids = []
  for (let nth = 0; nth < 3; nth += 1) ids.push((await requested(new Uint8Array(1))).id)
  const list = makeListMedia(deps)
  const first = await list({ limit: 2 })
  const second = await list({ limit: 2, cursor: first.nextCursor ?? '' })
  expect([first, second].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids.toReversed())
  expect(second.nextCursor).toBeNull()
})
