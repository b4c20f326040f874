import { createHmac } from 'node:crypto'

/** The header EasyPost puts its signature in: https://docs.easypost.com/guides/webhooks-guide */
export const SIGNATURE_HEADER = 'X-Hmac-Signature'

/** EasyPost's signature of a webhook body: HMAC-SHA256 of the bytes sent, keyed with the secret in Unicode form NFKD. */
export function signatureOf(body: string | Uint8Array, secret: string): string {
  const hex = createHmac('sha256', secret.normalize('NFKD')).update(body).digest('hex')
  return `hmac-sha256-hex=${hex}`
}
