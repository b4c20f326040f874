/** More are not kept: what they are made for may be given by anybody, and memory has an end. */
const MOST = 200

/** Makes a value once per name, such as a formatter, which takes long to make and is used again and again. */
export function remembered<Names extends readonly string[], T>(
  make: (...names: Names) => T,
): (...names: Names) => T {
  const known = new Map<string, T>()
  return (...names) => {
    const key = names.join('\u0000')
    const found = known.get(key)
    if (found !== undefined) return found
    if (known.size >= MOST) known.clear()
    const made = make(...names)
    known.set(key, made)
    return made
  }
}
