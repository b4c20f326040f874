import * as z from 'zod/mini'
import { paymentSummary } from '#contexts/payments/contract/types.ts'
import { locale, time } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { fulfillmentStatus, orderStatus, REJECTION_CODES, shortage } from '../contract/types.ts'

/** A named reason that blocks named transitions, beside the status. */
export const hold = z.strictObject({
  id: z.string(),
  reason: z.string(),
  blocks: z.array(z.enum(['confirm', 'hand_over'])),
  deadline: time,
  placedBy: z.string(),
})
export type Hold = z.infer<typeof hold>

/** Why an order ends before its time. */
export const ending = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rejected'),
    code: z.enum(REJECTION_CODES),
    gatewayCode: z.optional(z.string()),
    lines: z.optional(z.array(shortage)),
  }),
  z.strictObject({ kind: z.literal('cancelled'), reason: z.string() }),
])
export type Ending = z.infer<typeof ending>

/** The order's header: small, and all that its decisions need. Times are RFC 3339 UTC, amounts minor units. */
export const order = z.object({
  id: orderId,
  number: z.string(),
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
  holds: z.array(hold),
  /** Fulfillment orders that may be, or were, handed over. */
  claims: z.array(fulfillmentOrderId),
  /** Fulfillment orders whose hand-over the customer was told of. */
  handedOver: z.array(fulfillmentOrderId),
  /** Set when the order is confirmed: one per stock location. */
  expectedFulfillmentOrders: z.optional(z.int()),
  ending: z.optional(ending),
  attention: z.optional(z.strictObject({ reason: z.string(), since: time })),
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
