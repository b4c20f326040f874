import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { days } from '#shared/clock.ts'
import { MAX_BODY_BYTES } from '#shared/http/request.ts'
import { SECURE_CARD } from '#support/fake-gateway.ts'
import {
  eventsOf,
  givenPayments,
  leaveTombstone,
  ORDER,
  OTHER_ORDER,
  STAGE,
} from '#support/payments-world.ts'
import { verifyStripeSignature } from '../adapters/stripe-signature.ts'
import { makeCatchUp } from './catch-up.ts'
import { makeReceiveWebhook } from './receive-webhook.ts'

const SECRET = 'whsec_test'

/** An event as Stripe writes it; the object has what we read of it. */
const stripeEvent = (type: string, object: object, id = 'evt_1') =>
  JSON.stringify({ id, object: 'event', type, data: { object } })

const intent = (status: string, changes: object = {}) => ({
  id: 'pi_1',
  object: 'payment_intent',
  status,
  amount: 3_300,
  amount_received: 0,
  currency: 'jpy',
  metadata: { orderId: ORDER },
  latest_charge: 'ch_1',
  last_payment_error: null,
  ...changes,
})

function receiverOf({ deps, inbox }: ReturnType<typeof givenPayments>) {
  const receive = makeReceiveWebhook({
    clock: deps.clock,
    inbox,
    verify: verifyStripeSignature,
    secrets: async () => [SECRET],
  })
  return (payload: string, secret = SECRET) => {
    const timestamp = deps.clock.now().getTime() / 1_000
    const header = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
    return receive({ raw: Buffer.from(payload), headers: { 'stripe-signature': header } })
  }
}

describe('taking in a webhook', () => {
  it('stores it under its own id and announces it, once', async () => {
    const world = givenPayments()
    const receive = receiverOf(world)
    const body = stripeEvent('payment_intent.succeeded', intent('succeeded'))
    expect(await receive(body)).toEqual({ ok: true, value: 'stored' })
    expect(await receive(body)).toEqual({ ok: true, value: 'duplicate' })
    expect(eventsOf(world.store)).toMatchObject([
      { type: 'payment.webhook_received', data: { provider: 'stripe', id: 'evt_1' } },
    ])
    expect(await world.inbox.read('stripe', 'evt_1')).toBe(body)
  })

  it('stores a type that nobody knows', async () => {
    const receive = receiverOf(givenPayments())
    expect(await receive(stripeEvent('invented.by_stripe', {}))).toEqual({ ok: true, value: 'stored' })
  })

  it('keeps what is not signed in quarantine, and announces nothing', async () => {
    const world = givenPayments()
    const body = stripeEvent('payment_intent.succeeded', intent('succeeded'))
    expect(await receiverOf(world)(body, 'whsec_forged')).toMatchObject({ code: 'bad_signature' })
    expect(world.store.all()).toMatchObject([{ entity: 'quarantine' }])
  })

  it('refuses what has no signature at all, and keeps nothing of it', async () => {
    const { deps, inbox, store } = givenPayments()
    const secrets = async () => [SECRET]
    const receive = makeReceiveWebhook({ clock: deps.clock, inbox, verify: verifyStripeSignature, secrets })
    for (const headers of [{}, { 'stripe-signature': '' }])
      expect(await receive({ raw: Buffer.alloc(MAX_BODY_BYTES), headers })).toMatchObject({
        code: 'bad_signature',
      })
    expect(store.all()).toEqual([])
  })

  it('keeps of a long body that is not signed by us the beginning alone, also of one all of NUL', async () => {
    const world = givenPayments()
    for (const length of [60_000, MAX_BODY_BYTES])
      expect(await receiverOf(world)('\0'.repeat(length), 'whsec_forged')).toMatchObject({
        code: 'bad_signature',
      })
    const kept = world.store.all()
    expect(kept.map(({ length }) => length)).toEqual(expect.arrayContaining([60_000, MAX_BODY_BYTES]))
    expect(kept.filter((item) => JSON.stringify(item).length > 12 * 1024)).toEqual([])
  })

  it('refuses a signed body that is no event', async () => {
    const receive = receiverOf(givenPayments())
    const long = stripeEvent('x'.repeat(200_000), {})
    for (const body of ['not JSON', '{}', '{"id":"","type":"x"}', '\0'.repeat(60_000), long])
      expect(await receive(body)).toMatchObject({ ok: false, code: 'malformed' })
  })

  it('keeps no body readable', async () => {
    const world = givenPayments()
    await receiverOf(world)(stripeEvent('charge.succeeded', { receipt_email: 'payer@example.com' }))
    expect(JSON.stringify(world.store.all())).not.toContain('payer@example.com')
  })
})

describe('webhooks that did not come', () => {
  const miss = (world: ReturnType<typeof givenPayments>, id: string) =>
    world.gateway.miss({
      ...{ id, type: 'refund.failed' },
      raw: Buffer.from(stripeEvent('refund.failed', { id: 're_1', payment_intent: 'pi_1' }, id)),
    })
  const announced = (world: ReturnType<typeof givenPayments>) =>
    eventsOf(world.store)
      .filter(({ type }) => type === 'payment.webhook_received')
      .map(({ data }) => data)

  it('are asked for and stored as if they had come, each once, also where they come after all', async () => {
    const world = givenPayments()
    for (const id of ['evt_1', 'evt_2']) miss(world, id)
    const catchUp = makeCatchUp({ ...world.deps, inbox: world.inbox })
    await catchUp()
    await catchUp()
    const late = stripeEvent('refund.failed', { id: 're_1', payment_intent: 'pi_1' }, 'evt_1')
    expect(await receiverOf(world)(late)).toEqual({ ok: true, value: 'duplicate' })
    expect(announced(world)).toEqual([
      { provider: 'stripe', id: 'evt_1', type: 'refund.failed' },
      { provider: 'stripe', id: 'evt_2', type: 'refund.failed' },
    ])
    expect(await world.inbox.read('stripe', 'evt_1')).toBe(late)
  })

  it('are not looked for longer than the gateway tries to deliver them', async () => {
    const world = givenPayments()
    miss(world, 'evt_1')
    world.pass(days(8))
    await makeCatchUp({ ...world.deps, inbox: world.inbox })()
    expect(announced(world)).toEqual([])
  })
})

describe('working on a webhook', () => {
  it('holds the money after 3-D Secure, with the time from the charge', async () => {
    const world = givenPayments()
    await world.authorize(SECURE_CARD)
    world.gateway.authenticate('pi_1', 'succeed')
    await world.webhook(stripeEvent('payment_intent.amount_capturable_updated', intent('requires_capture')))
    expect(await world.payment()).toMatchObject({
      status: 'authorized',
      captureBefore: '2026-11-27T03:00:00.000Z',
    })
    expect(world.events()).toEqual(['payment.action_required', 'payment.authorized'])
  })

  it('declines where the payer failed 3-D Secure', async () => {
    const world = givenPayments()
    await world.authorize(SECURE_CARD)
    const error = { code: 'payment_intent_authentication_failure' }
    const failed = intent('requires_payment_method', { last_payment_error: error })
    await world.webhook(stripeEvent('payment_intent.payment_failed', failed))
    expect(await world.payment()).toMatchObject({ status: 'failed', gatewayCode: error.code })
  })

  it('learns nothing from what is old or repeated', async () => {
    const world = givenPayments()
    await world.authorize()
    await world.capture()
    const before = await world.payment()
    for (const status of ['requires_action', 'requires_capture', 'succeeded'])
      await world.webhook(stripeEvent('payment_intent.any', intent(status, { amount_received: 3_300 })))
    expect(await world.payment()).toEqual(before)
  })

  it('believes a capture whose reply was lost', async () => {
    const world = givenPayments()
    await world.authorize()
    const succeeded = intent('succeeded', { amount_received: 3_300 })
    await world.webhook(stripeEvent('payment_intent.succeeded', succeeded))
    expect(await world.payment()).toMatchObject({ status: 'captured', captured: 3_300 })
  })

  it.each([
    ['where it names no stage', {}],
    ['where it names ours', { stage: STAGE }],
  ])('is brought again where it comes before its payment, %s', async (_, named) => {
    const world = givenPayments()
    const metadata = { orderId: ORDER, ...named }
    const early = stripeEvent('payment_intent.requires_action', intent('requires_action', { metadata }))
    await expect(world.webhook(early)).rejects.toMatchObject({ name: 'Fault' })
    await world.authorize(SECURE_CARD)
    await world.webhook(early)
    expect(await world.payment()).toMatchObject({ status: 'requires_action' })
  })

  it.each([
    ['a payment that is not ours', 'payment_intent.succeeded', intent('succeeded', { metadata: {} })],
    [
      'a payment of another shop',
      'payment_intent.succeeded',
      intent('succeeded', { metadata: { orderId: '7' } }),
    ],
    [
      'a payment of an order of another stage, which shares the account',
      'payment_intent.succeeded',
      intent('succeeded', { metadata: { orderId: OTHER_ORDER, stage: 'another' } }),
    ],
    ['a type that nobody knows', 'account.updated', { id: 'acct_1' }],
    ['a charge, whose payment tells the same', 'charge.captured', { id: 'ch_1', payment_intent: 'pi_1' }],
    ['a refund of an unknown payment', 'refund.created', { id: 're_1', payment_intent: 'pi_unknown' }],
    [
      'a dispute of an unknown payment',
      'charge.dispute.created',
      { id: 'dp_1', payment_intent: 'pi_unknown' },
    ],
    ['a customer, who was made for a renewal', 'customer.created', { id: 'cus_1' }],
    ['a dispute without a payment', 'charge.dispute.created', { id: 'dp_1', payment_intent: null }],
  ])('leaves %s alone', async (_, type, object) => {
    const world = givenPayments()
    await world.authorize()
    const before = await world.payment()
    await world.webhook(stripeEvent(type, object))
    expect(await world.payment()).toEqual(before)
  })

  it('lets go of money that is held after the order has ended', async () => {
    const world = givenPayments()
    await world.authorize(SECURE_CARD)
    await leaveTombstone(world)
    world.gateway.authenticate('pi_1', 'succeed')
    await world.webhook(stripeEvent('payment_intent.amount_capturable_updated', intent('requires_capture')))
    expect(world.gateway.payments()).toMatchObject([{ state: 'voided' }])
    expect(await world.broken()).toEqual([])
  })

  it('sees a refund that the bank sent back, and frees its amount', async () => {
    const world = givenPayments()
    await world.authorize()
    await world.capture()
    await world.refund(500)
    const [payment] = world.gateway.payments()
    const refunds = (payment?.refunds ?? []).map((one) => ({ ...one, state: 'failed' as const }))
    world.gateway.change('pi_1', { refunds })
    const failed = stripeEvent('refund.failed', { id: 're_1', object: 'refund', payment_intent: 'pi_1' })
    await world.webhook(failed)
    await world.webhook(failed)
    expect(await world.payment()).toMatchObject({ status: 'captured', refunded: 0, refunding: 0 })
    expect(world.events().filter((type) => type === 'payment.refund_failed')).toHaveLength(1)
    expect(world.settled().map(({ state }) => state)).toEqual(['succeeded', 'failed'])
    expect(await world.refund(3_300)).toMatchObject({ outcome: 'succeeded' })
  })

  it('lets another card be tried where the gateway ended the authorization by itself', async () => {
    const world = givenPayments()
    await world.authorize()
    world.gateway.change('pi_1', { state: 'voided' })
    await world.webhook(stripeEvent('payment_intent.canceled', intent('canceled')))
    expect(await world.payment()).toMatchObject({ status: 'voided' })
    expect(await world.payment()).not.toHaveProperty('closed')
    expect(await world.nextAction()).toEqual({ nextAction: { type: 'pay_again' } })
    expect(await world.authorize()).toMatchObject({ outcome: 'authorized', payment: { authorized: 3_300 } })
    expect(world.gateway.payments().map(({ state }) => state)).toEqual(['voided', 'authorized'])
    expect(await world.broken()).toEqual([])
  })

  it('sees a dispute with its deadline, during which nothing is refunded, and its end', async () => {
    const world = givenPayments()
    await world.authorize()
    await world.capture()
    const dispute = {
      id: 'dp_1',
      status: 'open',
      reason: 'fraudulent',
      amount: 3_300,
      evidenceDueBy: '2026-11-27T03:00:00.000Z',
      isInquiry: false,
    } as const
    world.gateway.change('pi_1', { disputes: [dispute] })
    const created = stripeEvent('charge.dispute.created', { id: 'dp_1', payment_intent: 'pi_1' })
    await world.webhook(created)
    await world.webhook(created)
    expect(await world.read()).toMatchObject({
      value: { status: 'disputed', dispute: { evidenceDueBy: '2026-11-27T03:00:00.000Z' } },
    })
    expect(await world.refund(1)).toMatchObject({ outcome: 'refused', payment: { status: 'disputed' } })
    world.gateway.change('pi_1', { disputes: [{ ...dispute, status: 'won' }] })
    await world.webhook(stripeEvent('charge.dispute.closed', { id: 'dp_1', payment_intent: 'pi_1' }))
    expect(await world.payment()).toMatchObject({ status: 'captured', dispute: { status: 'won' } })
    expect(await world.refund(1)).toMatchObject({ outcome: 'succeeded' })
    expect(world.events().filter((type) => type.startsWith('payment.dispute'))).toEqual([
      'payment.disputed',
      'payment.dispute_closed',
    ])
  })

  it('tells a person of a dispute of what was given back, and changes no amount', async () => {
    const world = givenPayments()
    await world.authorize()
    await world.capture()
    await world.refund(3_300)
    const dispute = {
      id: 'dp_1',
      status: 'open',
      reason: 'general',
      amount: 3_300,
      isInquiry: false,
    } as const
    world.gateway.change('pi_1', { disputes: [dispute] })
    await world.webhook(stripeEvent('charge.dispute.created', { id: 'dp_1', payment_intent: 'pi_1' }))
    expect(world.attention()).toEqual(['dispute_after_refund'])
    expect(world.events()).not.toContain('payment.disputed')
    expect(await world.payment()).toMatchObject({ status: 'refunded', refunded: 3_300 })
  })
})
