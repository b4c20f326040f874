/** Letters that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their extensions. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Line ends, other control characters, and those that turn the direction of the text after them. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu

/**
 * A name as others gave it, on one line of a text: it can neither begin a line of its own nor turn
 * the direction of what stands around it (Unicode Standard Annex 9: isolates).
 */
export function named(given: string): string {
  const name = given.replaceAll(UNPRINTABLE, ' ').trim()
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name
}
