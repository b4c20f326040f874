import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import encodeJpeg, { init as initJpeg } from '@jsquash/jpeg/encode.js'
import encodePng, { init as initPng } from '@jsquash/png/encode.js'
import encodeWebp, { init as initWebp } from '@jsquash/webp/encode.js'

const program = (name: string) =>
  new Uint8Array(readFileSync(fileURLToPath(import.meta.resolve(`@jsquash/${name}.wasm`))))

const instanceOf = (name: string) => ({
  instantiateWasm: (imports: WebAssembly.Imports, ready: (instance: WebAssembly.Instance) => void) => {
    const instance = new WebAssembly.Instance(new WebAssembly.Module(program(name)), imports)
    ready(instance)
    return instance.exports
  },
  locateFile: (path: string) => path,
})

export interface PictureWish {
  readonly format: 'jpeg' | 'png' | 'webp'
  readonly width: number
  readonly height: number
  /** 0 is nothing, 255 is all; of what can be seen through. */
  readonly opacity?: number
}

/** A picture that is red on the left and blue on the right, green growing downwards. */
export async function drawPicture({
  format,
  width,
  height,
  opacity = 255,
}: PictureWish): Promise<Uint8Array> {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const left = x < width / 2
      data.set([left ? 220 : 20, (y / height) * 200, left ? 20 : 220, opacity], (y * width + x) * 4)
    }
  return new Uint8Array(await encoded(format, { data, width, height }))
}

async function encoded(format: PictureWish['format'], pixels: ImageData): Promise<ArrayBuffer> {
  switch (format) {
    case 'png':
      await initPng(program('png/codec/pkg/squoosh_png_bg'))
      return encodePng(pixels)
    case 'jpeg':
      await initJpeg(instanceOf('jpeg/codec/enc/mozjpeg_enc'))
      return encodeJpeg(pixels, { quality: 85 })
    case 'webp':
      await initWebp(instanceOf('webp/codec/enc/webp_enc_simd'))
      return encodeWebp(pixels, { quality: 85 })
    default:
      return format satisfies never
  }
}

/** A JPEG as a phone writes it that was held upright: its pixels lie on their side, and a note says so. */
export function turned(jpeg: Uint8Array): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1]
  const orientation = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
  const segment = [...exif, ...orientation]
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, segment.length + 2, ...segment, ...jpeg.subarray(2)])
}
