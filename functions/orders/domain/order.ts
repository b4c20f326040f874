import * as z from 'zod/mini'
import { usedPromotion } from '#contexts/checkout/contract/calls.ts'
import { type PaymentWish, paymentSummary, paymentWish } from '#contexts/payments/contract/types.ts'
import { actor } from '#shared/actor.ts'
import { date, locale, time } from '#shared/http/schemas.ts'
import { customerId, fulfillmentOrderId, orderId, shipmentId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import {
  fulfillmentStatus,
  HELD_STEPS,
  holdReason,
  orderStatus,
  quantityOf,
  REJECTION_CODES,
  shortage,
} from '../contract/types.ts'

/** A named reason that blocks named transitions, beside the status. */
export const hold = z.strictObject({
  id: z.string(),
  reason: holdReason,
  /** What staff wrote to it. */
  note: z.optional(z.string()),
  blocks: z.array(z.enum(HELD_STEPS)),
  deadline: time,
  placedBy: z.string(),
  /** Its deadline has passed, and staff were told. */
  escalated: z.optional(z.boolean()),
})
export type Hold = z.infer<typeof hold>

/** Why an order ends before its time. */
export const ending = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rejected'),
    code: z.enum(REJECTION_CODES),
    gatewayCode: z.optional(z.string()),
    lines: z.optional(z.array(shortage)),
    /** What staff wrote to it. */
    note: z.optional(z.string()),
  }),
  z.strictObject({ kind: z.literal('cancelled'), reason: z.string() }),
])
export type Ending = z.infer<typeof ending>

/** Goods of a parcel that are to be sent once more, and who wants it. */
export const reship = z.strictObject({
  shipmentId,
  lines: z.array(quantityOf),
  reason: z.string(),
  by: actor,
})
export type Reship = z.infer<typeof reship>

/** The order's header: small, and all that its decisions need. Times are RFC 3339 UTC, amounts minor units. */
export const order = z.object({
  id: orderId,
  number: z.string(),
  /** Whose it is: who placed it, or claimed it by a confirmed address; absent: a guest's. */
  customerId: z.optional(customerId),
  currency,
  locale,
  total: z.int(),
  status: orderStatus,
  fulfillmentStatus,
  /** The workflow's run that is in force; an older one changes nothing any more. */
  run: z.int(),
  payment: paymentSummary,
  /** `payment.sequence` as an attribute of its own, for the condition of the wait for the payer. */
  paymentSequence: z.int(),
  paymentDeadline: z.optional(time),
  /** What was chosen after the order was placed; absent: as its details say. */
  paymentChoice: z.optional(paymentWish),
  /** It was chosen, and has not been tried yet: nothing else can be chosen meanwhile. */
  choosing: z.optional(z.boolean()),
  /** The payer of a delayed payment was reminded. */
  remindedAt: z.optional(time),
  /** Minor units to be paid, without what was cancelled; absent: the total. */
  due: z.optional(z.int()),
  /** Minor units due for what has left, of a payment that is captured in parts. */
  departed: z.optional(z.int()),
  /** Promotions whose uses are limited: taken before the payment is asked for, given back when the order ends. */
  promotions: z.optional(z.array(usedPromotion)),
  /** It has lines that are gift cards. */
  buysGiftCards: z.optional(z.boolean()),
  /** Refunds that payments has not answered yet. */
  refunding: z.optional(z.array(z.string())),
  holds: z.array(hold),
  /** A hold blocks the confirmation: what the workflow's wait for a review looks at. */
  held: z.optional(z.boolean()),
  /** Staff have looked at it: rules hold it no more. */
  reviewed: z.optional(z.boolean()),
  /** Fulfillment orders that may be, or were, handed over. */
  claims: z.array(fulfillmentOrderId),
  /** Fulfillment orders whose hand-over the customer was told of. */
  handedOver: z.array(fulfillmentOrderId),
  /** Set when the order is confirmed: one per allocation. */
  expectedFulfillmentOrders: z.optional(z.int()),
  /** How often what locations send has changed; absent: never. */
  changes: z.optional(z.int()),
  /** The last day of the promise, and by when the goods must leave to keep it. */
  promisedBy: z.optional(date),
  leavesBy: z.optional(time),
  /** The last day that the customer was told of when it became later. */
  delayedTo: z.optional(date),
  /** Parcels that staff decided about: they are waited for no more. */
  resolved: z.optional(
    z.array(z.strictObject({ shipmentId, action: z.enum(['refund', 'reship', 'claim']) })),
  ),
  /** What is to be sent once more, until it is, or is given back: stock may be reserved for it. */
  reshipping: z.optional(z.array(reship)),
  /** Parcels that staff were told of, as they are lost or on their way back. */
  troubled: z.optional(z.array(shipmentId)),
  /** Of shipping's, the correction that its address is of; absent: none, or one from before they were counted. */
  recipientVersion: z.optional(z.int()),
  /** When the customer last withdrew. */
  withdrawnAt: z.optional(time),
  /** From what the customer has withdrawn, in all and by the last declaration; whether that is the whole order. */
  withdrawn: z.optional(
    z.strictObject({ lines: z.array(quantityOf), latest: z.array(quantityOf), all: z.boolean() }),
  ),
  /** When the sweeper acts on the order, beside its deadline. */
  timers: z.optional(z.record(z.string(), time)),
  ending: z.optional(ending),
  attention: z.optional(
    z.strictObject({
      reason: z.string(),
      since: time,
      /** A matter beside the order's course: that it goes on, or is completed, does not settle it. */
      beside: z.optional(z.boolean()),
    }),
  ),
  /** The run that ended as only a person can go on: the sweeper starts none in its place. */
  stoppedRun: z.optional(z.int()),
  /** Words of the staff's own, at most 20. */
  tags: z.optional(z.array(z.string())),
  placedAt: time,
  validatedAt: z.optional(time),
  confirmedAt: z.optional(time),
  processingAt: z.optional(time),
  shippedAt: z.optional(time),
  deliveredAt: z.optional(time),
  completedAt: z.optional(time),
  /** When compensation began. */
  endingAt: z.optional(time),
  endedAt: z.optional(time),
  /** When the sweeper looks at the order unless it has gone on before; none once nothing is left to do. */
  deadline: z.optional(time),
})
export type Order = z.infer<typeof order>

/** Minor units that are to be paid in all. */
export const dueOf = ({ due, total }: Order): number => due ?? total

/** Money is held that can be captured: of the whole order, or of what is left of it. */
export const isHolding = ({ payment }: Order): boolean =>
  payment.status === 'authorized' || (payment.held ?? 0) > 0

/** A part was captured, and nothing is held any more for the rest: it is not paid. */
export const isRestUnpaid = (order: Order, { captured, held } = order.payment): boolean =>
  captured > 0 && held === undefined && captured < dueOf(order)

/** How the order is to be paid now. */
export const paymentOf = (order: Order, placedWith: PaymentWish): PaymentWish =>
  order.paymentChoice ?? placedWith

/** A hold that keeps the order from a step, if any. */
export const holdBefore = ({ holds }: Order, step: (typeof HELD_STEPS)[number]): Hold | undefined =>
  holds.find(({ blocks }) => blocks.includes(step))
