import * as z from 'zod/mini'
import { actor } from '#shared/actor.ts'
import { time } from '#shared/http/schemas.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { recordReturnedPayment } from '../contract/operations.ts'
import type { Fact } from './facts.ts'
import { operation, type Payment, refundableOf } from './payment.ts'

/** One sum given back, or being given back. Minor units of the payment's currency. */
export const refund = z.object({
  id: z.string(),
  amount: z.int().check(z.minimum(1)),
  /** The part of it that goes back to gift cards; absent: none. */
  ofGiftCards: z.optional(z.int()),
  state: z.enum(['pending', 'succeeded', 'failed']),
  reason: z.optional(z.string()),
  operation,
  by: actor,
  gatewayId: z.optional(z.string()),
  gatewayCode: z.optional(z.string()),
  createdAt: time,
})
export type Refund = z.infer<typeof refund>

/** A refund as the gateway showed it at some time. */
export interface GatewayRefund {
  readonly id: string
  readonly operationId: string | undefined
  readonly amount: number
  readonly state: Refund['state']
  readonly gatewayCode: string | undefined
}

/** What can be given back of what is asked: all that is left where no amount is named. */
export function refundAmount(payment: Payment, asked: number | undefined): Outcome<number, 'not_refundable'> {
  const left = refundableOf(payment)
  const unit = `minor units of ${payment.currency}`
  if (payment.status === 'disputed')
    return refuse('not_refundable', 'The payer disputes this payment: their bank decides about the money.')
  if (payment.outside)
    return refuse(
      'not_refundable',
      `This money came outside of the gateway: transfer it by hand, then record that with ${recordReturnedPayment.method} ${recordReturnedPayment.path}.`,
    )
  if (left === 0)
    return refuse(
      'not_refundable',
      payment.captured === 0
        ? `Nothing was captured yet: the payment is ${payment.status}. Cancel the order instead.`
        : `All of the ${payment.captured} ${unit} captured were given back already, or are on their way.`,
    )
  if (asked !== undefined && asked > left)
    return refuse('not_refundable', `${asked} were asked for; at most ${left} ${unit} can be given back.`)
  return success(asked ?? left)
}

export interface RefundObserved {
  readonly refund: Refund
  readonly facts: readonly Fact[]
}

/**
 * What a gateway's refund teaches us of ours; undefined where it is no news. It only moves forward:
 * pending, then succeeded, then perhaps failed, as a bank may send the money back later.
 */
export function observeRefund(known: Refund, object: GatewayRefund): RefundObserved | undefined {
  const { id: refundId, amount, ofGiftCards, state: was } = known
  if (was === 'failed' || object.state === was || object.state === 'pending') return undefined
  const after: Refund = {
    ...known,
    state: object.state,
    gatewayId: object.id,
    ...(object.gatewayCode ? { gatewayCode: object.gatewayCode } : {}),
  }
  const fact: Fact =
    object.state === 'succeeded'
      ? { type: 'refunded', amount, ofGiftCards, refundId }
      : { type: 'refund_failed', amount, ofGiftCards, refundId, was }
  return { refund: after, facts: [fact] }
}

/** The gateway did not take the refund: its amount is free again. */
export const refuseRefund = (known: Refund, gatewayCode: string): RefundObserved | undefined =>
  known.state === 'pending'
    ? {
        refund: { ...known, state: 'failed', gatewayCode },
        facts: [
          {
            type: 'refund_failed',
            amount: known.amount,
            ofGiftCards: known.ofGiftCards,
            refundId: known.id,
            was: 'pending',
          },
        ],
      }
    : undefined
