import { hmacSha256, sameDigest, type VerifySignature } from '#shared/webhooks.ts'

export const EASYPOST_SIGNATURE = 'x-hmac-signature'

/**
 * EasyPost signs the body's bytes: HMAC-SHA256 with the secret in Unicode form NFKD, as
 * `X-Hmac-Signature: hmac-sha256-hex=<hex>`. It signs no time, so there is no replay window; a replay is
 * a duplicate by its event's id. https://docs.easypost.com/guides/webhooks-guide
 */
export const verifyEasyPost: VerifySignature = ({ raw, headers }, secrets) => {
  const given = /^hmac-sha256-hex=([0-9a-f]{64})$/i.exec(headers[EASYPOST_SIGNATURE]?.trim() ?? '')?.[1]
  if (!given) return false
  return secrets.map((secret) => sameDigest(given, hmacSha256(secret.normalize('NFKD'), raw))).includes(true)
}
