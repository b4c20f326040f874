/** Digits and letters without look-alikes (no 0, 1, I, L, O): 31 of them, a prime, as the check needs. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/**
 * A code that people read and type: random characters and, as the last, a check character. Weighted by place modulo a
 * prime, the check finds every single wrong character and every swap of two. `length` is at most 30.
 */
export function makeReadableCode(length: number, random: (below: number) => number): string {
  const body = Array.from({ length: length - 1 }, () => random(ALPHABET.length))
  return [...body, checkOf(body)].map((value) => ALPHABET[value]).join('')
}

export function isReadableCode(text: string, length: number): boolean {
  const values = [...text].map((character) => ALPHABET.indexOf(character))
  return values.length === length && !values.includes(-1) && checkOf(values.slice(0, -1)) === values.at(-1)
}

const checkOf = (body: readonly number[]): number =>
  body.reduce((total, value, index) => total + value * (index + 2), 0) % ALPHABET.length
