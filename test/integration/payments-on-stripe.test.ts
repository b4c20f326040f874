import { createServer, type IncomingMessage, type Server } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeStripeGateway } from '#contexts/payments/adapters/stripe-gateway.ts'
import { verifyStripeSignature } from '#contexts/payments/adapters/stripe-signature.ts'
import { makeReceiveWebhook } from '#contexts/payments/use-cases/receive-webhook.ts'
import { type StripeSandbox, startStripeSandbox } from '#local/stripe-sandbox/main.ts'
import { days } from '#shared/clock.ts'
import { givenPayments, ORDER } from '#support/payments-world.ts'

const SECRET = 'whsec_of_the_test'
const START = Date.parse('2026-11-20T03:00:00Z')

let world: ReturnType<typeof givenPayments>
let sandbox: StripeSandbox
let endpoint: Server
let received: string[]
let now: number

beforeEach(async () => {
  const mine: string[] = []
  received = mine
  now = START
  endpoint = createServer((request, response) => {
    void take(request, mine).then((status) => response.writeHead(status).end('{}'))
  })
  const port = await listening(endpoint)
  sandbox = await startStripeSandbox({
    webhookUrl: `http://127.0.0.1:${port}/`,
    webhookSecret: SECRET,
    webhookRetryMs: 20,
    refundSettlementMs: 10,
    now: () => now,
  })
  const stripe = makeStripeGateway({
    apiKey: async () => 'sk_test_sandbox',
    apiUrl: sandbox.url,
    multicapture: true,
  })
  world = givenPayments({ gateway: () => stripe })
})
afterEach(async () => {
  await sandbox.close()
  endpoint.close()
})

/** The endpoint and the queue behind it in one: what cannot be applied yet is sent again. What comes late is its own test's. */
async function take(request: IncomingMessage, taken: string[]): Promise<number> {
  const raw = await buffer(request)
  const receive = makeReceiveWebhook({
    clock: world.deps.clock,
    inbox: world.inbox,
    verify: verifyStripeSignature,
    secrets: async () => [SECRET],
  })
  const headers = { 'stripe-signature': request.headers['stripe-signature']?.toString() }
  const stored = await receive({ raw, headers })
  if (!stored.ok) return 401
  const applied = await world.webhook(raw.toString('utf8')).then(
    () => true,
    () => false,
  )
  if (applied) taken.push(JSON.parse(raw.toString('utf8')).type)
  return applied ? 200 : 500
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })

async function control<Answer>(path: string, body?: object): Promise<Answer> {
  const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
  const reply = await fetch(`${sandbox.url}/_sandbox/${path}`, init)
  return reply.json() as Promise<Answer>
}

interface Ledger {
  liveAuthorizations: number
  paymentIntents: { id: string; authorized: number; captured: number; refunded: number; voided: number }[]
}
const ledger = () => control<Ledger>('ledger')

/** For the world and the sandbox alike. */
function later(milliseconds: number): void {
  now += milliseconds
  world.pass(milliseconds)
}

/** What somebody does at Stripe by another way than ours. */
async function stripePost(path: string, form: Record<string, string>): Promise<void> {
  const reply = await fetch(`${sandbox.url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_sandbox' },
    body: new URLSearchParams(form),
  })
  expect(reply.ok, await reply.text()).toBe(true)
}

const webhookOf = (type: string) => expect.poll(() => received, { timeout: 5_000 }).toContain(type)

describe('a payment on Stripe', () => {
  it('is held, taken and given back; both books agree, and webhooks tell nothing new', async () => {
    expect(await world.authorize('pm_card_visa')).toMatchObject({
      outcome: 'authorized',
      payment: { captureBefore: '2026-11-27T03:00:00.000Z' },
    })
    expect(await world.capture()).toMatchObject({ outcome: 'captured' })
    expect(await world.refund(1_000)).toMatchObject({ outcome: 'succeeded' })
    await webhookOf('payment_intent.succeeded')
    await webhookOf('refund.created')
    const { paymentIntents, liveAuthorizations } = await ledger()
    expect(liveAuthorizations).toBe(0)
    expect(paymentIntents).toMatchObject([{ authorized: 3_300, captured: 3_300, refunded: 1_000 }])
    expect(await world.payment()).toMatchObject({ captured: 3_300, refunded: 1_000, refunding: 0 })
    expect(world.events().filter((type) => !type.includes('request'))).toEqual([
      'payment.authorized',
      'payment.captured',
      'payment.refunded',
      'payment.refund_settled',
    ])
  })

  it('is held by the webhook alone, once the payer has confirmed', async () => {
    expect(await world.authorize('pm_card_threeDSecure2Required')).toMatchObject({
      outcome: 'requires_action',
    })
    const [intent] = (await ledger()).paymentIntents
    await control(`payment_intents/${intent?.id}/authenticate`, { outcome: 'succeed' })
    await webhookOf('payment_intent.amount_capturable_updated')
    expect(await world.payment()).toMatchObject({
      status: 'authorized',
      captureBefore: '2026-11-27T03:00:00.000Z',
    })
  })

  it('is let go where the order ends, also when webhooks come twice and in the wrong order', async () => {
    await control('webhooks', { duplicate: true, reorder: true })
    await world.authorize('pm_card_visa')
    expect(await world.void()).toMatchObject({ outcome: 'voided' })
    await webhookOf('payment_intent.canceled')
    await webhookOf('payment_intent.amount_capturable_updated')
    expect(await world.payment()).toMatchObject({ status: 'voided' })
    expect(await ledger()).toMatchObject({ liveAuthorizations: 0, paymentIntents: [{ voided: 3_300 }] })
  })

  it('is held and taken once, though the first reply to each is lost', async () => {
    await control('faults', { loseReply: true, times: 1 })
    expect(await world.authorize('pm_card_visa')).toMatchObject({ outcome: 'authorized' })
    await control('faults', { loseReply: true, times: 1 })
    expect(await world.capture()).toMatchObject({ outcome: 'captured' })
    expect((await ledger()).paymentIntents).toMatchObject([{ authorized: 3_300, captured: 3_300 }])
  })

  it('comes through a gateway that fails for a while', async () => {
    await control('faults', { status: 503, times: 2 })
    await expect(world.authorize('pm_card_visa')).rejects.toMatchObject({ name: 'Fault' })
    expect(await world.authorize('pm_card_visa')).toMatchObject({ outcome: 'authorized' })
    expect((await ledger()).paymentIntents).toHaveLength(1)
  })

  it('sees a refund fail later', async () => {
    await world.authorize('pm_card_refundFail')
    await world.capture()
    expect(await world.refund(500)).toMatchObject({ outcome: 'succeeded' })
    await webhookOf('refund.failed')
    expect(await world.payment()).toMatchObject({ status: 'captured', refunded: 0, refunding: 0 })
  })

  it.each(['won', 'lost'] as const)(
    'sees a dispute with its deadline, and that it is %s',
    async (verdict) => {
      await world.authorize('pm_card_createDispute')
      expect(await world.capture()).toMatchObject({ outcome: 'captured' })
      await webhookOf('charge.dispute.created')
      const disputed = await world.payment()
      expect(disputed).toMatchObject({
        status: 'disputed',
        captured: 3_300,
        dispute: { status: 'open', amount: 3_300, evidenceDueBy: '2026-11-27T03:00:00.000Z' },
      })
      expect(await world.refund(1)).toMatchObject({ outcome: 'refused' })
      const said = verdict === 'won' ? 'winning_evidence' : 'losing_evidence'
      await stripePost(`disputes/${disputed?.dispute?.id}`, { 'evidence[uncategorized_text]': said })
      await webhookOf('charge.dispute.closed')
      expect(await world.payment()).toMatchObject({
        status: verdict === 'won' ? 'captured' : 'disputed',
        dispute: { status: verdict },
      })
      expect(await world.refund(1)).toMatchObject({ outcome: verdict === 'won' ? 'succeeded' : 'refused' })
      const events = world.events().filter((type) => type.startsWith('payment.dispute'))
      expect(events).toEqual(['payment.disputed', 'payment.dispute_closed'])
    },
  )

  it('sees an inquiry that becomes a chargeback', async () => {
    await world.authorize('pm_card_createDisputeInquiry')
    await world.capture()
    await webhookOf('charge.dispute.created')
    const asked = await world.payment()
    expect(asked).toMatchObject({ status: 'captured', dispute: { status: 'open', isInquiry: true } })
    await control(`payment_intents/${asked?.attempt?.gatewayId}/dispute`, { grounds: 'fraudulent' })
    await webhookOf('charge.dispute.updated')
    expect(await world.payment()).toMatchObject({
      status: 'disputed',
      dispute: { id: asked?.dispute?.id, status: 'open', isInquiry: false },
    })
    expect(await world.refund(1)).toMatchObject({ outcome: 'refused' })
    expect(world.events()).toContain('payment.disputed')
  })

  it('is taken in part: the rest is let go; a void gives back what was taken', async () => {
    await world.authorize('pm_card_visa')
    expect(await world.capture(2_000)).toMatchObject({ outcome: 'captured', payment: { status: 'captured' } })
    expect(await ledger()).toMatchObject({
      liveAuthorizations: 0,
      paymentIntents: [{ authorized: 3_300, captured: 2_000, voided: 1_300 }],
    })
    expect(await world.void()).toMatchObject({ outcome: 'voided', payment: { status: 'refunded' } })
    expect((await ledger()).paymentIntents).toMatchObject([{ captured: 2_000, refunded: 2_000 }])
  })

  it('is taken in parts, by replies and webhooks alike; the last capture lets go of the rest', async () => {
    await world.authorize('pm_card_visa')
    await control('webhooks', { duplicate: true, reorder: true })
    expect(await world.capturePart(1_000)).toMatchObject({
      outcome: 'captured',
      payment: { status: 'partially_captured', captured: 1_000, held: 2_300 },
    })
    await control('faults', { loseReply: true, times: 2 })
    await expect(world.capturePart(2_500)).rejects.toMatchObject({ name: 'Fault' })
    expect(await world.capturePart(2_500)).toMatchObject({ payment: { captured: 2_500, held: 800 } })
    expect(await ledger()).toMatchObject({
      liveAuthorizations: 1,
      paymentIntents: [{ captured: 2_500, voided: 0 }],
    })
    expect(await world.capture(3_000)).toMatchObject({ payment: { status: 'captured', captured: 3_000 } })
    await webhookOf('payment_intent.succeeded')
    expect(await world.payment()).toMatchObject({ status: 'captured', captured: 3_000, capturing: 0 })
    expect(await ledger()).toMatchObject({
      liveAuthorizations: 0,
      paymentIntents: [{ authorized: 3_300, captured: 3_000, voided: 300 }],
    })
    expect(world.events().filter((type) => type === 'payment.captured')).toHaveLength(3)
  })

  it('of a card that is captured once waits for the last part', async () => {
    await world.authorize('pm_card_singleCapture')
    expect(await world.capturePart(1_000)).toMatchObject({
      outcome: 'not_due',
      payment: { status: 'authorized' },
    })
    expect(await world.capture(3_000)).toMatchObject({ outcome: 'captured', payment: { captured: 3_000 } })
  })

  it.each([
    ['nothing more is due', (own: typeof world) => own.capture(1_000), 0],
    ['the order ends', (own: typeof world) => own.void(), 1_000],
  ] as const)('lets go of the rest of its parts where %s', async (_, end, refunded) => {
    await world.authorize('pm_card_visa')
    await world.capturePart(1_000)
    await end(world)
    await webhookOf('payment_intent.canceled')
    expect(await world.payment()).toMatchObject({ captured: 1_000, refunded })
    expect(await ledger()).toMatchObject({
      liveAuthorizations: 0,
      paymentIntents: [{ captured: 1_000, voided: 2_300, refunded }],
    })
  })

  it('keeps its parts where the authorization ends by itself', async () => {
    await world.authorize('pm_card_visa')
    await world.capturePart(1_000)
    const [intent] = (await ledger()).paymentIntents
    await control(`payment_intents/${intent?.id}/expire`, {})
    await webhookOf('payment_intent.canceled')
    expect(await world.payment()).toMatchObject({ status: 'captured', captured: 1_000, authorized: 3_300 })
  })

  it('is renewed with the same card, as its payer agreed: the old hold is let go first', async () => {
    await world.pay({ kind: 'card', paymentMethodId: 'pm_card_visa', renewable: true })
    later(days(6))
    expect(await world.renew(3_000)).toMatchObject({
      outcome: 'renewed',
      payment: { authorized: 3_000, captureBefore: '2026-12-03T03:00:00.000Z' },
    })
    await webhookOf('payment_intent.canceled')
    expect(await world.payment()).toMatchObject({ status: 'authorized' })
    expect(await world.capture(3_000)).toMatchObject({ outcome: 'captured' })
    expect(await ledger()).toMatchObject({
      liveAuthorizations: 0,
      paymentIntents: [{ voided: 3_300 }, { authorized: 3_000, captured: 3_000 }],
    })
  })

  it('is not renewed where the card wants its payer to be there', async () => {
    const paymentMethodId = 'pm_card_authenticationRequired'
    await world.pay({ kind: 'card', paymentMethodId, renewable: true })
    const [intent] = (await ledger()).paymentIntents
    await control(`payment_intents/${intent?.id}/authenticate`, { outcome: 'succeed' })
    await webhookOf('payment_intent.amount_capturable_updated')
    expect(await world.renew()).toMatchObject({
      outcome: 'not_renewed',
      payment: { status: 'failed', gatewayCode: 'authentication_required' },
    })
    expect(await ledger()).toMatchObject({ liveAuthorizations: 0 })
    expect(await world.authorize('pm_card_mastercard')).toMatchObject({ outcome: 'authorized' })
  })

  it('ends by itself, after which another card is tried', async () => {
    await world.authorize('pm_card_visa')
    const [intent] = (await ledger()).paymentIntents
    await control(`payment_intents/${intent?.id}/expire`, {})
    await webhookOf('payment_intent.canceled')
    expect(await world.payment()).toMatchObject({ status: 'voided' })
    expect(await world.authorize('pm_card_mastercard')).toMatchObject({ outcome: 'authorized' })
    expect(await ledger()).toMatchObject({ liveAuthorizations: 1 })
  })

  it('says how risky the gateway finds it', async () => {
    expect(await world.authorize('pm_card_riskLevelElevated')).toMatchObject({
      outcome: 'authorized',
      payment: { riskLevel: 'elevated' },
    })
  })

  it('declines, and keeps no secret and nothing of the card', async () => {
    expect(await world.authorize('pm_card_chargeDeclined')).toMatchObject({ outcome: 'declined' })
    await webhookOf('payment_intent.payment_failed')
    const kept = JSON.stringify(world.store.all().filter(({ pk }) => pk === `PAY#${ORDER}`))
    expect(kept).not.toMatch(/_secret_|last4|exp_month/)
  })
})
