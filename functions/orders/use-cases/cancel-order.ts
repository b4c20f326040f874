import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { type KeyedRequest, repeatsOf } from '#shared/repeated-request.ts'
import type { StoredOrder } from '../adapters/order-repository.ts'
import type { QuantityOf } from '../contract/types.ts'
import { decideCancel } from '../domain/decide.ts'
import { decideCancelLines } from '../domain/decide-lines.ts'
import { withLogistics } from '../domain/decide-logistics.ts'
import type { Order } from '../domain/order.ts'
import { changeOrder, type Decided } from './change-order.ts'
import { linesOf } from './details-of.ts'
import type { OrderDeps } from './ports.ts'
import { type RefundDeps, refundOfParts } from './refund-order.ts'
import { newRun } from './restart-order.ts'
import { settleRefund } from './settle-refund.ts'

export interface CancelOrder extends Partial<KeyedRequest> {
  readonly id: OrderId
  readonly reason: string
  readonly ifMatch?: number | undefined
  /** Ends the run that there is, which may be stuck. */
  readonly byNewRun?: boolean
  readonly cause: Cause
}

/**
 * Cancels a whole order. Primary course: one versioned write makes it `cancelling`; its workflow, waiting,
 * about to, or started anew, finds that and gives back stock and money. A request that was done before, by its
 * Idempotency-Key, changes nothing. Refusals: not_found; not_cancellable once a parcel may leave or the order has
 * ended; idempotency_key_reused; precondition_failed where `ifMatch` names another version.
 */
export const makeCancelOrder =
  (deps: OrderDeps) =>
  async (request: CancelOrder): Promise<Outcome<OrderId>> => {
    const cancelled = await cancelOnce(deps, request, (order) => giveUpOrder(order, request))
    return cancelled.ok ? success(request.id) : cancelled
  }

function giveUpOrder(order: StoredOrder, request: CancelOrder): Cancelled {
  const { outcome, facts } = decideCancel(order, request)
  if (outcome === 'not_cancellable') return { facts, answer: refuse('not_cancellable', whyNot(order)) }
  const answer = success(undefined)
  if (!request.byNewRun) return { facts, answer }
  const run = newRun(order, request.reason, request.cause)
  return { facts: [...facts, ...run.facts], drop: run.drop, answer }
}

const whyNot = ({ status, claims }: Order): string =>
  `The order is ${status}${claims.length > 0 ? ', and a parcel of it is being handed over' : ''}: it can be returned, not cancelled.`

export interface CancelLines extends CancelOrder {
  readonly lines: readonly QuantityOf[]
}

/**
 * Cancels single lines, until their hand-over is claimed.
 * 1. A request that was done before, by its Idempotency-Key, changes nothing.
 * 2. The order gives up the units, their money and their place in the warehouse, in one commit.
 * 3. Inventory and fulfillment hear of it; goods with those lines cannot be claimed until they have.
 * 4. What was captured for them is given back.
 * Refusals: not_found, not_cancellable, unknown_sku, idempotency_key_reused, precondition_failed.
 */
export const makeCancelLines =
  (deps: RefundDeps) =>
  async (request: CancelLines): Promise<Outcome<OrderId>> => {
    const { id, cause } = request
    const cancelled = await cancelOnce(deps, request, (order) => giveUpLines(deps, order, request))
    if (!cancelled.ok) return cancelled
    if (cancelled.value) await settleRefund(deps, id, cancelled.value, cause)
    return success(id)
  }

/** What is cancelled, or why not; `refundId` is of what is given back for it. */
type Cancelled = Decided & { readonly answer: Outcome<unknown>; readonly refundId?: string }

/** Cancels what `decide` says, once by the request's key where it has one. Answers the refund's id, if there is any. */
async function cancelOnce(
  deps: OrderDeps,
  { idempotencyKey = '', requestHash = '', ...request }: CancelOrder,
  decide: (order: StoredOrder) => Cancelled | Promise<Cancelled>,
): Promise<Outcome<string | undefined>> {
  const { id, ifMatch, cause } = request
  const repeats = repeatsOf(deps, `cancelOrder#${id}`, { idempotencyKey, requestHash })
  const changed = await changeOrder(deps, id, cause, async (order): Promise<Cancelled> => {
    const repeat = await repeats.isRepeat()
    if (!repeat.ok || repeat.value) return { facts: [], answer: repeat }
    if (ifMatch !== undefined && ifMatch !== order.version) return { facts: [], answer: stale(order.version) }
    const cancelled = await decide(order)
    return cancelled.answer.ok
      ? { ...cancelled, writes: [...(cancelled.writes ?? []), ...repeats.writes] }
      : cancelled
  })
  if (!changed) return refuse('not_found', 'There is no such order that you may see.')
  const { answer, refundId } = changed.decision
  return answer.ok ? success(refundId) : answer
}

const stale = (version: number) =>
  refuse('precondition_failed', `The order has version ${version}. Read it again, then decide.`)

async function giveUpLines(
  deps: RefundDeps,
  order: StoredOrder,
  { reason, cause, lines }: CancelLines,
): Promise<Cancelled> {
  const by = cause.actor.kind === 'guest' || cause.actor.kind === 'customer' ? 'customer' : 'staff'
  const now = deps.clock.now().toISOString()
  const known = await linesOf(deps, order.id)
  const answer = decideCancelLines(order, known, { lines, reason, cause: by, now })
  if (!answer.ok) return { facts: [], answer }
  const { facts, bill, allocations, toRefund } = answer.value
  const key = `cancelled:${(order.changes ?? 0) + 1}`
  const asked = refundOfParts(deps, order.id, { parts: toRefund, reason, key, cause })
  return {
    ...asked,
    facts: withLogistics(order, known.logistics, [...facts, ...asked.facts], now),
    logistics: known.logistics,
    ...{ bill, allocations, answer },
  }
}
