import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'
import { customerId, giftCardId, orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import {
  dispute,
  type PaymentKind,
  type PaymentSummary,
  paymentStatus,
  paymentSummary,
  riskLevel,
} from '../contract/types.ts'

/** One thing asked of the gateway: its id is stored before the call, is the call's idempotency key, and never changes. */
export const operation = z.object({ id: z.string(), startedAt: time })
export type Operation = z.infer<typeof operation>

/** Minor units of the payment's currency. */
const amount = z.int().check(z.minimum(0))

/** A capture that the gateway is asked for. */
export const capture = z.object({
  ...operation.shape,
  /** More is to be captured later: the rest stays held. */
  partly: z.optional(z.boolean()),
  /** Gift cards pay all that is due, so much, and the card is let go. */
  ofGiftCards: z.optional(amount),
})
export type Capture = z.infer<typeof capture>

/** One try to hold the money, with one payment method. */
export const attempt = z.object({
  operation,
  /** The gateway's name for the card; a card's own data never reaches us. */
  paymentMethodId: z.string(),
  /** Whose saved card it is, and the gateway's name for them. */
  savedBy: z.optional(customerId),
  gatewayCustomer: z.optional(z.string()),
  amount,
  /** The gateway's name for this payment, once it is learnt. */
  gatewayId: z.optional(z.string()),
  /** Set when the payer chose another method: lets go of what this one may still become. */
  abandoned: z.optional(operation),
  /** The payer agreed that the card is charged again without them, should the authorization end too early. */
  renewable: z.optional(z.boolean()),
  /** The payer chose the card now, in place of the one before: they are there to be asked. */
  byPayer: z.optional(z.boolean()),
  /** The authorization that this one replaces: it is ended first. */
  replaces: z.optional(z.object({ gatewayId: z.string(), operation })),
})
export type Attempt = z.infer<typeof attempt>

/** How an order is paid outside of a gateway: at a store, by transfer, at the door or by invoice. */
export const outside = z.object({
  kind: z.enum(['delayed', 'offline']),
  method: z.enum(['store', 'bank_transfer', 'cash_on_delivery', 'invoice']),
  /** What is to come. */
  due: amount,
  /** Of `delayed`: what the payer names at the store or on the transfer. */
  reference: z.optional(z.string()),
})
export type Outside = z.infer<typeof outside>

/** Gift cards that pay for an order, or for a part of it; a card pays the rest. */
export const giftCards = z.object({
  /** Under its id they are held; checkout is asked for that as often as need be. */
  operation,
  ids: z.array(giftCardId),
  /** What they were asked for: all that was to be paid then. */
  due: amount,
  /** What is held of each, once checkout has answered. */
  parts: z.optional(z.array(z.object({ giftCardId, amount }))),
  /** Why checkout holds none of them: they are not asked again. */
  refused: z.optional(z.string()),
  /** Of what was held of all of them. */
  captured: amount,
  refunded: amount,
  refunding: amount,
  /** Nothing more is captured: what was not is the cards' again. */
  released: z.optional(z.boolean()),
})
export type GiftCards = z.infer<typeof giftCards>

/**
 * The payment of an order: `0 <= refunded + refunding <= captured` and `captured + capturing <= authorized`. The
 * amounts are of card and gift cards together; `capturing` is the card's alone.
 */
export const payment = z.object({
  orderId,
  currency,
  status: paymentStatus,
  /** What the gateway held, took and gave back. */
  authorized: amount,
  captured: amount,
  refunded: amount,
  /** Taken here before the gateway is asked, given back if it says no. */
  capturing: amount,
  refunding: amount,
  attempt: z.optional(attempt),
  outside: z.optional(outside),
  giftCards: z.optional(giftCards),
  /** What came outside of a gateway, all told. */
  received: z._default(amount, 0),
  /** What of it has paid for nothing, and was not given back: too little, too much, or too late. */
  unapplied: z._default(amount, 0),
  capture: z.optional(capture),
  /** The gateway takes it in several captures. */
  inParts: z.optional(z.boolean()),
  /** Some was captured, and the rest is still held. */
  partly: z.optional(z.boolean()),
  /** The tombstone: the order has ended, nothing may be held any more. */
  closed: z.optional(operation),
  authorizedAt: z.optional(time),
  captureBefore: z.optional(time),
  gatewayCode: z.optional(z.string()),
  riskLevel: z.optional(riskLevel),
  /** The newest. */
  dispute: z.optional(dispute),
})
export type Payment = z.infer<typeof payment>

export const newPayment = (about: Pick<Payment, 'orderId' | 'currency'>): Payment => ({
  ...about,
  status: 'pending',
  authorized: 0,
  captured: 0,
  refunded: 0,
  capturing: 0,
  refunding: 0,
  received: 0,
  unapplied: 0,
})

/** How it is paid, as was chosen last; undefined where nothing was chosen yet. */
export function kindOf(payment: Payment): PaymentKind | undefined {
  const { attempt, outside, giftCards: cards, status } = payment
  if (outside) return outside.kind
  if (hasLiveAttempt(payment)) return coveredByGiftCards(payment) > 0 ? 'card_and_gift_card' : 'card'
  if (cards && !cards.refused) return 'gift_card'
  if (attempt) return 'card'
  return status === 'not_required' ? 'none' : undefined
}

const MAY_BEGIN: readonly Payment['status'][] = ['pending', 'failed', 'voided']

/** Nothing was chosen yet, it was left, or the gateway ended it: another way to pay may begin. */
export const mayBegin = ({ attempt, closed, outside: other, status }: Payment): boolean => {
  if (closed || other || !MAY_BEGIN.includes(status)) return false
  return attempt === undefined || attempt.abandoned !== undefined || status === 'voided'
}

/** A card pays, or is to pay: all of it, or what gift cards leave. */
export const hasLiveAttempt = ({ attempt }: Payment): boolean =>
  attempt !== undefined && attempt.abandoned === undefined

/** Minor units that gift cards pay, or are to pay. */
export function coveredByGiftCards({ giftCards: cards }: Payment): number {
  if (!cards || cards.released) return cards?.captured ?? 0
  return (cards.parts ?? []).reduce((sum, part) => sum + part.amount, 0)
}

/** What a card has paid, and was given back: all but what gift cards did. */
export const shareOfCard = ({ captured, refunded, refunding, giftCards: cards }: Payment) => ({
  captured: captured - (cards?.captured ?? 0),
  refunded: refunded - (cards?.refunded ?? 0),
  refunding: refunding - (cards?.refunding ?? 0),
})

/** What can still be given back: what is being given back already does not count twice. */
export const refundableOf = ({ captured, refunded, refunding }: Payment): number =>
  captured - refunded - refunding

/** Money is held, and none of it taken or let go. */
export const isHeld = ({ status }: Payment): boolean => status === 'authorized'

/** Minor units that are held: all of it, or what the parts that were captured left. */
export const heldOf = (payment: Payment): number =>
  isHeld(payment) || payment.partly ? payment.authorized - payment.captured : 0

/** Money is kept, captured or not, that belongs to the payer once the order has ended. */
export const isKept = ({ captured, refunded, unapplied }: Payment): boolean =>
  captured > refunded || unapplied > 0

/** An authorization that was asked for with the payer's consent can be renewed, as long as the card holds money. */
export const isRenewable = (payment: Payment): boolean =>
  isReplaceable(payment) && payment.attempt?.renewable === true

/** It is held, and nobody takes it or lets it go. */
export const isReplaceable = (payment: Payment): boolean =>
  isHeld(payment) && !payment.closed && !payment.capture

/** The payment as others may copy it, after its event number `sequence`. */
export function summaryOf(state: Payment, sequence: number): PaymentSummary {
  const kind = kindOf(state)
  return paymentSummary.parse({
    sequence,
    status: state.status,
    kind: kind === 'card' ? undefined : kind,
    authorized: state.authorized,
    captured: state.captured,
    refunded: state.refunded,
    inParts: state.inParts,
    held: state.partly ? heldOf(state) : undefined,
    authorizedAt: state.authorizedAt,
    captureBefore: state.captureBefore,
    gatewayCode: state.gatewayCode,
    riskLevel: state.riskLevel,
    reference: state.outside?.reference,
    received: state.outside || state.received > 0 ? state.received : undefined,
    dispute: state.dispute,
  })
}

/** Of an order that we know nothing of yet. */
export const NO_PAYMENT: PaymentSummary = {
  sequence: 0,
  status: 'pending',
  authorized: 0,
  captured: 0,
  refunded: 0,
}
