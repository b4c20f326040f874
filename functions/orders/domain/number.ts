/** Digits and letters without look-alikes (no 0, 1, I, L, O): 31 of them, a prime, as the check needs. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

const LENGTH = 8

/**
 * An order number: seven random characters and a check character. Weighted by place modulo a prime,
 * the check finds every single wrong character and every swap of two.
 */
export function makeOrderNumber(random: (below: number) => number): string {
  const body = Array.from({ length: LENGTH - 1 }, () => random(ALPHABET.length))
  return [...body, checkOf(body)].map((value) => ALPHABET[value]).join('')
}

export function isOrderNumber(text: string): boolean {
  const values = [...text].map((character) => ALPHABET.indexOf(character))
  return values.length === LENGTH && !values.includes(-1) && checkOf(values.slice(0, -1)) === values.at(-1)
}

const checkOf = (body: readonly number[]): number =>
  body.reduce((total, value, index) => total + value * (index + 2), 0) % ALPHABET.length
