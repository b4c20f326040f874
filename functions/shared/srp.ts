import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** The group of 3072 bits of RFC 3526 (5), which Cognito signs in with; its generator is 2. */
const N = BigInt(
  `0x${[
    'FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD',
    'EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED',
    'EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F',
    '83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B',
    'E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510',
    '15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7',
    'ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C',
    'BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF',
  ].join('')}`,
)
const G = 2n

function power(base: bigint, exponent: bigint): bigint {
  let [result, square, left] = [1n, base % N, exponent]
  while (left > 0n) {
    if (left & 1n) result = (result * square) % N
    square = (square * square) % N
    left >>= 1n
  }
  return result
}

/** As the bytes of a number that counts as positive. */
function padded(value: bigint): Buffer {
  const hex = value.toString(16)
  const even = hex.length % 2 === 1 ? `0${hex}` : hex
  return Buffer.from(/^[89a-f]/i.test(even) ? `00${even}` : even, 'hex')
}

const hash = (...parts: readonly (Buffer | string)[]): string => {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  return digest.digest('hex')
}
const numberOf = (hex: string): bigint => BigInt(`0x${hex}`)
const K = numberOf(hash(padded(N), padded(G)))

/** What the server answers to `srpA`. */
export interface SrpChallenge {
  readonly userId: string
  readonly poolName: string
  readonly salt: string
  readonly srpB: string
  readonly secretBlock: string
}

/** The side of SRP, as Cognito has it, of whoever signs in: shows that one knows a password without sending it. */
export function beginSrp() {
  const a = numberOf(randomBytes(128).toString('hex')) % N
  const A = power(G, a)
  return {
    srpA: A.toString(16),
    prove(password: string, { userId, poolName, salt, srpB, secretBlock }: SrpChallenge, at = new Date()) {
      const B = numberOf(srpB)
      const u = numberOf(hash(padded(A), padded(B)))
      const x = numberOf(
        hash(padded(numberOf(salt)), Buffer.from(hash(`${poolName}${userId}:${password}`), 'hex')),
      )
      const base = (((B - K * power(G, x)) % N) + N) % N
      const secret = power(base, a + u * x)
      const key = hkdfSync('sha256', padded(secret), padded(u), 'Caldera Derived Key', 16)
      const timestamp = timestampOf(at)
      const signature = createHmac('sha256', Buffer.from(key))
        .update(poolName)
        .update(userId)
        .update(Buffer.from(secretBlock, 'base64'))
        .update(timestamp)
        .digest('base64')
      return { signature, timestamp }
    },
  }
}

/** Such as `Tue Nov 24 01:02:03 UTC 2026`: the day of the month without a zero before it. */
function timestampOf(at: Date): string {
  const [weekday = '', day = '', month = '', year = '', time = ''] = at
    .toUTCString()
    .replace(',', '')
    .split(' ')
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`
}
