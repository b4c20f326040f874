import jpegDecoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'
import png from '@jsquash/png/codec/pkg/squoosh_png_bg.wasm'
import resizer from '@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm'
import webpDecoder from '@jsquash/webp/codec/dec/webp_dec.wasm'
import webpEncoder from '@jsquash/webp/codec/enc/webp_enc_simd.wasm'
import type { CodecFiles } from './codecs.ts'

/** The codecs' programs, put into the bundle by esbuild's `binary` loader. */
export const codecFiles: CodecFiles = { jpegDecoder, png, webpDecoder, webpEncoder, resizer }
