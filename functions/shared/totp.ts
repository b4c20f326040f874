import { createHmac, randomBytes } from 'node:crypto'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const STEP_SECONDS = 30
const SECRET_BYTES = 20

/** A new secret of an authenticator, base32 (RFC 4226 recommends 160 bits). */
export const newTotpSecret = (): string =>
  [...randomBytes(SECRET_BYTES)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .replaceAll(/.{5}/g, (bits) => BASE32.charAt(Number.parseInt(bits, 2)))

/** The step of 30 seconds that a time is in, counted from 1970. */
export const totpStep = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS)

/**
 * The six-digit code of an authenticator app at a time, as RFC 6238 has it (HMAC-SHA-1, steps of 30 seconds).
 * @param secret base32
 */
export const totpCode = (secret: string, at: Date, digits = 6): string =>
  codeOfStep(secret, totpStep(at), digits)

/** The code of a step. */
export function codeOfStep(secret: string, step: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', decodeBase32(secret)).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0x0f
  const number = (mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits
  return String(number).padStart(digits, '0')
}

function decodeBase32(text: string): Buffer {
  const bits = [...text.toUpperCase().replace(/=+$/, '')].map((letter) => {
    const value = BASE32.indexOf(letter)
    if (value < 0) throw new Error(`A TOTP secret is base32 (A-Z, 2-7), this one has "${letter}".`)
    return value.toString(2).padStart(5, '0')
  })
  const bytes = bits.join('').match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
}
