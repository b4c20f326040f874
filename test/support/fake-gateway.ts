import { toStripe } from '#contexts/payments/adapters/stripe-units.ts'
import type { GatewayDispute } from '#contexts/payments/domain/dispute.ts'
import type { GatewayPayment } from '#contexts/payments/domain/observe.ts'
import type { GatewayRefund } from '#contexts/payments/domain/refund.ts'
import type { Gateway, GatewayReply, MissedWebhook } from '#contexts/payments/use-cases/gateway.ts'
import { type Clock, days, hours } from '#shared/clock.ts'
import type { FakeVault } from './fake-vault.ts'

/** Names of payment methods, and how they behave; any other is a card that pays. */
export const DECLINED_CARD = 'pm_declined'
export const SECURE_CARD = 'pm_three_d_secure'
export const UNKNOWN_CARD = 'pm_unknown'
/** Pays, but not without its payer. */
export const ON_SESSION_CARD = 'pm_on_session'
export const RISKY_CARD = 'pm_risky'
/** Can be captured in parts. */
export const CARD_IN_PARTS = 'pm_in_parts'

export interface Kept extends GatewayPayment {
  readonly currency: string
  readonly paymentMethodId: string
  /** The payer agreed that it is charged again without them. */
  readonly reusable: boolean
  readonly refunds: readonly GatewayRefund[]
  readonly disputes: readonly GatewayDispute[]
}

/** All that a gateway knows, as JSON. */
export interface GatewayMemory {
  readonly payments: readonly Kept[]
  readonly replies: readonly {
    readonly key: string
    /** Milliseconds since 1970. */
    readonly at: number
    readonly reply: GatewayReply<unknown>
  }[]
}

export type FakeGateway = Gateway & {
  /** What another one is to begin with, to be this one. */
  readonly memory: () => GatewayMemory
  /** What the gateway itself holds to be true. */
  readonly payments: () => readonly Kept[]
  readonly payment: (gatewayId: string) => Kept | undefined
  /** The payer confirms, or fails to. */
  readonly authenticate: (gatewayId: string, outcome: 'succeed' | 'fail') => GatewayPayment
  /** What becomes of a payment or a refund without our doing. */
  readonly change: (gatewayId: string, change: Partial<Kept>) => GatewayPayment
  /** Cannot tell of something. */
  readonly miss: (webhook: MissedWebhook) => void
}

/**
 * A payment gateway in memory with the rules of Stripe: one effect per idempotency key, whose first answer
 * is given again for 24 hours; one capture per authorization, unless the card allows several; nothing is refunded that was not captured; a card
 * is charged without its payer only where they agreed, and where what it replaces was let go.
 */
export function makeFakeGateway(
  clock: Clock,
  known: GatewayMemory = { payments: [], replies: [] },
  { takes }: Pick<FakeVault, 'takes'> = { takes: () => true },
): FakeGateway {
  const payments = new Map(known.payments.map((payment) => [payment.id, payment]))
  const replies = new Map(known.replies.map((one) => [one.key, one]))

  const missed: { readonly at: number; readonly webhook: MissedWebhook }[] = []

  const keep = (payment: Kept): Kept => {
    payments.set(payment.id, payment)
    return payment
  }

  /** Does the work once per key; a refusal is remembered too. */
  function once<T>(key: string, work: () => GatewayReply<T>): GatewayReply<T> {
    const before = replies.get(key)
    const now = clock.now().getTime()
    if (before && now - before.at < hours(24)) return structuredClone(before.reply) as GatewayReply<T>
    const reply = work()
    replies.set(key, { key, at: now, reply: structuredClone(reply) })
    return reply
  }

  function held(payment: Kept): Kept {
    const now = clock.now().getTime()
    return keep({
      ...payment,
      state: 'authorized',
      authorizedAt: new Date(now).toISOString(),
      captureBefore: new Date(now + days(7)).toISOString(),
      gatewayCode: undefined,
    })
  }

  const declined = (payment: Kept, gatewayCode: string): Kept =>
    keep({ ...payment, state: 'declined', gatewayCode })

  const found = (id: string): Kept => {
    const payment = payments.get(id)
    if (!payment) throw new Error(`the fake gateway has no payment ${id}`)
    return payment
  }

  const done = <T>(object: T): GatewayReply<T> => ({ outcome: 'done', object })
  const notChargeable = { outcome: 'refused', gatewayCode: 'amount_not_chargeable' } as const
  const unexpectedState = { outcome: 'refused', gatewayCode: 'payment_intent_unexpected_state' } as const

  return {
    payments: () => [...payments.values()],
    payment: (id) => payments.get(id),
    memory: () => ({ payments: [...payments.values()], replies: [...replies.values()] }),
    change: (id, change) => keep({ ...found(id), ...change }),
    miss: (webhook) => {
      missed.push({ at: clock.now().getTime(), webhook })
    },
    authenticate: (id, outcome) =>
      outcome === 'succeed' ? held(found(id)) : declined(found(id), 'payment_intent_authentication_failure'),

    authorize: async ({
      orderId,
      operationId,
      amount,
      currency,
      paymentMethodId,
      customer,
      reusable = false,
      replaces,
    }) =>
      once<GatewayPayment>(operationId, () => {
        if (toStripe(amount, currency) === undefined) return notChargeable
        if (paymentMethodId === UNKNOWN_CARD) return { outcome: 'refused', gatewayCode: 'resource_missing' }
        if (replaces === undefined && !takes(paymentMethodId, customer))
          return { outcome: 'refused', gatewayCode: 'payment_method_unexpected_state' }
        const before = replaces === undefined ? undefined : found(replaces)
        if (before && (before.state !== 'voided' || !before.reusable))
          throw new Error(`the fake gateway cannot replace ${before.id}, which is ${before.state}`)
        const payment = keep({
          id: `pi_${payments.size + 1}`,
          orderId,
          operationId,
          paymentMethodId,
          reusable,
          state: 'working',
          amount,
          currency,
          captured: 0,
          authorizedAt: undefined,
          captureBefore: undefined,
          gatewayCode: undefined,
          riskLevel: paymentMethodId === RISKY_CARD ? 'elevated' : undefined,
          inParts: paymentMethodId === CARD_IN_PARTS,
          refunds: [],
          disputes: [],
        })
        if (paymentMethodId === DECLINED_CARD) return done(declined(payment, 'insufficient_funds'))
        if (before && paymentMethodId === ON_SESSION_CARD)
          return done(declined(payment, 'authentication_required'))
        if (paymentMethodId === SECURE_CARD) return done(keep({ ...payment, state: 'requires_action' }))
        return done(held(payment))
      }),

    capture: async ({ gatewayId, operationId, amount, partly = false }) =>
      once<GatewayPayment>(operationId, () => {
        const before = found(gatewayId)
        const captured = before.captured + amount
        if (toStripe(amount, before.currency) === undefined) return notChargeable
        const holds = before.state === 'authorized' || before.state === 'partly_captured'
        if (!holds || captured > before.amount || (partly && !before.inParts)) return unexpectedState
        return done(keep({ ...before, state: partly ? 'partly_captured' : 'captured', captured }))
      }),

    cancel: async ({ gatewayId, operationId }) =>
      once<GatewayPayment>(operationId, () => {
        const before = found(gatewayId)
        if (before.state === 'captured' || before.state === 'voided') return unexpectedState
        return done(keep({ ...before, state: before.captured > 0 ? 'captured' : 'voided' }))
      }),

    refund: async ({ gatewayId, operationId, amount }) =>
      once<GatewayRefund>(operationId, () => {
        const payment = found(gatewayId)
        const given = payment.refunds.reduce((sum, one) => sum + (one.state === 'failed' ? 0 : one.amount), 0)
        if (toStripe(amount, payment.currency) === undefined) return notChargeable
        if (amount > payment.captured - given)
          return { outcome: 'refused', gatewayCode: 'charge_already_refunded' }
        const refund: GatewayRefund = {
          id: `re_${gatewayId}_${payment.refunds.length + 1}`,
          operationId,
          amount,
          state: 'succeeded',
          gatewayCode: undefined,
        }
        keep({ ...payment, refunds: [...payment.refunds, refund] })
        return done(refund)
      }),

    retrieve: async (gatewayId) => payments.get(gatewayId),
    find: async (orderId, operationId) =>
      [...payments.values()].find((one) => one.orderId === orderId && one.operationId === operationId),
    refundsOf: async (gatewayId) => found(gatewayId).refunds,
    disputesOf: async (gatewayId) => found(gatewayId).disputes,
    missedWebhooks: async (since) =>
      missed.filter(({ at }) => at >= since.getTime()).map(({ webhook }) => webhook),
    nextAction: async (gatewayId) =>
      found(gatewayId).state === 'requires_action'
        ? { clientSecret: `${gatewayId}_secret`, url: 'https://bank.example/confirm' }
        : undefined,
  }
}
