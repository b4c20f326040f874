import { SYSTEM } from '#shared/actor.ts'
import { untilNoConflict } from '#shared/aggregate.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { note } from '#shared/observability.ts'
import { Fault, type Outcome, success } from '#shared/outcomes.ts'
import type { StoredPayment } from '../adapters/payment-repository.ts'
import type { refundPayment } from '../contract/calls.ts'
import { refundOfGiftCards } from '../domain/gift-cards.ts'
import { NO_PAYMENT, type Payment, summaryOf } from '../domain/payment.ts'
import { type Refund, refundAmount } from '../domain/refund.ts'
import { newOperation, type PaymentDeps } from './ports.ts'
import { settleRefund } from './settle-refund.ts'

type Refunded = AnswerOf<typeof refundPayment>

/**
 * Gives captured money back, once per refund id. Primary course:
 * 1. a refund that is there already answers what became of it;
 * 2. the amount is taken in our record with the refund and its operation id, in one commit: it goes back to the card
 *    as far as that has paid, and what is left of it to gift cards;
 * 3. the gateway is asked; what it does not answer is asked again from the queue;
 * 4. where it refuses, the amount is given back.
 * Outcomes: succeeded; pending, where the bank takes its time; refused, where more is asked than is left, it is
 * disputed, the money came outside of the gateway, or the gateway says no.
 */
export const makeRefundPayment =
  (deps: PaymentDeps) =>
  async (request: RequestOf<typeof refundPayment>): Promise<Refunded> => {
    const { orderId, refundId } = request
    const before = await deps.payments.load(orderId)
    if (!before)
      return { outcome: 'refused', payment: NO_PAYMENT, detail: 'Nothing was paid: there is no payment.' }
    const cause = { correlationId: orderId, causationId: refundId, actor: SYSTEM }
    const accepted = await acceptRefund(deps, { ...request, cause })
    if (!accepted.ok)
      return { outcome: 'refused', payment: summaryOf(before, before.sequence), detail: accepted.detail }
    const refund = await settleRefund(deps, { orderId, refundId, cause })
    note({ orderId, outcome: `refund ${refund.state}` })
    const payment = await existing(deps, orderId)
    return answerOf(refund, payment)
  }

function answerOf(refund: Refund, { sequence, ...state }: StoredPayment): Refunded {
  const payment = summaryOf(state, sequence)
  return refund.state === 'failed'
    ? {
        outcome: 'refused',
        payment,
        detail: `The payment gateway refused the refund: ${refund.gatewayCode ?? 'unknown'}.`,
      }
    : { outcome: refund.state, payment }
}

export interface WantedRefund {
  readonly orderId: OrderId
  readonly refundId: string
  /** Minor units; all that is left where it is undefined. */
  readonly amount: number | undefined
  readonly reason: string
  readonly cause: Cause
}

/** Takes the amount of a refund in our record, once per refund id; refused, nothing is written. */
export const acceptRefund = (
  deps: PaymentDeps,
  wanted: WantedRefund,
): Promise<Outcome<string, 'not_refundable'>> => untilNoConflict(() => accept(deps, wanted))

type Accepted = Outcome<string, 'not_refundable'> | { readonly ok: false; readonly code: 'version_conflict' }

async function accept(deps: PaymentDeps, wanted: WantedRefund): Promise<Accepted> {
  const { orderId, refundId } = wanted
  const before = await existing(deps, orderId)
  if (await deps.payments.refund(orderId, refundId)) return success(refundId)
  const amount = refundAmount(before, wanted.amount)
  return amount.ok ? takeAmount(deps, before, amount.value, wanted) : amount
}

async function takeAmount(
  deps: PaymentDeps,
  before: StoredPayment,
  amount: number,
  { orderId, refundId, reason, cause }: WantedRefund,
): Promise<Accepted> {
  const operation = newOperation(deps)
  const ofGiftCards = refundOfGiftCards(before, amount) || undefined
  const refund: Refund = {
    id: refundId,
    amount,
    ...(ofGiftCards ? { ofGiftCards } : {}),
    state: 'pending',
    reason,
    operation,
    by: cause.actor,
    createdAt: operation.startedAt,
  }
  const committed = await deps.payments.commit({
    before,
    facts: [{ type: 'refund_started', amount, ofGiftCards, refundId }],
    cause,
    writes: [deps.payments.refundWrite(orderId, refund)],
  })
  // The header's version tells every twin of this request apart: one of them writes, the others look again.
  return committed.ok ? success(refundId) : { ok: false, code: 'version_conflict' }
}

async function existing({ payments }: PaymentDeps, orderId: Payment['orderId']): Promise<StoredPayment> {
  const payment = await payments.load(orderId)
  if (payment) return payment
  throw new Fault(`the payment of ${orderId} is gone`)
}
