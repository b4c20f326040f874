import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CodecFiles } from './codecs.ts'

const file = (name: string) =>
  new Uint8Array(readFileSync(fileURLToPath(import.meta.resolve(`@jsquash/${name}.wasm`))))

/** The codecs' programs as the bundle has them, read from their packages: for tests and tools. */
export const readCodecFiles = (): CodecFiles => ({
  jpegDecoder: file('jpeg/codec/dec/mozjpeg_dec'),
  png: file('png/codec/pkg/squoosh_png_bg'),
  webpDecoder: file('webp/codec/dec/webp_dec'),
  webpEncoder: file('webp/codec/enc/webp_enc_simd'),
  resizer: file('resize/lib/resize/pkg/squoosh_resize_bg'),
})
