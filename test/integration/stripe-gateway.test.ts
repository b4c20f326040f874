import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '#contexts/payments/adapters/stripe-client.ts'
import { type GatewaySettings, makeStripeGateway } from '#contexts/payments/adapters/stripe-gateway.ts'
import { readNotice } from '#contexts/payments/adapters/stripe-objects.ts'
import type { Gateway } from '#contexts/payments/use-cases/gateway.ts'
import { type StripeSandbox, startStripeSandbox } from '#local/stripe-sandbox/main.ts'
import { makeIds, type OrderId } from '#shared/ids.ts'

const ids = makeIds()
let sandbox: StripeSandbox
let gateway: Gateway

beforeAll(async () => {
  sandbox = await startStripeSandbox()
  gateway = connected()
})
afterAll(() => sandbox.close())

const connected = (settings: Partial<GatewaySettings> = {}): Gateway =>
  makeStripeGateway({ apiKey: async () => 'sk_test_sandbox', apiUrl: sandbox.url, ...settings })

const stripe = () => connect({ apiKey: async () => 'sk_test_sandbox', apiUrl: sandbox.url })

async function control(path: string, body: object): Promise<void> {
  const reply = await fetch(`${sandbox.url}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
  expect(reply.ok, await reply.text()).toBe(true)
}

const newOperation = () => `op_${ids.unique()}`

const offer = (paymentMethodId = 'pm_card_visa', orderId: OrderId = ids.order()) => ({
  orderId,
  operationId: newOperation(),
  amount: 3_300,
  currency: 'JPY',
  paymentMethodId,
})

async function authorized(ask = offer()): Promise<string> {
  const reply = await gateway.authorize(ask)
  if (reply.outcome !== 'done') throw new Error(reply.outcome)
  return reply.object.id
}

describe('authorizing with Stripe', () => {
  it('holds the money until the time that the charge names', async () => {
    const ask = offer()
    const reply = await gateway.authorize(ask)
    expect(reply).toMatchObject({
      outcome: 'done',
      object: { orderId: ask.orderId, operationId: ask.operationId, state: 'authorized', amount: 3_300 },
    })
    if (reply.outcome !== 'done') return
    const { authorizedAt = '', captureBefore = '' } = reply.object
    expect(Date.parse(captureBefore) - Date.parse(authorizedAt)).toBe(7 * 24 * 3_600_000)
  })

  it('does it once under one operation id', async () => {
    const ask = offer()
    expect(await authorized(ask)).toBe(await authorized(ask))
  })

  it.each([
    ['pm_card_chargeDeclined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card'],
  ])('takes %s for a decline: %s', async (card, gatewayCode) => {
    expect(await gateway.authorize(offer(card))).toMatchObject({
      outcome: 'done',
      object: { state: 'declined', gatewayCode },
    })
  })

  it.each([
    ['ISK', 5_000, 500_000],
    ['MGA', 10_000, 100],
    ['KWD', 5_120, 5_120],
  ])(
    "speaks Stripe's units: %s %i are %i there, held, taken and given back",
    async (currency, amount, there) => {
      const ask = { ...offer(), amount, currency }
      const gatewayId = await authorized(ask)
      expect(await stripe().paymentIntents.retrieve(gatewayId)).toMatchObject({
        amount: there,
        currency: currency.toLowerCase(),
      })
      expect(await gateway.retrieve(gatewayId)).toMatchObject({ amount })
      const asked = () => ({ orderId: ask.orderId, gatewayId, operationId: newOperation(), amount, currency })
      expect(await gateway.capture(asked())).toMatchObject({ outcome: 'done', object: { captured: amount } })
      expect(await gateway.refund(asked())).toMatchObject({ outcome: 'done', object: { amount } })
      const movements = await fetch(`${sandbox.url}/_sandbox/ledger?metadata.orderId=${ask.orderId}`)
      expect(await movements.json()).toMatchObject({
        paymentIntents: [{ authorized: there, captured: there, refunded: there }],
      })
    },
  )

  it.each([
    ['KWD', 5_124],
    ['MGA', 10_050],
  ])('takes %s %i, which Stripe cannot move, for a refusal', async (currency, amount) => {
    expect(await gateway.authorize({ ...offer(), amount, currency })).toEqual({
      outcome: 'refused',
      gatewayCode: 'amount_not_chargeable',
    })
  })

  it('takes a payment method that nobody knows for a refusal', async () => {
    expect(await gateway.authorize(offer('pm_nobody'))).toMatchObject({
      outcome: 'refused',
      gatewayCode: 'resource_missing',
    })
  })

  it.each([
    ['the stage', { stage: 'dev' }, { stage: 'dev' }],
    ['nothing of a stage where none is named', {}, {}],
  ])('tells with each payment its order, its operation and %s', async (_, settings, ofStage) => {
    const ask = offer()
    await connected(settings).authorize(ask)
    const found = await stripe().paymentIntents.search({ query: `metadata['orderId']:'${ask.orderId}'` })
    const { orderId, operationId } = ask
    expect(found.data.map(({ metadata }) => metadata)).toEqual([{ orderId, operationId, ...ofStage }])
  })

  it('finds a payment by its order', async () => {
    const ask = offer()
    const id = await authorized(ask)
    expect(await gateway.find(ask.orderId, ask.operationId)).toMatchObject({ id, state: 'authorized' })
    expect(await gateway.find(ask.orderId, 'op_other')).toBeUndefined()
  })

  it('knows nothing of a payment that was never made', async () => {
    expect(await gateway.retrieve('pi_never')).toBeUndefined()
  })
})

describe('3-D Secure with Stripe', () => {
  it('gives the payer a secret and, with a way back, an address; both end as the payer does', async () => {
    const ask = offer('pm_card_threeDSecure2Required')
    const reply = await connected({ returnUrl: async () => 'https://shop.example/' }).authorize(ask)
    if (reply.outcome !== 'done') throw new Error(reply.outcome)
    const { id, state } = reply.object
    expect(state).toBe('requires_action')
    const action = await gateway.nextAction(id)
    expect(action?.clientSecret).toMatch(/^pi_.+_secret_/)
    expect(action?.url).toContain(id)
    await control(`payment_intents/${id}/authenticate`, { outcome: 'succeed' })
    expect(await gateway.retrieve(id)).toMatchObject({ state: 'authorized' })
    expect(await gateway.nextAction(id)).toBeUndefined()
  })

  it('is a decline where the payer fails', async () => {
    const id = await authorized(offer('pm_card_threeDSecure2Required'))
    await control(`payment_intents/${id}/authenticate`, { outcome: 'fail' })
    expect(await gateway.retrieve(id)).toMatchObject({
      state: 'declined',
      gatewayCode: 'payment_intent_authentication_failure',
    })
  })
})

describe('capturing, cancelling and refunding with Stripe', () => {
  it('takes the money once', async () => {
    const gatewayId = await authorized()
    const capture = () =>
      gateway.capture({ gatewayId, operationId: newOperation(), amount: 3_300, currency: 'JPY' })
    expect(await capture()).toMatchObject({ outcome: 'done', object: { state: 'captured', captured: 3_300 } })
    expect(await capture()).toEqual({ outcome: 'refused', gatewayCode: 'payment_intent_unexpected_state' })
  })

  it('takes a part, and lets go of the rest', async () => {
    const gatewayId = await authorized()
    const capture = (amount: number) =>
      gateway.capture({ gatewayId, operationId: newOperation(), amount, currency: 'JPY' })
    expect(await capture(3_301)).toEqual({ outcome: 'refused', gatewayCode: 'amount_too_large' })
    expect(await capture(2_000)).toMatchObject({
      object: { state: 'captured', amount: 3_300, captured: 2_000 },
    })
  })

  it('lets held money go, and says what it cannot let go', async () => {
    const gatewayId = await authorized()
    const cancel = () => gateway.cancel({ gatewayId, operationId: newOperation() })
    expect(await cancel()).toMatchObject({ outcome: 'done', object: { state: 'voided' } })
    expect(await cancel()).toMatchObject({ outcome: 'refused' })
  })

  it('gives money back, and says what it cannot give back', async () => {
    const ask = offer()
    const gatewayId = await authorized(ask)
    await gateway.capture({ gatewayId, operationId: newOperation(), amount: 3_300, currency: 'JPY' })
    const refund = (amount: number) =>
      gateway.refund({
        orderId: ask.orderId,
        gatewayId,
        operationId: newOperation(),
        amount,
        currency: 'JPY',
      })
    expect(await refund(1_000)).toMatchObject({
      outcome: 'done',
      object: { amount: 1_000, state: 'succeeded' },
    })
    expect(await refund(2_301)).toMatchObject({ outcome: 'refused' })
    expect(await gateway.refundsOf(gatewayId)).toMatchObject([{ amount: 1_000, state: 'succeeded' }])
  })
})

describe('charging a card again with Stripe', () => {
  const ended = async (reusable: boolean) => {
    const ask = { ...offer(), reusable }
    const gatewayId = await authorized(ask)
    await gateway.cancel({ gatewayId, operationId: newOperation() })
    return { ...ask, operationId: newOperation(), replaces: gatewayId }
  }

  it('holds the money without the payer, where they agreed to it', async () => {
    expect(await gateway.authorize(await ended(true))).toMatchObject({
      outcome: 'done',
      object: { state: 'authorized', amount: 3_300 },
    })
  })

  it('makes one customer under one operation', async () => {
    const ask = { ...offer(), reusable: true }
    expect(await authorized(ask)).toBe(await authorized(ask))
  })

  it('is a fault where they did not', async () => {
    await expect(gateway.authorize(await ended(false))).rejects.toMatchObject({ name: 'Fault' })
  })
})

describe('a dispute at Stripe', () => {
  it('says until when it wants evidence, and whether the bank only asks', async () => {
    const capturedWith = async (card: string) => {
      const gatewayId = await authorized(offer(card))
      await gateway.capture({ gatewayId, operationId: newOperation(), amount: 3_300, currency: 'JPY' })
      return gatewayId
    }
    const evidenceDueBy = expect.stringMatching(/Z$/)
    expect(await gateway.disputesOf(await capturedWith('pm_card_createDispute'))).toMatchObject([
      { status: 'open', reason: 'fraudulent', amount: 3_300, isInquiry: false, evidenceDueBy },
    ])
    expect(await gateway.disputesOf(await capturedWith('pm_card_createDisputeInquiry'))).toMatchObject([
      { status: 'open', isInquiry: true },
    ])
    expect(await gateway.disputesOf(await authorized())).toEqual([])
  })
})

describe('webhooks of Stripe that did not come', () => {
  const since = () => new Date(Date.now() - 60_000)

  it('are read as they would have come', async () => {
    const id = await authorized(offer('pm_card_visa__missed'))
    await control('webhooks', { drop: true, match: { payment_method: 'pm_card_visa__missed' } })
    await gateway.capture({ gatewayId: id, operationId: newOperation(), amount: 3_300, currency: 'JPY' })
    const missed = await gateway.missedWebhooks(since())
    expect(missed.map(({ type }) => type)).toEqual(['payment_intent.succeeded'])
    expect(missed.map(({ raw }) => readNotice(Buffer.from(raw).toString('utf8')))).toMatchObject([
      { about: 'payment', object: { id, state: 'captured' } },
    ])
    expect(await gateway.missedWebhooks(new Date(Date.now() + 60_000))).toEqual([])
  })
})

describe('an account of Stripe that two stages share', () => {
  it('shows each stage the orders of its own payments, and the webhooks that did not come to it', async () => {
    const [dev, staging] = [connected({ stage: 'dev' }), connected({ stage: 'staging' })]
    const ask = offer('pm_card_visa__shared')
    const made = await dev.authorize(ask)
    if (made.outcome !== 'done') throw new Error(made.outcome)
    const { id } = made.object
    expect(await dev.retrieve(id)).toMatchObject({ orderId: ask.orderId })
    expect(await staging.retrieve(id)).toMatchObject({ id, orderId: undefined })
    await control('webhooks', { drop: true, match: { payment_method: 'pm_card_visa__shared' } })
    await dev.capture({ gatewayId: id, operationId: newOperation(), amount: 3_300, currency: 'JPY' })
    const told = async (stage: Gateway) =>
      (await stage.missedWebhooks(new Date(Date.now() - 60_000)))
        .map(({ raw }) => readNotice(Buffer.from(raw).toString('utf8')))
        .filter((notice) => notice.about === 'payment' && notice.object.id === id)
    expect([(await told(dev)).length, (await told(staging)).length]).toEqual([1, 0])
  })
})

describe('Stripe in trouble', () => {
  it('is a fault when it fails longer than the SDK tries, and is the same payment afterwards', async () => {
    const ask = offer('pm_card_visa__failing')
    const match = { payment_method: ask.paymentMethodId }
    await control('faults', { status: 500, times: 2, match })
    await expect(gateway.authorize(ask)).rejects.toMatchObject({ name: 'Fault' })
    expect(await authorized(ask)).toBe(await authorized(ask))
  })

  it('is stuck when it remembers a failure of its own, and says so', async () => {
    const ask = offer('pm_card_visa__stuck')
    const match = { payment_method: ask.paymentMethodId }
    await control('faults', { status: 500, stored: true, times: 1, match })
    expect(await gateway.authorize(ask)).toEqual({ outcome: 'stuck' })
    expect(await gateway.find(ask.orderId, ask.operationId)).toBeUndefined()
    expect(await authorized({ ...ask, operationId: newOperation() })).toMatch(/^pi_/)
  })

  it('is a fault when it is too slow, and the payment is found again', async () => {
    const ask = offer('pm_card_visa__slow')
    await control('faults', { delayMs: 1_000, times: 2, match: { payment_method: ask.paymentMethodId } })
    await expect(connected({ timeoutMs: 100 }).authorize(ask)).rejects.toMatchObject({ name: 'Fault' })
    const found = () => gateway.find(ask.orderId, ask.operationId)
    await expect.poll(found, { timeout: 5_000 }).toMatchObject({ state: 'authorized' })
  })

  it('loses a reply without doing anything twice', async () => {
    const ask = offer('pm_card_visa__lost')
    await control('faults', { loseReply: true, times: 1, match: { payment_method: ask.paymentMethodId } })
    const id = await authorized(ask)
    expect(await gateway.find(ask.orderId, ask.operationId)).toMatchObject({ id, state: 'authorized' })
  })
})
