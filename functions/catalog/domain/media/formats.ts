import type { ImageFormat, MediaKind, ModelFormat } from '../../contract/media-types.ts'

export interface ModelFile {
  readonly kind: 'model'
  readonly format: ModelFormat
  readonly extension: 'glb' | 'gltf' | 'usdz'
}

export type Format = { readonly kind: 'image'; readonly format: ImageFormat } | ModelFile

/** What files may be, as people say it. */
export const ACCEPTED: Readonly<Record<MediaKind, string>> = {
  image: 'a JPEG, PNG or WebP picture',
  model: 'a 3D model as glTF 2.0 (.glb, or .gltf with everything in it) or USDZ',
}

const startsWith = (bytes: Uint8Array, ...begin: readonly number[]): boolean =>
  begin.every((byte, index) => bytes[index] === byte)

const asciiAt = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length))

/** What a file is by its first bytes, whatever it is called; undefined for all that we do not take. */
export function formatOf(bytes: Uint8Array): Format | undefined {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return { kind: 'image', format: 'jpeg' }
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))
    return { kind: 'image', format: 'png' }
  if (asciiAt(bytes, 0, 4) === 'RIFF' && asciiAt(bytes, 8, 4) === 'WEBP')
    return { kind: 'image', format: 'webp' }
  if (asciiAt(bytes, 0, 4) === 'glTF') return { kind: 'model', format: 'gltf', extension: 'glb' }
  if (asciiAt(bytes, 0, 4) === 'PK\u0003\u0004') return { kind: 'model', format: 'usdz', extension: 'usdz' }
  if (/^\s*\{/.test(asciiAt(bytes, 0, 64))) return { kind: 'model', format: 'gltf', extension: 'gltf' }
  return undefined
}
