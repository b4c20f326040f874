import * as z from 'zod/mini'
import type { ModelFile } from './formats.ts'

/** What is wrong with a 3D model, in a sentence; undefined where it can be shown by itself. */
export function problemOfModel(bytes: Uint8Array, { extension }: ModelFile): string | undefined {
  switch (extension) {
    case 'glb':
      return problemOfGlb(bytes)
    case 'gltf':
      return problemOfGltf(bytes)
    case 'usdz':
      return problemOfUsdz(bytes)
    default:
      return extension satisfies never
  }
}

const NO_GLTF = 'It is no glTF 2.0.'
const NOT_WHOLE = 'It names other files. Put buffers and pictures into it, or upload a .glb.'

const address = z.optional(z.string())
const files = z.optional(z.array(z.object({ uri: address })))
const gltf = z.object({
  asset: z.object({ version: z.string().check(z.regex(/^2\.\d+$/)) }),
  buffers: files,
  images: files,
})

function problemOfGltf(bytes: Uint8Array): string | undefined {
  const read = z.safeParse(gltf, parsed(bytes))
  if (!read.success) return NO_GLTF
  const { buffers = [], images = [] } = read.data
  const isElsewhere = ({ uri }: { uri?: string | undefined }) => uri !== undefined && !uri.startsWith('data:')
  return [...buffers, ...images].some(isElsewhere) ? NOT_WHOLE : undefined
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

const JSON_CHUNK = 0x4e4f534a
const [GLB_HEADER, CHUNK_HEADER] = [12, 8]

/** glTF 2.0, 4.4: a header of 12 bytes that tells the length of all, then a chunk of JSON, then maybe one of bytes. */
function problemOfGlb(bytes: Uint8Array): string | undefined {
  if (bytes.length < GLB_HEADER + CHUNK_HEADER) return 'It is cut off.'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(4, true) !== 2 || view.getUint32(16, true) !== JSON_CHUNK) return NO_GLTF
  const end = GLB_HEADER + CHUNK_HEADER + view.getUint32(12, true)
  if (view.getUint32(8, true) !== bytes.length || end > bytes.length) return 'It is cut off.'
  return problemOfGltf(bytes.subarray(GLB_HEADER + CHUNK_HEADER, end))
}

const [LOCAL_HEADER, END_RECORD, MAX_COMMENT] = [30, 22, 65_535]

/** USDZ: a zip whose files are stored as they are, at multiples of 64 bytes, the first of them a USD. */
function problemOfUsdz(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < LOCAL_HEADER + END_RECORD || !hasEndRecord(view)) return 'It is cut off.'
  const nameEnd = LOCAL_HEADER + view.getUint16(26, true)
  const name = new TextDecoder().decode(bytes.subarray(LOCAL_HEADER, nameEnd))
  if (!/\.usd[ac]?$/.test(name)) return 'It is a zip, but no USDZ: the first file in it is no USD.'
  const isStored = view.getUint16(8, true) === 0
  const isAligned = (nameEnd + view.getUint16(28, true)) % 64 === 0
  return isStored && isAligned
    ? undefined
    : 'It is a zip, but no USDZ: its files must be stored without compression, at multiples of 64 bytes.'
}

function hasEndRecord(view: DataView): boolean {
  const first = Math.max(0, view.byteLength - END_RECORD - MAX_COMMENT)
  for (let at = view.byteLength - END_RECORD; at >= first; at -= 1)
    if (view.getUint32(at, true) === 0x06054b50) return true
  return false
}
