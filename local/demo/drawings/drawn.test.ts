import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PICTURE_SIZE } from './draw.ts'
import { PICTURES_FOLDER, readDrawn, wantedPictures } from './drawn.ts'

const MOST_BYTES = 15_000
const wanted = wantedPictures()

/** Width and height of a WebP of the extended format, the one that Chromium writes, from its first chunk. */
function sizeOf(webp: Buffer): { width: number; height: number } {
  if (webp.toString('latin1', 0, 4) !== 'RIFF' || webp.toString('latin1', 8, 16) !== 'WEBPVP8X')
    throw new Error('This is no WebP of the extended format.')
  return { width: webp.readUIntLE(24, 3) + 1, height: webp.readUIntLE(27, 3) + 1 }
}

describe('the pictures of the demo catalog', () => {
  test('are drawn from the drawings of today; `npm run pictures:demo` draws what is not', async () => {
    const today = Object.fromEntries(wanted.map(({ file, hash }) => [file, hash]))
    expect(await readDrawn()).toEqual(today)
  })

  test('are all there, and no others', async () => {
    const files = (await readdir(PICTURES_FOLDER)).filter((file) => file.endsWith('.webp'))
    expect(files.toSorted()).toEqual(wanted.map(({ file }) => file).toSorted())
  })

  test.each(wanted.map(({ file }) => file))('%s is a small WebP of the right size', async (file) => {
    const webp = await readFile(join(PICTURES_FOLDER, file))
    expect(sizeOf(webp)).toEqual({ width: PICTURE_SIZE, height: PICTURE_SIZE })
    expect(webp.length).toBeLessThanOrEqual(MOST_BYTES)
  })
})
