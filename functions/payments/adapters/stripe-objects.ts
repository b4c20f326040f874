import * as z from 'zod/mini'
import { orderId } from '#shared/ids.ts'
import { type Dispute, riskLevel } from '../contract/types.ts'
import type { GatewayDispute } from '../domain/dispute.ts'
import type { GatewayPayment, GatewayState } from '../domain/observe.ts'
import type { GatewayRefund } from '../domain/refund.ts'
import type { Notice } from '../use-cases/gateway.ts'
import { fromStripe } from './stripe-units.ts'

/** Seconds since 1970, as Stripe writes times. */
const moment = z.pipe(
  z.int(),
  z.transform((at) => new Date(at * 1_000).toISOString()),
)

const charge = z.object({
  created: moment,
  outcome: z.nullish(z.object({ risk_level: z.nullish(z.string()) })),
  payment_method_details: z.nullish(
    z.object({
      card: z.nullish(
        z.object({
          capture_before: z.nullish(moment),
          multicapture: z.nullish(z.object({ status: z.string() })),
        }),
      ),
    }),
  ),
})

/** What we read of a PaymentIntent (https://docs.stripe.com/api/payment_intents/object); its charge only where it is expanded. */
const paymentIntent = z.object({
  id: z.string(),
  object: z.literal('payment_intent'),
  status: z.string(),
  amount: z.int(),
  amount_received: z.int(),
  currency: z.string(),
  metadata: z.record(z.string(), z.string()),
  latest_charge: z.nullish(z.union([z.string(), charge])),
  last_payment_error: z.nullish(
    z.object({ code: z.optional(z.string()), decline_code: z.optional(z.string()) }),
  ),
})

const STATES: Readonly<Record<string, GatewayState>> = {
  requires_action: 'requires_action',
  requires_capture: 'authorized',
  succeeded: 'captured',
  canceled: 'voided',
}

/** An intent that took money stays `requires_capture` while more can be captured; what ends it then lets go of the rest. */
function stateOf({
  status,
  amount_received,
  last_payment_error,
}: z.infer<typeof paymentIntent>): GatewayState {
  if (status === 'requires_payment_method' && last_payment_error) return 'declined'
  const state = STATES[status] ?? 'working'
  if (amount_received === 0) return state
  return state === 'authorized' ? 'partly_captured' : state === 'voided' ? 'captured' : state
}

const ofStage = z.object({ metadata: z.object({ stage: z.string() }) })

/** Whether another stage that shares our account has made an object; what does not name a stage may be ours. */
export function isOfAnotherStage(object: unknown, stage: string | undefined): boolean {
  const named = ofStage.safeParse(object).data?.metadata.stage
  return stage !== undefined && named !== undefined && named !== stage
}

/**
 * A PaymentIntent as our domain sees it: that of another stage than ours has no order of ours, where ours is given.
 * Throws a ZodError where it is none.
 */
export function paymentOf(object: unknown, stage?: string): GatewayPayment {
  const intent = paymentIntent.parse(object)
  const paid = typeof intent.latest_charge === 'object' ? (intent.latest_charge ?? undefined) : undefined
  const error = intent.last_payment_error
  const card = paid?.payment_method_details?.card
  return {
    id: intent.id,
    orderId: isOfAnotherStage(intent, stage) ? undefined : orderId.safeParse(intent.metadata['orderId']).data,
    operationId: intent.metadata['operationId'],
    state: stateOf(intent),
    amount: fromStripe(intent.amount, intent.currency),
    captured: fromStripe(intent.amount_received, intent.currency),
    authorizedAt: paid?.created,
    captureBefore: card?.capture_before ?? undefined,
    gatewayCode: error?.decline_code ?? error?.code,
    riskLevel: riskLevel.safeParse(paid?.outcome?.risk_level).data,
    inParts: card?.multicapture ? card.multicapture.status === 'available' : undefined,
  }
}

/** What we read of a Refund (https://docs.stripe.com/api/refunds/object). */
const stripeRefund = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.nullish(z.string()),
  failure_reason: z.nullish(z.string()),
  metadata: z.nullish(z.record(z.string(), z.string())),
})

export function refundOf(object: unknown): GatewayRefund {
  const { id, amount, currency, status, failure_reason, metadata } = stripeRefund.parse(object)
  const failed = status === 'failed' || status === 'canceled'
  return {
    id,
    operationId: metadata?.['operationId'],
    amount: fromStripe(amount, currency),
    state: failed ? 'failed' : status === 'succeeded' ? 'succeeded' : 'pending',
    gatewayCode: failure_reason ?? undefined,
  }
}

/** What we read of a Dispute (https://docs.stripe.com/api/disputes/object). */
const stripeDispute = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  reason: z.string(),
  status: z.string(),
  evidence_details: z.nullish(z.object({ due_by: z.nullish(moment) })),
})

/** An inquiry that is closed took no money, and one that was prevented gave it back. */
const DECIDED: Readonly<Record<string, Dispute['status']>> = {
  won: 'won',
  prevented: 'won',
  warning_closed: 'won',
  lost: 'lost',
}

export function disputeOf(object: unknown): GatewayDispute {
  const { id, amount, currency, reason, status, evidence_details } = stripeDispute.parse(object)
  const evidenceDueBy = evidence_details?.due_by
  return {
    id,
    amount: fromStripe(amount, currency),
    reason,
    status: DECIDED[status] ?? 'open',
    isInquiry: status.startsWith('warning_'),
    ...(evidenceDueBy ? { evidenceDueBy } : {}),
  }
}

const reference = z.union([
  z.string(),
  z.pipe(
    z.object({ id: z.string() }),
    z.transform(({ id }) => id),
  ),
])
const event = z.object({
  type: z.string(),
  data: z.object({ object: z.looseObject({ payment_intent: z.nullish(reference) }) }),
})

const MONEY_BACK = /^(refund|charge\.refund|charge\.dispute)/

/**
 * Reads the body of a webhook that was stored by a stage. Other charge events say nothing that those of its payment
 * don't.
 */
export function readNotice(body: string, stage?: string): Notice {
  const { type, data } = event.parse(JSON.parse(body))
  if (type.startsWith('payment_intent.')) return { about: 'payment', object: paymentOf(data.object, stage) }
  const gatewayId = data.object.payment_intent
  return MONEY_BACK.test(type) && gatewayId ? { about: 'money_back', gatewayId } : { about: 'something_else' }
}
