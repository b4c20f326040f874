import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { verifyStripeSignature } from './stripe-signature.ts'

const NOW = new Date('2026-11-20T03:00:00Z')
const T = NOW.getTime() / 1_000
const SECRET = 'whsec_current'
const body = JSON.stringify({ id: 'evt_1', type: 'payment_intent.succeeded', note: '¥3,300 ありがとう' })
const raw = Buffer.from(body)

/** Signed as Stripe does it, by the signer of its own library. */
const signedBy = (secret: string, timestamp = T, payload = body): string =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })

const verify = (header: string | undefined, { bytes = raw as Uint8Array, secrets = [SECRET] } = {}) =>
  verifyStripeSignature({ raw: bytes, headers: { 'stripe-signature': header } }, secrets, NOW)

describe("Stripe's signature", () => {
  it('is believed over the very bytes, also in another language', () => {
    expect(verify(signedBy(SECRET))).toBe(true)
  })

  it.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['no time', signedBy(SECRET).replace(/^t=\d+,/, '')],
    ['no signature', `t=${T}`],
    ['another scheme', signedBy(SECRET).replace('v1=', 'v0=')],
    ['another secret', signedBy('whsec_other')],
    ['a time that is not the signed one', signedBy(SECRET).replace(`t=${T}`, `t=${T - 1}`)],
    ['a time that is no number', signedBy(SECRET).replace(`t=${T}`, 't=today')],
    ['a signature cut short', signedBy(SECRET).slice(0, -2)],
    ['a signature that is not hexadecimal', `t=${T},v1=${'z'.repeat(64)}`],
    ['two headers joined into one', `${signedBy(SECRET)},${signedBy(SECRET)}`],
  ])('is not believed with %s', (_, header) => {
    expect(verify(header)).toBe(false)
  })

  it('is not believed when any single byte is altered', () => {
    const header = signedBy(SECRET)
    const altered = [...raw.keys()].map((place) => {
      const bytes = Buffer.from(raw)
      bytes[place] = (bytes[place] ?? 0) ^ 1
      return verify(header, { bytes })
    })
    expect(altered).not.toContain(true)
  })

  it.each([
    [-301, false],
    [-300, true],
    [0, true],
    [300, true],
    [301, false],
  ])('signed %i s from now: %s', (offset, believed) => {
    expect(verify(signedBy(SECRET, T + offset))).toBe(believed)
  })

  it('is believed under either of two secrets while one is rotated, and with several signatures', () => {
    const secrets = ['whsec_next', SECRET]
    expect(verify(signedBy('whsec_next'), { secrets })).toBe(true)
    expect(verify(signedBy(SECRET), { secrets })).toBe(true)
    expect(verify(signedBy('whsec_before'), { secrets })).toBe(false)
    expect(verify(`${signedBy('whsec_before')},${signedBy(SECRET).replace(/^t=\d+,/, '')}`)).toBe(true)
  })
})

const SAMPLES = process.env['WEBHOOK_SAMPLES'] ?? join(process.cwd(), '..', 'shared', 'webhook-samples')
const present = existsSync(join(SAMPLES, 'vectors.json'))
if (!present) console.warn(`No webhook samples at ${SAMPLES}: set WEBHOOK_SAMPLES to test against them.`)

const vectors = z.array(
  z.object({
    provider: z.string(),
    secret: z.optional(z.string()),
    body_file: z.optional(z.string()),
    now: z.optional(z.number()),
    headers: z.optional(z.record(z.string(), z.string())),
  }),
)

describe.skipIf(!present)('the published vectors of Stripe', () => {
  const all = present ? vectors.parse(JSON.parse(readFileSync(join(SAMPLES, 'vectors.json'), 'utf8'))) : []
  const stripe = all.filter(({ provider }) => provider === 'stripe')

  it('are there', () => {
    expect(stripe.length).toBeGreaterThan(0)
  })

  it.each(stripe)('hold for $body_file, and fail for another byte or secret', (vector) => {
    const bytes = readFileSync(join(SAMPLES, vector.body_file ?? ''))
    const headers = { 'stripe-signature': vector.headers?.['Stripe-Signature'] }
    const now = new Date((vector.now ?? 0) * 1_000)
    const secrets = [vector.secret ?? '']
    expect(verifyStripeSignature({ raw: bytes, headers }, secrets, now)).toBe(true)
    const altered = Buffer.concat([bytes, Buffer.from(' ')])
    expect(verifyStripeSignature({ raw: altered, headers }, secrets, now)).toBe(false)
    expect(verifyStripeSignature({ raw: bytes, headers }, ['whsec_other'], now)).toBe(false)
  })
})
