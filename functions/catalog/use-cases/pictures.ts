import type { ImageFormat } from '../contract/media-types.ts'
import type { Dimensions } from '../domain/media/sizes.ts'

export interface Rendition extends Dimensions {
  /** WebP. */
  readonly bytes: Uint8Array
}

export interface Rendered extends Dimensions {
  /** From the narrowest to the widest. */
  readonly renditions: readonly Rendition[]
}

/** What becomes of pictures: made by a library. */
export interface Pictures {
  /** As a picture's head tells it, before anything is unpacked; undefined where it tells nothing. */
  measure(bytes: Uint8Array, format: ImageFormat): Dimensions | undefined
  /**
   * The picture, upright, in the widths that are asked for, without whatever else is in the file, such as the place
   * where it was taken. Undefined where it is broken.
   */
  render(
    bytes: Uint8Array,
    format: ImageFormat,
    widthsOf: (upright: Dimensions) => readonly number[],
  ): Promise<Rendered | undefined>
}
