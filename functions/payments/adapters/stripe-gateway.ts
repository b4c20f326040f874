import Stripe from 'stripe'
import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Gateway, GatewayReply } from '../use-cases/gateway.ts'
import { ask, attempt, codeOf, connect, type ReadRefusal, type StripeSettings } from './stripe-client.ts'
import { disputeOf, isOfAnotherStage, paymentOf, refundOf } from './stripe-objects.ts'
import { toStripe } from './stripe-units.ts'

export interface GatewaySettings extends StripeSettings {
  /** Where the payer of an order comes back to after 3-D Secure; without it the shop's page leads through it. */
  readonly returnUrl?: (orderId: OrderId) => Promise<string | undefined>
  /** Asks for authorizations that can be captured in parts, where card and account allow it. */
  readonly multicapture?: boolean
}

/** The types of webhooks that we do something about: a list of events takes whole names, at most 20. */
const HEARD = [
  ...[
    'requires_action',
    'processing',
    'payment_failed',
    'amount_capturable_updated',
    'succeeded',
    'canceled',
  ].map((news) => `payment_intent.${news}`),
  ...['created', 'updated', 'failed'].map((news) => `refund.${news}`),
  ...['created', 'updated', 'closed', 'funds_withdrawn', 'funds_reinstated'].map(
    (news) => `charge.dispute.${news}`,
  ),
]

/** The newest of them; whoever asks again later finds the others. */
const MOST_AT_ONCE = 1_000

/** A charge says until when it can be captured, and whether it is disputed. */
const WITH_CHARGE = { expand: ['latest_charge'] }

/**
 * Stripe by its own SDK: PaymentIntents with manual capture, one per attempt. Our order and operation are
 * in its metadata, so that an object whose reply was lost is found again.
 */
export function makeStripeGateway(settings: GatewaySettings): Gateway {
  const stripe = connect(settings)
  const { returnUrl, multicapture = false, stage } = settings
  const ofStage = stage ? { stage } : {}
  return {
    authorize: (ask) =>
      moving(ask, 'authorize', readDecline, async (amount) => {
        const back = ask.replaces ? undefined : await returnUrl?.(ask.orderId)
        return paymentOf(
          await stripe.paymentIntents.create(
            {
              amount,
              currency: ask.currency.toLowerCase(),
              capture_method: 'manual',
              confirm: true,
              automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
              metadata: { orderId: ask.orderId, operationId: ask.operationId, ...ofStage },
              ...(back ? { return_url: back } : {}),
              ...(multicapture
                ? { payment_method_options: { card: { request_multicapture: 'if_available' as const } } }
                : {}),
              ...(await cardOf(stripe, ask)),
              ...WITH_CHARGE,
            },
            { idempotencyKey: ask.operationId },
          ),
        )
      }),

    capture: ({ gatewayId, operationId, partly, ...asked }) =>
      moving(asked, 'capture', readRefusal, async (amount) =>
        paymentOf(
          await stripe.paymentIntents.capture(
            gatewayId,
            { amount_to_capture: amount, ...(partly ? { final_capture: false } : {}), ...WITH_CHARGE },
            { idempotencyKey: operationId },
          ),
        ),
      ),

    cancel: ({ gatewayId, operationId }) =>
      attempt('cancel', readRefusal, async () =>
        paymentOf(await stripe.paymentIntents.cancel(gatewayId, {}, { idempotencyKey: operationId })),
      ),

    refund: ({ orderId, gatewayId, operationId, ...asked }) =>
      moving(asked, 'refund', readRefusal, async (amount) =>
        refundOf(
          await stripe.refunds.create(
            { payment_intent: gatewayId, amount, metadata: { orderId, operationId } },
            { idempotencyKey: operationId },
          ),
        ),
      ),

    retrieve: (gatewayId) =>
      ask('retrieve a payment', () => stripe.paymentIntents.retrieve(gatewayId, WITH_CHARGE)).then(
        (intent) => intent && paymentOf(intent, stage),
      ),

    async find(orderId, operationId) {
      const found = await ask('search', () =>
        stripe.paymentIntents.search({
          query: `metadata['orderId']:'${orderId}'`,
          limit: 100,
          expand: ['data.latest_charge'],
        }),
      )
      return found?.data
        .map((intent) => paymentOf(intent, stage))
        .find((payment) => payment.operationId === operationId)
    },

    async refundsOf(gatewayId) {
      const found = await ask('list refunds', () =>
        stripe.refunds.list({ payment_intent: gatewayId, limit: 100 }),
      )
      return found?.data.map(refundOf) ?? []
    },

    async disputesOf(gatewayId) {
      const found = await ask('list disputes', () =>
        stripe.disputes.list({ payment_intent: gatewayId, limit: 100 }),
      )
      return found?.data.map(disputeOf) ?? []
    },

    async missedWebhooks(since) {
      const created = { gte: Math.floor(since.getTime() / 1_000) }
      const found = await ask('list events', () =>
        stripe.events
          .list({ delivery_success: false, types: HEARD, created, limit: 100 })
          .autoPagingToArray({ limit: MOST_AT_ONCE }),
      )
      return (found ?? [])
        .filter(({ data }) => !isOfAnotherStage(data.object, stage))
        .map((event) => ({
          ...{ id: event.id, type: event.type, raw: Buffer.from(JSON.stringify(event)) },
        }))
    },

    async nextAction(gatewayId) {
      const intent = await ask('retrieve a payment', () => stripe.paymentIntents.retrieve(gatewayId))
      if (intent?.status !== 'requires_action' || !intent.client_secret) return undefined
      const url = intent.next_action?.redirect_to_url?.url
      return { clientSecret: intent.client_secret, ...(url ? { url } : {}) }
    },
  }
}

/** Asks for a change that moves money, in Stripe's units; an amount that Stripe cannot move is refused unasked. */
async function moving<T>(
  { amount, currency }: { readonly amount: number; readonly currency: string },
  what: string,
  read: ReadRefusal<T>,
  call: (amount: number) => Promise<T>,
): Promise<GatewayReply<T>> {
  const inUnits = toStripe(amount, currency)
  if (inUnits === undefined) return { outcome: 'refused', gatewayCode: 'amount_not_chargeable' }
  return attempt(what, read, () => call(inUnits))
}

type Card = Pick<
  Stripe.PaymentIntentCreateParams,
  'payment_method' | 'customer' | 'setup_future_usage' | 'off_session'
>

/**
 * The card of an authorization. A saved one is its customer's. One that may be charged again without its payer belongs
 * to a Customer, made for the order under the same operation; the ended payment that it replaces names both.
 */
async function cardOf(stripe: Stripe, asked: Parameters<Gateway['authorize']>[0]): Promise<Card> {
  const { paymentMethodId, reusable, replaces } = asked
  if (replaces) return { ...(await cardBehind(stripe, replaces)), off_session: true }
  const customer = asked.customer ?? (reusable ? await customerOf(stripe, asked) : undefined)
  return {
    payment_method: paymentMethodId,
    ...(customer ? { customer } : {}),
    ...(reusable ? { setup_future_usage: 'off_session' } : {}),
  }
}

async function customerOf(
  stripe: Stripe,
  { orderId, operationId }: Parameters<Gateway['authorize']>[0],
): Promise<string> {
  const made = await stripe.customers.create(
    { metadata: { orderId } },
    { idempotencyKey: `${operationId}_customer` },
  )
  return made.id
}

async function cardBehind(stripe: Stripe, gatewayId: string): Promise<Card> {
  const { customer, payment_method } = await stripe.paymentIntents.retrieve(gatewayId)
  if (typeof customer !== 'string' || typeof payment_method !== 'string')
    throw new Fault(`${gatewayId} has no customer whose card may be charged again`)
  return { customer, payment_method }
}

/** A declined card comes with its payment; a payment method that cannot be used makes none. */
const readDecline: ReadRefusal<ReturnType<typeof paymentOf>> = (error) => {
  const payment = error.payment_intent && paymentOf(error.payment_intent)
  if (payment?.state === 'declined') return { outcome: 'done', object: payment }
  const ofTheCard = error instanceof Stripe.errors.StripeCardError
  return ofTheCard || isAboutTheOffer(error) ? { outcome: 'refused', gatewayCode: codeOf(error) } : undefined
}

const isAboutTheOffer = (error: Stripe.errors.StripeError): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  (['payment_method', 'customer', 'amount', 'currency'].includes(error.param ?? '') ||
    /^(amount|payment_method|invalid_charge_amount)_/.test(error.code ?? ''))

/** The state of a payment does not allow what was asked for. */
const readRefusal: ReadRefusal<never> = (error) =>
  error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError
    ? { outcome: 'refused', gatewayCode: codeOf(error) }
    : undefined
