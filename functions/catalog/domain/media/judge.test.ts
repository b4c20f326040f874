import { describe, expect, it } from 'vitest'
import { aGlb, aGltf, aUsdz } from '#support/models.ts'
import { drawPicture } from '#support/pictures.ts'
import { judge, judgeDimensions } from './judge.ts'
import { scaledTo, widthsOf } from './sizes.ts'

const text = (of: string) => new TextEncoder().encode(of)

describe('an upload that is to be a picture', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is taken as %s', async (format) => {
    const bytes = await drawPicture({ format, width: 8, height: 8 })
    expect(judge('image', bytes)).toEqual({ ok: true, format: { kind: 'image', format } })
  })

  it.each([
    ['a text', text('This is no picture.')],
    ['a page', text('<!doctype html><script>alert(1)</script>')],
    ['an SVG, which may hold a script', text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a GIF', text('GIF89a')],
    ['nothing', new Uint8Array()],
    ['a 3D model', aGlb()],
    ['a RIFF that is no WebP', text('RIFF\u0001\u0001\u0001\u0001WAVE')],
  ])('is of the wrong kind where it is %s', (_, bytes) => {
    expect(judge('image', bytes)).toMatchObject({ ok: false, refusal: { code: 'wrong_kind' } })
  })

  it('is taken with 10 million bytes, and with one more is too large', async () => {
    const jpeg = await drawPicture({ format: 'jpeg', width: 8, height: 8 })
    const padded = (length: number) => {
      const bytes = new Uint8Array(length)
      bytes.set(jpeg)
      return bytes
    }
    expect(judge('image', padded(10_000_000)).ok).toBe(true)
    expect(judge('image', padded(10_000_001))).toMatchObject({ ok: false, refusal: { code: 'too_large' } })
  })

  it.each([
    ['as many pixels as can be unpacked', { width: 8_000, height: 5_000 }, undefined],
    ['a row more', { width: 8_000, height: 5_001 }, 'too_large'],
    ['a side that no WebP can have', { width: 16_001, height: 10 }, 'too_large'],
    ['no size in its head', undefined, 'broken'],
  ])('with %s is judged before it is unpacked', (_, dimensions, code) => {
    expect(judgeDimensions(dimensions)?.code).toBe(code)
  })
})

describe('an upload that is to be a 3D model', () => {
  const data = 'data:application/octet-stream;base64,AAAA'

  it.each([
    ['glb', aGlb(), { format: 'gltf', extension: 'glb' }],
    ['gltf', aGltf(), { format: 'gltf', extension: 'gltf' }],
    ['gltf with its buffers in it', aGltf({ buffers: [{ uri: data }] }), { extension: 'gltf' }],
    ['usdz', aUsdz(), { format: 'usdz', extension: 'usdz' }],
  ])('is taken as %s', (_, bytes, format) => {
    expect(judge('model', bytes)).toMatchObject({ ok: true, format: { kind: 'model', ...format } })
  })

  it.each([
    ['a glb that is cut off', aGlb().subarray(0, 30)],
    ['a glb of its header alone', aGlb().subarray(0, 12)],
    ['a glb with something behind it', Uint8Array.from([...aGlb(), 0])],
    ['a glb of glTF 1.0', aGlb({ asset: { version: '1.0' } })],
    ['a glb that names another file', aGlb({ images: [{ uri: 'wood.png' }] })],
    ['JSON that is no glTF', text('{"asset":{"version":2}}')],
    ['JSON that is cut off', aGltf().subarray(0, 20)],
    ['a gltf that names another file', aGltf({ buffers: [{ uri: 'model.bin' }] })],
    ['a gltf that is fetched from elsewhere', aGltf({ images: [{ uri: 'https://evil.example/a.png' }] })],
    ['a zip of texts', aUsdz({ name: 'readme.txt' })],
    ['a usdz that is compressed', aUsdz({ method: 8 })],
    ['a usdz whose file begins anywhere', aUsdz({ pad: false })],
    ['a usdz that is cut off', aUsdz().subarray(0, 80)],
    ['a zip of four bytes', text('PK\u0003\u0004')],
  ])('is broken where it is %s', (_, bytes) => {
    expect(judge('model', bytes)).toMatchObject({ ok: false, refusal: { code: 'broken' } })
  })

  it('is of the wrong kind where it is a picture', async () => {
    const png = await drawPicture({ format: 'png', width: 8, height: 8 })
    expect(judge('model', png)).toMatchObject({ ok: false, refusal: { code: 'wrong_kind' } })
  })
})

describe('the widths of a picture', () => {
  it.each([
    [100, [100]],
    [160, [160]],
    [161, [160, 161]],
    [1000, [160, 480, 960, 1000]],
    [1600, [160, 480, 960, 1600]],
    [1601, [160, 480, 960, 1600]],
    [6000, [160, 480, 960, 1600]],
  ])('of %d pixels are none above its own', (width, widths) => {
    expect(widthsOf({ width, height: 10 })).toEqual(widths)
  })

  it('keep its proportions, and a pixel of each side', () => {
    expect(scaledTo(480, { width: 960, height: 641 })).toEqual({ width: 480, height: 321 })
    expect(scaledTo(160, { width: 8_000, height: 3 })).toEqual({ width: 160, height: 1 })
  })
})
