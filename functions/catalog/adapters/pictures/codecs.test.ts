import decodeWebp, { init } from '@jsquash/webp/decode.js'
import { describe, expect, it } from 'vitest'
import { drawPicture, turned } from '#support/pictures.ts'
import { widthsOf } from '../../domain/media/sizes.ts'
import { makePictures } from './codecs.ts'
import { readCodecFiles } from './testing.ts'

const files = readCodecFiles()
const pictures = makePictures(files)
const render = (bytes: Uint8Array, format: 'jpeg' | 'png' | 'webp', widths = widthsOf) =>
  pictures.render(bytes, format, widths)

async function pixelsOf(webp: Uint8Array) {
  await init({
    instantiateWasm: (imports: WebAssembly.Imports, ready: (instance: WebAssembly.Instance) => void) => {
      const instance = new WebAssembly.Instance(new WebAssembly.Module(files.webpDecoder), imports)
      ready(instance)
      return instance.exports
    },
    locateFile: (name: string) => name,
  })
  const { data, width, height } = await decodeWebp(new Uint8Array(webp).buffer)
  const at = (x: number, y: number) => {
    const place = (Math.floor(y * (height - 1)) * width + Math.floor(x * (width - 1))) * 4
    const [red = 0, green = 0, blue = 0, opacity = 0] = data.subarray(place, place + 4)
    return { color: red > blue ? 'red' : 'blue', green, opacity }
  }
  return { width, height, at }
}

describe.each(['jpeg', 'png', 'webp'] as const)('a picture that comes as %s', (format) => {
  it('is measured by its head', async () => {
    const bytes = await drawPicture({ format, width: 300, height: 200 })
    expect(pictures.measure(bytes, format)).toEqual({ width: 300, height: 200 })
  })

  it('is rendered as WebP in each width, and shows what it showed', async () => {
    const bytes = await drawPicture({ format, width: 1800, height: 1200 })
    const rendered = await render(bytes, format)
    expect(rendered).toMatchObject({ width: 1800, height: 1200 })
    const sizes = rendered?.renditions.map(({ width, height }) => [width, height])
    expect(sizes).toEqual([
      [160, 107],
      [480, 320],
      [960, 640],
      [1600, 1067],
    ])
    for (const rendition of rendered?.renditions ?? []) {
      const { width, height, at } = await pixelsOf(rendition.bytes)
      expect([width, height]).toEqual([rendition.width, rendition.height])
      expect([at(0.2, 0.5).color, at(0.8, 0.5).color]).toEqual(['red', 'blue'])
      expect(at(0.5, 0.9).green).toBeGreaterThan(at(0.5, 0.1).green + 80)
    }
  })

  it('is not made wider than it is', async () => {
    const rendered = await render(await drawPicture({ format, width: 200, height: 90 }), format)
    expect(rendered?.renditions.map(({ width }) => width)).toEqual([160, 200])
  })

  it.each([0.3, 0.7, 0.97])('is broken where only %d of it is there', async (share) => {
    const bytes = await drawPicture({ format, width: 640, height: 480 })
    expect(await render(bytes.subarray(0, bytes.length * share), format)).toBeUndefined()
  })

  it('is rendered after one that was broken', async () => {
    expect(await render(new Uint8Array(64), format)).toBeUndefined()
    const bytes = await drawPicture({ format, width: 20, height: 20 })
    expect(await render(bytes, format)).toMatchObject({ width: 20, height: 20 })
  })
})

it('stands upright where its note says that the camera was turned, and forgets the note', async () => {
  const bytes = turned(await drawPicture({ format: 'jpeg', width: 400, height: 200 }))
  const rendered = await render(bytes, 'jpeg', () => [100])
  expect(rendered).toMatchObject({ width: 200, height: 400, renditions: [{ width: 100, height: 200 }] })
  const webp = rendered?.renditions[0]?.bytes ?? new Uint8Array()
  const { at } = await pixelsOf(webp)
  expect([at(0.5, 0.1).color, at(0.5, 0.9).color]).toEqual(['red', 'blue'])
  expect(Buffer.from(webp).includes('Exif')).toBe(false)
})

it.each(['png', 'webp'] as const)('can be seen through where it could before, as %s', async (format) => {
  const bytes = await drawPicture({ format, width: 40, height: 40, opacity: 100 })
  const rendered = await render(bytes, format, () => [20])
  const { at } = await pixelsOf(rendered?.renditions[0]?.bytes ?? new Uint8Array())
  expect(Math.abs(at(0.5, 0.5).opacity - 100)).toBeLessThan(8)
})

it('measures nothing of what is no picture', () => {
  for (const bytes of [new Uint8Array(), new Uint8Array(100), new TextEncoder().encode('hello')])
    for (const format of ['jpeg', 'png', 'webp'] as const)
      expect(pictures.measure(bytes, format)).toBeUndefined()
})
