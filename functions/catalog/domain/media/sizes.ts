export interface Dimensions {
  readonly width: number
  readonly height: number
}

/** In pixels: for a list on a phone, a card, a page, and a page on a dense screen. */
const WIDTHS = [160, 480, 960, 1600] as const

/** Beyond it a picture needs more memory and time than one request has. */
export const MAX_PIXELS = 40_000_000

/** Taller than so many pixels no WebP can be. */
export const MAX_SIDE = 16_000

/** The widths that a picture is shown in: none is wider than it is itself, and the widest has all that it has to show. */
export function widthsOf({ width }: Dimensions): readonly number[] {
  const smaller = WIDTHS.filter((one) => one < width)
  return smaller.length === WIDTHS.length ? smaller : [...smaller, width]
}

/** A picture's dimensions at another width; each side has a pixel at least. */
export const scaledTo = (width: number, of: Dimensions): Dimensions => ({
  width,
  height: Math.max(1, Math.round((of.height * width) / of.width)),
})
