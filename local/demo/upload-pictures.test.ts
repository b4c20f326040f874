import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApi } from '#support/api.ts'
import { readDrawn } from './drawings/drawn.ts'
import { makeSizes, PICTURES, type UploadedPictures, uploadPictures } from './upload-pictures.ts'

/** Takes uploads as the API and the bucket do, and says of pictures what it was told to. */
const asked: string[] = []
let status = 'ready'
let server: Server
let url = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      asked.push(`${request.method} ${request.url}`)
      const id = `med_${asked.length}`
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ id, status, upload: { url: `${url}/bucket`, fields: { key: id } } }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})

afterAll(() => new Promise((resolve) => server.close(resolve)))

const upload = (earlier: UploadedPictures) => {
  asked.length = 0
  return uploadPictures({ machine: makeApi(url) }, earlier, () => undefined)
}

/** All pictures as if they had been uploaded. */
async function allUploaded(): Promise<UploadedPictures> {
  const drawn = await readDrawn()
  return Object.fromEntries(
    PICTURES.map(({ file }, at) => [file, { mediaId: `med_old${at}`, drawn: drawn[file] ?? '' }]),
  )
}

test('uploads nothing that was uploaded as it is drawn now', async () => {
  const earlier = await allUploaded()
  expect(await upload(earlier)).toEqual({ all: earlier, added: {} })
  expect(asked).toEqual([])
})

test('uploads what was drawn anew, and what there was not', async () => {
  const [{ file: changed }, { file: missing }] = [PICTURES[0] ?? { file: '' }, PICTURES[1] ?? { file: '' }]
  const { [missing]: _, ...earlier } = await allUploaded()
  const { all, added } = await upload({ ...earlier, [changed]: { mediaId: 'med_old', drawn: 'otherwise' } })
  expect(all).toEqual({
    ...(await allUploaded()),
    [changed]: { mediaId: expect.stringMatching(/^med_\d+$/), drawn: (await readDrawn())[changed] },
    [missing]: { mediaId: expect.stringMatching(/^med_\d+$/), drawn: (await readDrawn())[missing] },
  })
  expect(asked.filter((line) => line === 'POST /media')).toHaveLength(2)
  expect(asked.filter((line) => line === 'POST /bucket')).toHaveLength(2)
  expect(Object.keys(added).toSorted()).toEqual([changed, missing].toSorted())
  expect(asked.filter((line) => line.endsWith('/processing'))).toEqual([])
})

test('has the sizes made of those that are new', async () => {
  asked.length = 0
  const pictures = { 'a.webp': { mediaId: 'med_1', drawn: '' }, 'b.webp': { mediaId: 'med_2', drawn: '' } }
  await makeSizes({ machine: makeApi(url) }, pictures, () => undefined)
  expect(asked.toSorted()).toEqual(['POST /media/med_1/processing', 'POST /media/med_2/processing'])
})

test('says which picture was refused', async () => {
  status = 'refused'
  const pictures = { 'a.webp': { mediaId: 'med_1', drawn: '' } }
  await expect(makeSizes({ machine: makeApi(url) }, pictures, () => undefined)).rejects.toThrow(
    'the picture a.webp is refused',
  )
})
