import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import * as z from 'zod/mini'
import type { Outputs } from '#local/outputs.ts'

const jwk = z.looseObject({ kid: z.string(), kty: z.string() })

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

const decode = (part: string | undefined) =>
  z.parse(z.looseObject({}), JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')))

/** Tokens that somebody makes who has good ones of the staff and the pool's public keys, but no private key. */
export async function forgeries(
  { awsEndpoint, staffSignIn }: Outputs,
  { admin, warehouse }: { admin: string; warehouse: string },
): Promise<Record<string, string>> {
  const [head, payload = ''] = admin.split('.')
  const [warehouseHead, warehousePayload, warehouseSignature] = warehouse.split('.')
  const { kid } = z.parse(z.looseObject({ kid: z.string() }), decode(head))
  const publicKey = await keyOf(`${awsEndpoint}/${staffSignIn.userPoolId}/.well-known/jwks.json`, kid)
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

  const signed = (header: object, signature: (text: string) => Buffer) => {
    const text = `${encode(header)}.${payload}`
    return `${text}.${signature(text).toString('base64url')}`
  }
  const byHmac = (key: string | Buffer) => (text: string) => createHmac('sha256', key).update(text).digest()
  const promoted = encode({ ...decode(warehousePayload), 'cognito:groups': ['admin'] })
  return {
    'alg none': `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`,
    'alg none with the key id': `${encode({ alg: 'none', kid })}.${payload}.`,
    'HS256 signed with the public key': signed({ alg: 'HS256', kid }, byHmac(publicKey.pem)),
    'HS256 signed with the public key as DER': signed({ alg: 'HS256', kid }, byHmac(publicKey.der)),
    'RS256 signed with a key of their own': signed({ alg: 'RS256', kid }, (text) =>
      sign('sha256', Buffer.from(text), privateKey),
    ),
    'claims that were altered': `${warehouseHead}.${promoted}.${warehouseSignature}`,
    'signature left out': `${head}.${payload}.`,
  }
}

async function keyOf(uri: string, kid: string) {
  const { keys } = z.parse(z.object({ keys: z.array(jwk) }), await (await fetch(uri)).json())
  const key = keys.find((candidate) => candidate.kid === kid)
  if (!key) throw new Error(`${uri} has no key ${kid}`)
  const found = createPublicKey({ key, format: 'jwk' })
  return {
    pem: String(found.export({ type: 'spki', format: 'pem' })),
    der: found.export({ type: 'spki', format: 'der' }),
  }
}
