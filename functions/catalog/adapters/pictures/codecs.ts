import decodeJpeg, { init as initJpeg } from '@jsquash/jpeg/decode.js'
import decodePng, { init as initPng } from '@jsquash/png/decode.js'
import resize, { initResize } from '@jsquash/resize'
import decodeWebp, { init as initWebpDecoder } from '@jsquash/webp/decode.js'
import encodeWebp, { init as initWebpEncoder } from '@jsquash/webp/encode.js'
import { imageSize } from 'image-size'
import type { ImageFormat } from '../../contract/media-types.ts'
import { type Dimensions, scaledTo } from '../../domain/media/sizes.ts'
import type { Pictures, Rendition } from '../../use-cases/pictures.ts'

type Program = Uint8Array<ArrayBuffer>

/** WebAssembly, which runs on any processor. */
export interface CodecFiles {
  readonly jpegDecoder: Program
  readonly png: Program
  readonly webpDecoder: Program
  readonly webpEncoder: Program
  readonly resizer: Program
}

/** 0 to 100; beyond 80 files grow faster than anybody sees. */
const QUALITY = 80

/** What the library that measures calls a format. */
const MEASURED_AS: Readonly<Record<ImageFormat, string>> = { jpeg: 'jpg', png: 'png', webp: 'webp' }

/** Squoosh's codecs (mozjpeg, the png crate, libwebp) and its Lanczos filter, which scales light, not numbers. */
export function makePictures(files: CodecFiles): Pictures {
  provideImageData()
  const [jpegDecoder, webpDecoder, webpEncoder] = [
    new WebAssembly.Module(files.jpegDecoder),
    new WebAssembly.Module(files.webpDecoder),
    new WebAssembly.Module(files.webpEncoder),
  ]

  async function decode(bytes: Uint8Array, format: ImageFormat): Promise<ImageData> {
    const source = new Uint8Array(bytes).buffer
    switch (format) {
      case 'png':
        await initPng(files.png)
        return decodePng(source)
      case 'webp':
        await initWebpDecoder(instanceOf(webpDecoder))
        return decodeWebp(source)
      case 'jpeg': {
        const warnings: string[] = []
        await initJpeg(instanceOf(jpegDecoder, warnings))
        const pixels = await decodeJpeg(source, { preserveOrientation: true })
        // What is missing it paints gray, and says so only here.
        const cut = warnings.find((warning) => /premature end/i.test(warning))
        if (cut) throw new Error(cut)
        return pixels
      }
      default:
        return format satisfies never
    }
  }

  return {
    measure(bytes, format) {
      try {
        const { width, height, type } = imageSize(bytes)
        return type === MEASURED_AS[format] && width > 0 && height > 0 ? { width, height } : undefined
      } catch {
        // Whatever it stumbles over, it is a head that tells no size.
        return undefined
      }
    },

    async render(bytes, format, widthsOf) {
      const pixels = await decode(bytes, format).catch(() => undefined)
      if (!pixels) return undefined
      await Promise.all([initResize(files.resizer), initWebpEncoder(instanceOf(webpEncoder))])
      const renditions: Rendition[] = []
      // Each is made of the one before, which is large enough and much quicker than the whole picture.
      let last = pixels
      for (const width of widthsOf(pixels).toSorted((a, b) => b - a)) {
        last = await scaled(last, scaledTo(width, pixels))
        const webp = new Uint8Array(await encodeWebp(last, { quality: QUALITY }))
        renditions.push({ width: last.width, height: last.height, bytes: webp })
      }
      return { width: pixels.width, height: pixels.height, renditions: renditions.toReversed() }
    },
  }
}

const scaled = async (pixels: ImageData, to: Dimensions): Promise<ImageData> =>
  pixels.width === to.width && pixels.height === to.height
    ? pixels
    : resize(pixels, { ...to, method: 'lanczos3' })

/** A codec for one picture: its memory is given back with it, and what a broken picture did to it is gone. */
const instanceOf = (program: WebAssembly.Module, warnings: string[] = []) => ({
  instantiateWasm: (imports: WebAssembly.Imports, ready: (instance: WebAssembly.Instance) => void) => {
    const instance = new WebAssembly.Instance(program, imports)
    ready(instance)
    return instance.exports
  },
  locateFile: (name: string) => name,
  printErr: (warning: string) => warnings.push(warning),
})

/** Node has no such object yet; the codecs make their answers of it. */
function provideImageData(): void {
  if ('ImageData' in globalThis) return
  class Pixels {
    readonly data: Uint8ClampedArray
    readonly width: number
    readonly height: number
    constructor(data: Uint8ClampedArray, width: number, height: number) {
      this.data = data
      this.width = width
      this.height = height
    }
  }
  Object.defineProperty(globalThis, 'ImageData', { value: Pixels })
}
