import { seconds } from '#shared/clock.ts'
import { hmacSha256, sameDigest, type VerifySignature } from '#shared/webhooks.ts'

/** How far the time of a signature may be from ours: Stripe's own libraries allow 5 minutes. */
const WINDOW = seconds(300)

export const STRIPE_SIGNATURE = 'stripe-signature'

/**
 * Whether Stripe signed these bytes: `Stripe-Signature: t=<seconds since 1970>,v1=<hex>[,v1=<hex>]`, where v1 is
 * HMAC-SHA256 of `<t>.<body>` under the whole `whsec_...` secret (https://docs.stripe.com/webhooks/signature).
 * Two headers reach us joined by a comma: two times are refused.
 */
export const verifyStripeSignature: VerifySignature = ({ raw, headers }, secrets, now) => {
  const fields = (headers[STRIPE_SIGNATURE] ?? '').split(',').map((field) => field.trim().split('='))
  const valuesOf = (name: string) => fields.flatMap(([key, value]) => (key === name && value ? [value] : []))
  const [signedAt, ...others] = valuesOf('t')
  if (!signedAt || others.length > 0 || !/^\d{1,12}$/.test(signedAt)) return false
  if (Math.abs(now.getTime() - seconds(Number(signedAt))) > WINDOW) return false
  const signed = Buffer.concat([Buffer.from(`${signedAt}.`), raw])
  const wanted = secrets.map((secret) => hmacSha256(secret, signed))
  return valuesOf('v1').some((given) => wanted.some((digest) => sameDigest(given, digest)))
}
