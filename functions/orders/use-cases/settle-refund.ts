import type { refundPayment } from '#contexts/payments/contract/calls.ts'
import type { paymentRefundSettled } from '#contexts/payments/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import type { AnswerOf } from '#shared/calls.ts'
import { type Cause, causedBy, type EventOf } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { Fault, type Outcome, refuse, success } from '#shared/outcomes.ts'
import { because, both } from '../domain/attention.ts'
import { newBill, putBack } from '../domain/bill.ts'
import { approvalWanted, decideApproval, failRefund, refundable } from '../domain/decide-refund.ts'
import { ask } from '../domain/decided.ts'
import { givenBackGiftCards } from '../domain/gift-cards.ts'
import type { Order } from '../domain/order.ts'
import type { Refund } from '../domain/refund.ts'
import { changeOrder, type Decided } from './change-order.ts'
import { detailsOf } from './details-of.ts'
import { known } from './known-order.ts'
import { notePayment } from './note-payment.ts'
import type { RefundDeps } from './refund-order.ts'

/**
 * Voids the gift cards that are given back, and asks payments about a refund that was taken in the bill, as often as
 * need be; writes down what became of it.
 */
export async function settleRefund(
  deps: RefundDeps,
  id: OrderId,
  refundId: string,
  cause: Cause,
): Promise<Refund> {
  const refund = await existing(deps, id, refundId)
  if (refund.state !== 'pending') return refund
  const used = await withdrawGiftCards(deps, id)
  if (used) return settle(deps, id, refundId, { state: 'failed', problem: used, keepsCards: true }, cause)
  const answer = await deps.refund({ orderId: id, refundId, amount: refund.amount, reason: refund.reason })
  await notePayment(deps, id, answer.payment, cause)
  return answer.outcome === 'pending' ? refund : settle(deps, id, refundId, stateOf(answer), cause)
}

/**
 * Why a gift card that is given back cannot be voided; undefined where all could be, or there are none. What awaits an
 * approval is not given back yet.
 */
async function withdrawGiftCards(deps: RefundDeps, id: OrderId): Promise<string | undefined> {
  const order = await deps.orders.load(id)
  if (!order?.buysGiftCards) return undefined
  const [details, bill, refunds] = await Promise.all([
    detailsOf(deps, id),
    deps.orders.bill(id),
    deps.orders.refunds(id),
  ])
  const { decided = [], waiting = [] } = Object.groupBy(refunds, ({ state }) =>
    state === 'awaiting_approval' ? 'waiting' : 'decided',
  )
  const kept = waiting.reduce((all, { parts }) => putBack(all, parts, 'refunded'), bill ?? newBill(details))
  const lines = givenBackGiftCards(details, kept, refundable(order, decided) <= 0)
  if (lines.length === 0) return undefined
  const answer = await deps.withdrawGiftCards({ orderId: id, lines })
  return answer.outcome === 'withdrawn'
    ? undefined
    : `Of the gift cards ${answer.sku} only ${answer.unspent} can still be given back: the others have paid for something, or are held for it.`
}

type Settlement =
  | { readonly state: 'succeeded' }
  | {
      readonly state: 'failed' | 'declined'
      readonly problem: string
      /** No gift card was voided for it. */
      readonly keepsCards?: true
    }

const stateOf = (answer: AnswerOf<typeof refundPayment>): Settlement =>
  answer.outcome === 'refused' ? { state: 'failed', problem: answer.detail } : { state: 'succeeded' }

/** Hears from payments what became of a refund, also where a bank sends it back later. */
export const makeNoteRefund =
  (deps: RefundDeps) =>
  async ({ data, ...event }: EventOf<typeof paymentRefundSettled>): Promise<void> => {
    const { orderId, refundId, state } = data
    if (!(await deps.orders.refund(orderId, refundId))) return
    const problem = 'The gateway refused the refund, or the bank sent the money back.'
    const settlement: Settlement = state === 'failed' ? { state, problem } : { state }
    await settle(deps, orderId, refundId, settlement, causedBy(event, SYSTEM))
  }

/**
 * Writes down what became of a refund. It only moves forward: pending, then succeeded, then perhaps failed. What
 * fails gives the bill back what it took, and a person is told.
 */
async function settle(
  deps: RefundDeps,
  id: OrderId,
  refundId: string,
  settlement: Settlement,
  cause: Cause,
): Promise<Refund> {
  const { decision } = await known(
    id,
    changeOrder(deps, id, cause, async (order) => {
      const before = await existing(deps, id, refundId)
      if (before.state === settlement.state || !MAY_BECOME[before.state].includes(settlement.state))
        return { facts: [], refund: before }
      return settlement.state === 'succeeded'
        ? written(deps, order, { refund: { ...before, state: 'succeeded' } })
        : giveUp(deps, order, before, settlement)
    }),
  )
  return decision.refund
}

const MAY_BECOME: Readonly<Record<Refund['state'], readonly Refund['state'][]>> = {
  awaiting_approval: ['declined'],
  pending: ['succeeded', 'failed'],
  succeeded: ['failed'],
  failed: [],
  declined: [],
}

async function giveUp(
  deps: RefundDeps,
  order: Order,
  before: Refund,
  { state, problem, keepsCards }: Exclude<Settlement, { state: 'succeeded' }>,
): Promise<Decided & { refund: Refund }> {
  const bill = (await deps.orders.bill(order.id)) ?? newBill(await detailsOf(deps, order.id))
  const failed = failRefund(bill, before, state, problem)
  const decided = written(deps, order, failed)
  const mayHaveVoided = order.buysGiftCards && !keepsCards
  // Who asked for it hears of it at once, unless nobody did or it had succeeded before.
  const told = state === 'failed' && (before.state === 'succeeded' || before.ofCancelled || mayHaveVoided)
  const why = because('refund_failed', { id: before.id, problem })
  const reason = mayHaveVoided ? both(why, because('gift_cards_voided')) : why
  return { ...decided, bill: failed.bill, facts: [...decided.facts, ...(told ? ask(order, reason) : [])] }
}

const written = (deps: RefundDeps, order: Order, { refund }: { refund: Refund }) => ({
  facts: [{ type: 'refund_settled' as const, refund }],
  refund,
  writes: [deps.orders.refundWrite(order.id, refund)],
})

async function existing(
  { orders }: Pick<RefundDeps, 'orders'>,
  id: OrderId,
  refundId: string,
): Promise<Refund> {
  const refund = await orders.refund(id, refundId)
  if (refund) return refund
  throw new Fault(`there is no refund ${refundId} of ${id}`)
}

export interface SettledRefund {
  readonly order: Order
  readonly refund: Refund
}

export interface Approval {
  readonly id: OrderId
  readonly refundId: string
  readonly limitIn: (currency: string) => number | undefined
  readonly cause: Cause
}

/**
 * A second person approves a refund above its asker's limit; then it is carried out.
 * Refusals: not_found, not_refundable, self_approval, approval_needed.
 */
export const makeApproveRefund =
  (deps: RefundDeps) =>
  async ({ id, refundId, limitIn, cause }: Approval): Promise<Outcome<SettledRefund>> => {
    const changed = await changeOrder(deps, id, cause, async (order) => {
      const refunds = await deps.orders.refunds(id)
      const before = refunds.find((refund) => refund.id === refundId)
      if (!before) return { facts: [], approval: refuse('not_found', `There is no refund ${refundId}.`) }
      const approval = decideApproval(before, refunds, { by: cause.actor, limit: limitIn(order.currency) })
      if (!approval.ok) return { facts: [], approval }
      const refund = approval.value
      const settled = order.attention?.reason === approvalWanted(refund)
      return {
        facts: [
          { type: 'refund_asked' as const, refund },
          ...(settled ? [{ type: 'attention_settled' as const, reason: 'The refund was approved.' }] : []),
        ],
        writes: [deps.orders.refundWrite(id, refund)],
        approval,
      }
    })
    if (!changed) return refuse('not_found', 'There is no such order that you may see.')
    const { approval } = changed.decision
    if (!approval.ok) return approval
    const refund = await settleRefund(deps, id, refundId, cause)
    return refund.state === 'failed'
      ? refuse('not_refundable', refund.problem ?? 'The refund came to nothing.')
      : success({ order: changed.order, refund })
  }

/** A second person decides against a refund that awaits approval. Refusals: not_found, not_refundable. */
export const makeDeclineRefund =
  (deps: RefundDeps) =>
  async (asked: {
    id: OrderId
    refundId: string
    reason: string
    cause: Cause
  }): Promise<Outcome<SettledRefund>> => {
    const { id, refundId, reason, cause } = asked
    const order = await deps.orders.load(id)
    const before = await deps.orders.refund(id, refundId)
    if (!before || !order) return refuse('not_found', `There is no refund ${refundId} that you may see.`)
    const refund = await settle(deps, id, refundId, { state: 'declined', problem: reason }, cause)
    return refund.state === 'declined'
      ? success({ order, refund })
      : refuse('not_refundable', `The refund is ${refund.state}: there is nothing to decline.`)
  }
