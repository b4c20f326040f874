import { createHmac } from 'node:crypto'
import { toStripe } from '#contexts/payments/adapters/stripe-units.ts'
import type { GatewayState } from '#contexts/payments/domain/observe.ts'
import type { Gateway } from '#contexts/payments/use-cases/gateway.ts'
import type { Clock } from '#shared/clock.ts'
import { type FakeGateway, type Kept, makeFakeGateway } from '#support/fake-gateway.ts'
import { type FakeVault, makeFakeVault } from '#support/fake-vault.ts'

/** A webhook on its way: the bytes and their signature are made when it is sent, as each try signs its own time. */
export interface Webhook {
  readonly provider: 'stripe' | 'easypost'
  readonly raw: Buffer
  readonly sign: () => Record<string, string>
  /** It could not be delivered: who is asked for such answers with it. */
  readonly missed?: () => void
}

/** As Stripe calls our states, and what its webhooks about them are called. */
const STATES: Readonly<Record<GatewayState, { readonly status: string; readonly type: string }>> = {
  working: { status: 'processing', type: 'payment_intent.processing' },
  requires_action: { status: 'requires_action', type: 'payment_intent.requires_action' },
  declined: { status: 'requires_payment_method', type: 'payment_intent.payment_failed' },
  authorized: { status: 'requires_capture', type: 'payment_intent.amount_capturable_updated' },
  partly_captured: { status: 'requires_capture', type: 'payment_intent.amount_capturable_updated' },
  captured: { status: 'succeeded', type: 'payment_intent.succeeded' },
  voided: { status: 'canceled', type: 'payment_intent.canceled' },
}

/** A payment as Stripe shows it in a webhook: the charge is named, not shown. */
const intentOf = (payment: Kept) => ({
  id: payment.id,
  object: 'payment_intent',
  status: STATES[payment.state].status,
  amount: toStripe(payment.amount, payment.currency),
  amount_received: toStripe(payment.captured, payment.currency),
  currency: payment.currency.toLowerCase(),
  metadata: {
    ...(payment.orderId ? { orderId: payment.orderId } : {}),
    ...(payment.operationId ? { operationId: payment.operationId } : {}),
  },
  latest_charge: `ch_${payment.id}`,
  last_payment_error: payment.gatewayCode
    ? { code: 'card_declined', decline_code: payment.gatewayCode }
    : null,
})

export const STRIPE_SECRET = 'whsec_of_the_simulation'

export interface GatewayHouse {
  /** What payments asks. */
  readonly gateway: Gateway
  /** Where it keeps the cards that customers save. */
  readonly vault: FakeVault
  /** What the gateway holds to be true, and what happens there without us. */
  readonly house: FakeGateway
  /** Sees each payment whenever something of it has changed, as payers and their banks do. */
  readonly watch: (see: (payment: Kept) => void) => void
}

/** The fake gateway, which tells what becomes of its payments by signed webhooks. */
export function makeGatewayHouse(clock: Clock, tell: (webhook: Webhook) => void): GatewayHouse {
  const vault = makeFakeVault()
  const house = makeFakeGateway(clock, undefined, vault)
  const told = new Map<string, string>()
  const watchers: ((payment: Kept) => void)[] = []
  let events = 0

  function send(type: string, object: object): void {
    events += 1
    const id = `evt_stripe_${events}`
    const raw = Buffer.from(JSON.stringify({ id, type, data: { object } }))
    tell({
      ...{ provider: 'stripe', raw, sign: () => ({ 'stripe-signature': stripeSignature(raw, clock) }) },
      missed: () => house.miss({ id, type, raw }),
    })
  }

  /** Tells of what has changed of a payment since it was told of last. */
  function tellOf(payment: Kept | undefined): void {
    if (!payment) return
    const { id, state, captured, refunds, disputes } = payment
    const moved = `${state} ${captured}`
    if (told.get(id) !== moved) for (const see of watchers) see(payment)
    if (told.get(id) !== moved) send(STATES[state].type, intentOf(payment))
    told.set(id, moved)
    for (const { id: refund, state: is } of refunds) {
      if (told.get(refund) !== is)
        send('refund.updated', { id: refund, object: 'refund', payment_intent: id })
      told.set(refund, is)
    }
    for (const { id: dispute, status, isInquiry } of disputes) {
      const is = `${status} ${isInquiry}`
      if (told.get(dispute) !== is)
        send('charge.dispute.updated', { id: dispute, object: 'dispute', payment_intent: id })
      told.set(dispute, is)
    }
  }

  return {
    watch: (see) => {
      watchers.push(see)
    },
    vault,
    gateway: {
      ...house,
      async authorize(ask) {
        const reply = await house.authorize(ask)
        if (reply.outcome === 'done') tellOf(house.payment(reply.object.id))
        return reply
      },
      async capture(ask) {
        const reply = await house.capture(ask)
        tellOf(house.payment(ask.gatewayId))
        return reply
      },
      async cancel(ask) {
        const reply = await house.cancel(ask)
        tellOf(house.payment(ask.gatewayId))
        return reply
      },
      async refund(ask) {
        const reply = await house.refund(ask)
        tellOf(house.payment(ask.gatewayId))
        return reply
      },
    },
    house: {
      ...house,
      authenticate(id, outcome) {
        const payment = house.authenticate(id, outcome)
        tellOf(house.payment(id))
        return payment
      },
      change(id, change) {
        const payment = house.change(id, change)
        tellOf(house.payment(id))
        return payment
      },
    },
  }
}

function stripeSignature(raw: Buffer, clock: Clock): string {
  const t = Math.floor(clock.now().getTime() / 1_000)
  const v1 = createHmac('sha256', STRIPE_SECRET).update(`${t}.`).update(raw).digest('hex')
  return `t=${t},v1=${v1}`
}
