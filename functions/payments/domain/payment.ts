import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'
import { orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { type PaymentSummary, paymentStatus, paymentSummary } from '../contract/types.ts'

/** One thing asked of the gateway: its id is stored before the call, is the call's idempotency key, and never changes. */
export const operation = z.object({ id: z.string(), startedAt: time })
export type Operation = z.infer<typeof operation>

/** Minor units of the payment's currency. */
const amount = z.int().check(z.minimum(0))

/** One try to hold the money, with one payment method. */
export const attempt = z.object({
  operation,
  /** The gateway's name for the card; a card's own data never reaches us. */
  paymentMethodId: z.string(),
  amount,
  /** The gateway's name for this payment, once it is learnt. */
  gatewayId: z.optional(z.string()),
  /** Set when the payer chose another method: lets go of what this one may still become. */
  abandoned: z.optional(operation),
})
export type Attempt = z.infer<typeof attempt>

/** The payment of an order: `0 <= refunded + refunding <= captured` and `captured + capturing <= authorized`. */
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
  capture: z.optional(operation),
  /** The tombstone: the order has ended, nothing may be held any more. */
  closed: z.optional(operation),
  authorizedAt: z.optional(time),
  captureBefore: z.optional(time),
  gatewayCode: z.optional(z.string()),
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
})

/** What can still be given back: what is being given back already does not count twice. */
export const refundableOf = ({ captured, refunded, refunding }: Payment): number =>
  captured - refunded - refunding

/** Money is held, and neither taken nor let go. */
export const isHeld = ({ status }: Payment): boolean => status === 'authorized'

/** The payment as others may copy it, after its event number `sequence`. */
export const summaryOf = (state: Payment, sequence: number): PaymentSummary =>
  paymentSummary.parse({
    sequence,
    status: state.status,
    authorized: state.authorized,
    captured: state.captured,
    refunded: state.refunded,
    authorizedAt: state.authorizedAt,
    captureBefore: state.captureBefore,
    gatewayCode: state.gatewayCode,
  })

/** Of an order that we know nothing of yet. */
export const NO_PAYMENT: PaymentSummary = {
  sequence: 0,
  status: 'pending',
  authorized: 0,
  captured: 0,
  refunded: 0,
}
