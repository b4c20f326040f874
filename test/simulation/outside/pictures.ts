import type { Pictures } from '#contexts/catalog/use-cases/pictures.ts'

/** A JPEG to whoever looks at its first bytes. */
export const A_PICTURE = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])

/** Codecs that see the same picture in everything, at once. */
export const PICTURES: Pictures = {
  measure: () => ({ width: 800, height: 600 }),
  render: async (_, __, widthsOf) => {
    const original = { width: 800, height: 600 }
    const renditions = widthsOf(original).map((width) => ({
      ...{ width, height: width, bytes: Uint8Array.of(1) },
    }))
    return { ...original, renditions }
  },
}
