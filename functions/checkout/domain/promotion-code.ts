/** Digits and letters without look-alikes (no 0, 1, I, L, O). */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 10

/** A code that nobody guesses: ten of 31 characters, drawn by `random`, after the prefix. */
export function drawCode(random: (below: number) => number, prefix?: string): string {
  const drawn = Array.from({ length: LENGTH }, () => ALPHABET[random(ALPHABET.length)]).join('')
  return prefix === undefined ? drawn : `${prefix}-${drawn}`
}
