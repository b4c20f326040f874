const text = (of: string) => new TextEncoder().encode(of)

/** A glTF of nothing, with what else is said. */
export const aGltf = (more: object = {}): Uint8Array =>
  text(JSON.stringify({ asset: { version: '2.0' }, ...more }))

/** The same as a .glb. */
export function aGlb(more: object = {}): Uint8Array {
  const json = JSON.stringify({ asset: { version: '2.0' }, ...more })
  const chunk = text(json.padEnd(Math.ceil(json.length / 4) * 4))
  const glb = Buffer.alloc(20 + chunk.length)
  glb.write('glTF')
  glb.writeUInt32LE(2, 4)
  glb.writeUInt32LE(glb.length, 8)
  glb.writeUInt32LE(chunk.length, 12)
  glb.write('JSON', 16)
  glb.set(chunk, 20)
  return new Uint8Array(glb)
}

/** A zip of one file, which is stored as it is, and begins at a multiple of 64. */
export function aUsdz({ name = 'model.usda', method = 0, pad = true } = {}): Uint8Array {
  const content = text('#usda 1.0\n')
  const gap = pad ? 64 - ((30 + name.length) % 64) : 0
  const head = Buffer.alloc(30)
  head.write('PK\u0003\u0004', 'latin1')
  head.writeUInt16LE(method, 8)
  head.writeUInt32LE(content.length, 18)
  head.writeUInt32LE(content.length, 22)
  head.writeUInt16LE(name.length, 26)
  head.writeUInt16LE(gap, 28)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  return new Uint8Array(Buffer.concat([head, text(name), Buffer.alloc(gap), content, end]))
}
