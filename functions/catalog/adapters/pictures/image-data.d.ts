/** The codecs hand pixels over in the object that a browser has for them: 4 bytes each, red, green, blue, opacity. */
interface ImageData {
  readonly data: Uint8ClampedArray<ArrayBuffer>
  readonly width: number
  readonly height: number
}
