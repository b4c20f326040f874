import { beforeAll, describe, expect, it } from 'vitest'
import type { Objects, UploadForm } from '#shared/objects.ts'

export interface ObjectsUnderTest {
  readonly objects: Objects
  /** Sends a form as a browser does; the status of the answer. */
  upload(form: UploadForm, file: { bytes: Uint8Array; contentType?: string }): Promise<number>
  /** What somebody without other rights gets at an address; undefined where it is refused. */
  download(url: string): Promise<Uint8Array | undefined>
}

const bytes = (text: string) => new TextEncoder().encode(text)
const text = { contentType: 'text/plain' }
const terms = { maxBytes: 10, expiresSeconds: 60 }

let folders = 0
const freshFolder = () => `test-${process.pid}-${++folders}`

/** What every place for files must do alike, so that use cases tried on one hold on the other. */
export function objectsConformance(name: string, make: () => Promise<ObjectsUnderTest>): void {
  describe(name, () => {
    let objects: Objects
    let upload: ObjectsUnderTest['upload']
    let download: ObjectsUnderTest['download']
    let folder: string
    beforeAll(async () => {
      const made = await make()
      objects = made.objects
      upload = (form, file) => made.upload(form, file)
      download = (url) => made.download(url)
    })
    const key = (last: string) => {
      folder ??= freshFolder()
      return `${folder}/${last}`
    }

    it('finds nothing where nothing was put', async () => {
      expect(await objects.get(key('nothing'))).toBeUndefined()
      expect(await objects.list(`${freshFolder()}/`)).toEqual([])
    })

    it('gives back the bytes that were put, all 256 kinds of them, and what they are', async () => {
      const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
      expect(await objects.put(key('all.bin'), all, { contentType: 'image/webp' })).toBe(true)
      expect(await objects.get(key('all.bin'))).toEqual({ bytes: all, contentType: 'image/webp' })
    })

    it('replaces what is there, unless it is told not to', async () => {
      await objects.put(key('twice'), bytes('first'), text)
      expect(await objects.put(key('twice'), bytes('second'), text)).toBe(true)
      expect(await objects.put(key('twice'), bytes('third'), { ...text, onlyIfAbsent: true })).toBe(false)
      expect(await objects.get(key('twice'))).toMatchObject({ bytes: bytes('second') })
      expect(await objects.put(key('new'), bytes('first'), { ...text, onlyIfAbsent: true })).toBe(true)
    })

    it('lets one of many that put a new file at once win', async () => {
      const put = (n: number) => objects.put(key('raced'), bytes(String(n)), { ...text, onlyIfAbsent: true })
      const won = await Promise.all([1, 2, 3, 4, 5].map(put))
      expect(won.filter(Boolean)).toHaveLength(1)
    })

    it('is changed neither by who put bytes nor by who read them', async () => {
      const mine = bytes('abc')
      await objects.put(key('kept'), mine, text)
      mine[0] = 0
      const read = await objects.get(key('kept'))
      read?.bytes.fill(0)
      expect(await objects.get(key('kept'))).toMatchObject({ bytes: bytes('abc') })
    })

    it('deletes, also what is not there', async () => {
      await objects.put(key('gone'), bytes('x'), text)
      await objects.delete(key('gone'))
      await objects.delete(key('gone'))
      expect(await objects.get(key('gone'))).toBeUndefined()
    })

    it('lists by the begin of keys, in their order, with size and time', async () => {
      const here = freshFolder()
      const from = Date.now() - 60_000
      for (const last of ['b/2', 'b/1', 'c']) await objects.put(`${here}/${last}`, bytes(last), text)
      const listed = await objects.list(`${here}/b/`)
      expect(listed.map((file) => [file.key, file.size])).toEqual([
        [`${here}/b/1`, 3],
        [`${here}/b/2`, 3],
      ])
      for (const { writtenAt } of listed) expect(Date.parse(writtenAt)).toBeGreaterThan(from)
      expect(await objects.list(`${here}/`)).toHaveLength(3)
    })

    it('lists more than a page holds', async () => {
      const here = freshFolder()
      const keys = Array.from({ length: 1_005 }, (_, n) => `${here}/${String(n).padStart(4, '0')}`)
      for (let from = 0; from < keys.length; from += 50)
        await Promise.all(keys.slice(from, from + 50).map((one) => objects.put(one, bytes('x'), text)))
      expect((await objects.list(`${here}/`)).map((file) => file.key)).toEqual(keys)
    })

    it.each(['', '/a', 'a/', 'a//b', 'a/../b', './a', 'a b', 'a?b', 'ü', 'x'.repeat(901)])(
      'knows no key "%s"',
      async (wrong) => {
        await expect(objects.get(wrong)).rejects.toThrow(RangeError)
        await expect(objects.put(wrong, bytes('x'), text)).rejects.toThrow(RangeError)
        await expect(objects.delete(wrong)).rejects.toThrow(RangeError)
        await expect(objects.presignUpload(wrong, terms)).rejects.toThrow(RangeError)
      },
    )

    it('gives an address at which who has it gets the file', async () => {
      await objects.put(key('download'), bytes('all of it'), text)
      const terms = { expiresSeconds: 60, fileName: 'products.csv' }
      expect(await download(await objects.presignDownload(key('download'), terms))).toEqual(
        bytes('all of it'),
      )
      expect(await download(await objects.presignDownload(key('nothing'), terms))).toBeUndefined()
    })

    describe('a form', () => {
      it('uploads a file of at most so many bytes, and says what it is', async () => {
        const form = await objects.presignUpload(key('upload'), { ...terms, contentType: 'image/png' })
        expect(await upload(form, { bytes: bytes('0123456789') })).toBe(204)
        expect(await objects.get(key('upload'))).toEqual({
          bytes: bytes('0123456789'),
          contentType: 'image/png',
        })
      })

      it.each([
        ['one byte more', '0123456789a'],
        ['no byte', ''],
      ])('refuses %s, and keeps nothing', async (_, content) => {
        const form = await objects.presignUpload(key('large'), terms)
        expect(await upload(form, { bytes: bytes(content) })).toBe(400)
        expect(await objects.get(key('large'))).toBeUndefined()
      })

      it('is of one key and one kind: another is refused', async () => {
        const form = await objects.presignUpload(key('mine'), { ...terms, contentType: 'image/png' })
        const elsewhere = { ...form, fields: { ...form.fields, key: key('theirs') } }
        const otherwise = { ...form, fields: { ...form.fields, 'Content-Type': 'text/html' } }
        for (const altered of [elsewhere, otherwise])
          expect(await upload(altered, { bytes: bytes('x') })).toBe(403)
        expect(await objects.get(key('theirs'))).toBeUndefined()
        expect(await objects.get(key('mine'))).toBeUndefined()
      })
    })
  })
}
