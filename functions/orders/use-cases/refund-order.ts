import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { days } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import type { Money } from '#shared/money.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import { IS_NEW, type Key } from '#shared/store/store.ts'
import type { QuantityOf } from '../contract/types.ts'
import { type BillPart, newBill, sumOf } from '../domain/bill.ts'
import { approvalWanted, decideRefund, type RefundCommand } from '../domain/decide-refund.ts'
import { ask } from '../domain/decided.ts'
import type { Order } from '../domain/order.ts'
import { NO_SHIPPING, type Refund } from '../domain/refund.ts'
import { changeOrder, type Decided } from './change-order.ts'
import { detailsOf } from './details-of.ts'
import type { Outside } from './outside.ts'
import type { OrderDeps } from './ports.ts'
import { settleRefund } from './settle-refund.ts'

export interface AskedRefund {
  readonly id: OrderId
  readonly lines?: readonly QuantityOf[] | undefined
  /** Money, or minor units of the order's currency. */
  readonly amount?: number | Money | undefined
  readonly shipping?: boolean | undefined
  readonly reason: string
  readonly idempotencyKey: string
  readonly requestHash: string
  readonly ifMatch?: number | undefined
  /** Minor units of one order that the asker may give back alone, in all, by currency; undefined: any. */
  readonly limitIn: (currency: string) => number | undefined
  readonly cause: Cause
}

export type RefundDeps = OrderDeps & Pick<Outside, 'refund' | 'withdrawGiftCards'>

/** How long a key answers the same again. */
const KEY_IS_KEPT = days(30)

/**
 * Gives money back. Primary course:
 * 1. a key that was used answers with its refund;
 * 2. the share of the lines, of shipping, or the amount is taken in the order's bill, with the refund and the key,
 *    in one commit, so that nobody else can ask for it;
 * 3. gift cards that were bought for it are voided; where one is used, nothing is given back;
 * 4. payments is asked, which gives the money back once;
 * 5. where it says no, the bill gets back what was taken.
 * What with the asker's earlier refunds of the order is above their limit waits for a second person instead.
 * Refusals: not_found; not_refundable with what is left; unknown_sku; impossible, where another currency is named;
 * idempotency_key_reused; precondition_failed.
 */
export const makeRefundOrder =
  (deps: RefundDeps) =>
  async (asked: AskedRefund): Promise<Outcome<{ order: Order; refund: Refund }>> => {
    const refundId = `ref_${deps.ids.unique()}`
    const changed = await changeOrder(deps, asked.id, asked.cause, async (order): Promise<Taken> => {
      const record = await deps.store.get(keyOf(asked.idempotencyKey))
      return record ? { facts: [], record: refundRecord.parse(record) } : take(deps, order, asked, refundId)
    })
    if (!changed) return refuse('not_found', 'There is no such order that you may see.')
    if ('record' in changed.decision) return replayed(deps, asked, changed.decision.record)
    if ('refusal' in changed.decision) return changed.decision.refusal
    const { refund } = changed.decision
    if (refund.state !== 'pending') return success({ order: changed.order, refund })
    return settled(deps, asked, await settleRefund(deps, asked.id, refundId, asked.cause))
  }

type Taken = Decided &
  (
    | { readonly record: z.infer<typeof refundRecord> }
    | { readonly refusal: Refusal }
    | { readonly refund: Refund }
  )

async function take(
  deps: RefundDeps,
  order: Order & { readonly version: number },
  asked: AskedRefund,
  refundId: string,
): Promise<Taken> {
  if (asked.ifMatch !== undefined && asked.ifMatch !== order.version)
    return refused(
      refuse('precondition_failed', `The order has version ${order.version}. Read it again, then decide.`),
    )
  const amount = amountOf(order, asked.amount)
  if (!amount.ok) return refused(amount)
  const [details, bill, refunds] = await Promise.all([
    detailsOf(deps, order.id),
    deps.orders.bill(order.id),
    deps.orders.refunds(order.id),
  ])
  const command: RefundCommand = {
    ...{ refundId, lines: asked.lines, amount: amount.value, shipping: asked.shipping, reason: asked.reason },
    ...{ by: asked.cause.actor, limit: asked.limitIn(order.currency), now: deps.clock.now().toISOString() },
  }
  const decided = decideRefund(order, { bill: bill ?? newBill(details), refunds }, command)
  if (!decided.ok) return refused(decided)
  const { refund } = decided.value
  const ttl = Math.ceil((deps.clock.now().getTime() + KEY_IS_KEPT) / 1_000)
  return {
    refund,
    facts: [
      { type: 'refund_asked', refund },
      ...(refund.state === 'awaiting_approval' ? ask(order, approvalWanted(refund)) : []),
    ],
    bill: decided.value.bill,
    writes: [
      deps.orders.refundWrite(order.id, refund),
      {
        put: { ...keyOf(asked.idempotencyKey), refundId, requestHash: asked.requestHash, ttl },
        when: IS_NEW,
      },
    ],
  }
}

const refused = (refusal: Refusal): Taken => ({ facts: [], refusal })

/** The amount that is asked for in minor units of the order's currency. */
function amountOf({ currency }: Order, amount: number | Money | undefined): Outcome<number | undefined> {
  if (typeof amount !== 'object') return success(amount)
  if (amount.currency === currency) return success(amount.amount)
  return refuse('impossible', `The order was paid in ${currency}; the refund names ${amount.currency}.`, [
    { pointer: '/amount/currency', code: 'currency_mismatch', detail: `Use ${currency}.` },
  ])
}

const keyOf = (idempotencyKey: string): Key => ({
  pk: `IDEMPOTENCY#refundOrder#${idempotencyKey}`,
  sk: 'RECORD',
})
const refundRecord = z.object({ refundId: z.string(), requestHash: z.string() })

async function replayed(deps: RefundDeps, asked: AskedRefund, record: z.infer<typeof refundRecord>) {
  if (record.requestHash !== asked.requestHash)
    return refuse('idempotency_key_reused', 'This Idempotency-Key made another refund. Send a new one.')
  return settled(deps, asked, await settleRefund(deps, asked.id, record.refundId, asked.cause))
}

async function settled(deps: RefundDeps, asked: AskedRefund, refund: Refund) {
  if (refund.state === 'failed' || refund.state === 'declined')
    return refuse('not_refundable', refund.problem ?? 'The refund came to nothing.')
  const order = await deps.orders.load(asked.id)
  return order ? success({ order, refund }) : refuse('not_found', 'There is no such order that you may see.')
}

/**
 * A refund of what was paid for units that leave the bill, such as cancelled ones; one per `key`. It is written in
 * the commit in which they leave, so that nobody can die in between. As no person asked for it, no limit holds.
 */
export function refundOfParts(
  deps: RefundDeps,
  id: OrderId,
  about: { parts: readonly BillPart[]; reason: string; key: string; cause: Cause },
): Required<Pick<Decided, 'facts' | 'writes'>> & { readonly refundId?: string } {
  const { parts, reason, cause } = about
  const amount = sumOf(parts)
  if (amount === 0) return { facts: [], writes: [] }
  const refund: Refund = {
    id: `ref_${digestOf(`${id}:${about.key}`)}`,
    ...{ state: 'pending', amount, parts: [...parts], shipping: NO_SHIPPING, reason },
    ...{ askedBy: cause.actor, createdAt: deps.clock.now().toISOString(), ofCancelled: true },
  }
  return {
    facts: [{ type: 'refund_asked', refund }],
    writes: [deps.orders.refundWrite(id, refund)],
    refundId: refund.id,
  }
}

/** 26 letters and digits, as an id has. */
const digestOf = (text: string): string =>
  BigInt(`0x${createHash('sha256').update(text).digest('hex')}`)
    .toString(36)
    .slice(0, 26)
