import { createHmac, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { outputs, shop } from '#support/running.ts'

const event = (type: string) =>
  JSON.stringify({
    id: `evt_${randomUUID()}`,
    object: 'event',
    type,
    data: { object: { object: 'account' } },
  })

function stripeSignature(
  body: string,
  { at = Date.now(), secret = outputs.webhookSecrets.stripe } = {},
): string {
  const t = Math.floor(at / 1_000)
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`
}

const toStripe = (body: string, signature: string) =>
  shop.guest.post('/webhooks/stripe', { body, headers: { 'stripe-signature': signature } })

const easypostSignature = (body: string, secret = outputs.webhookSecrets.easypost): string =>
  `hmac-sha256-hex=${createHmac('sha256', secret.normalize('NFKD')).update(body).digest('hex')}`

const toEasyPost = (body: string, signature: string) =>
  shop.guest.post('/webhooks/easypost', { body, headers: { 'x-hmac-signature': signature } })

/** Within JSON six times as long: more than an item of the table. */
const NULS = '\0'.repeat(200_000)

test('a signed webhook that is as long as a body may be is taken, whatever it holds', async () => {
  const note = '"\\'.repeat(60_000)
  const body = JSON.stringify({ id: `evt_${randomUUID()}`, type: 'account.updated', note })
  const answer = await toStripe(body, stripeSignature(body))
  expect([answer.status, answer.body]).toEqual([200, {}])
})

test('a signed webhook of an unknown type is taken, also twice', async () => {
  const body = event('account.updated')
  for (const _ of [1, 2]) {
    const answer = await toStripe(body, stripeSignature(body))
    expect([answer.status, answer.body]).toEqual([200, {}])
  }
  const news = JSON.stringify({
    object: 'Event',
    id: `evt_${randomUUID()}`,
    description: 'batch.created',
    result: {},
  })
  const answer = await toEasyPost(news, easypostSignature(news))
  expect([answer.status, answer.body]).toEqual([200, {}])
})

test.each([
  ['another secret', (body: string) => toStripe(body, stripeSignature(body, { secret: 'whsec_other' }))],
  ['an old signature', (body: string) => toStripe(body, stripeSignature(body, { at: Date.now() - 400_000 }))],
  ['an altered byte', (body: string) => toStripe(`${body} `, stripeSignature(body))],
  ['no signature', (body: string) => shop.guest.post('/webhooks/stripe', { body })],
  ['another secret of the carrier', (body: string) => toEasyPost(body, easypostSignature(body, 'other'))],
  ['an altered byte of the carrier', (body: string) => toEasyPost(`${body} `, easypostSignature(body))],
  ['a long body of NUL', () => toStripe(NULS, stripeSignature(NULS, { secret: 'whsec_other' }))],
  ['a long body of NUL without a signature', () => shop.guest.post('/webhooks/stripe', { body: NULS })],
  ['a long body of NUL of the carrier', () => toEasyPost(NULS, easypostSignature(NULS, 'other'))],
])('%s is not believed', async (_, send) => {
  const answer = await send(event('payment_intent.succeeded'))
  expect([answer.status, answer.body]).toMatchObject([401, { code: 'bad_signature' }])
})
