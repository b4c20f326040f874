import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { time } from '#shared/http/schemas.ts'
import { giftCardId, orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { webhookReceived } from '#shared/webhooks.ts'
import { PAYMENT_ATTENTION, paymentSummary } from './types.ts'

const data = z.strictObject({ orderId, currency, payment: paymentSummary })

/** The order waits for its payment no more: money is held or has come, will come outside of a gateway, or none is due. */
export const paymentAuthorized = defineEvent({ type: 'payment.authorized', source: 'payments', data })
export const paymentActionRequired = defineEvent({
  type: 'payment.action_required',
  source: 'payments',
  data,
})
export const paymentDeclined = defineEvent({ type: 'payment.declined', source: 'payments', data })
export const paymentCaptured = defineEvent({ type: 'payment.captured', source: 'payments', data })
export const paymentVoided = defineEvent({ type: 'payment.voided', source: 'payments', data })
export const paymentRefunded = defineEvent({ type: 'payment.refunded', source: 'payments', data })
/** A refund came to nothing: the gateway refused it, or the payer's bank sent it back later. */
export const paymentRefundFailed = defineEvent({ type: 'payment.refund_failed', source: 'payments', data })
/** The payer disputes the payment at their bank. */
export const paymentDisputed = defineEvent({ type: 'payment.disputed', source: 'payments', data })
/** The payer's bank has decided: `dispute.status` says for whom. */
export const paymentDisputeClosed = defineEvent({
  type: 'payment.dispute_closed',
  source: 'payments',
  data,
})
/** Money came by store, transfer or invoice: all of what is due, some of it, or too much. */
export const paymentReceived = defineEvent({ type: 'payment.received', source: 'payments', data })

/** Those that change what others know of a payment. */
export const PAYMENT_EVENTS = [
  paymentAuthorized,
  paymentActionRequired,
  paymentDeclined,
  paymentCaptured,
  paymentVoided,
  paymentRefunded,
  paymentRefundFailed,
  paymentDisputed,
  paymentDisputeClosed,
  paymentReceived,
] as const

/** A payment needs a person: money that came late, short or twice, or a dispute that stops nothing by itself. */
export const paymentNeedsAttention = defineEvent({
  type: 'payment.needs_attention',
  source: 'payments',
  /** `reason`: one of `PAYMENT_ATTENTION`. */
  data: z.strictObject({ orderId, reason: z.enum(PAYMENT_ATTENTION) }),
})

/** What became of one refund. */
export const paymentRefundSettled = defineEvent({
  type: 'payment.refund_settled',
  source: 'payments',
  data: z.strictObject({
    orderId,
    refundId: z.string(),
    /** Minor units. */
    amount: z.int(),
    /** `failed`: the gateway refused it, or the payer's bank sent the money back. */
    state: z.enum(['succeeded', 'failed']),
  }),
})

/**
 * What became of gift cards that were held for an order: all told, not since the event before. So one that comes
 * twice, or late, changes nothing; checkout listens, and writes it on the cards.
 */
export const paymentGiftCardsUsed = defineEvent({
  type: 'payment.gift_cards_used',
  source: 'payments',
  data: z.strictObject({
    orderId,
    /** As it was when they were held. */
    holdId: z.string(),
    startedAt: time,
    cards: z.array(
      z.strictObject({
        giftCardId,
        /** Minor units. */
        captured: z.int(),
        refunded: z.int(),
        /** Nothing more is captured. */
        released: z.boolean(),
      }),
    ),
  }),
})

/** A gateway's webhook is stored; payments itself listens. */
export const paymentWebhookReceived = defineEvent({
  type: 'payment.webhook_received',
  source: 'payments',
  data: webhookReceived,
})

/** A refund was accepted; payments itself listens, so that it is carried out whatever became of the request. */
export const paymentRefundRequested = defineEvent({
  type: 'payment.refund_requested',
  source: 'payments',
  data: z.strictObject({ orderId, refundId: z.string() }),
})
