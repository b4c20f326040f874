import { after } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { decideDecline, decideHold, decideRelease } from '../domain/decide-holds.ts'
import type { Fact } from '../domain/facts.ts'
import type { Hold, Order } from '../domain/order.ts'
import { changeOrder } from './change-order.ts'
import type { OrderDeps } from './ports.ts'

export interface HoldOrder {
  readonly id: OrderId
  readonly reason: string
  /** What it keeps the order from; absent: from the next of both. */
  readonly blocks?: Hold['blocks'] | undefined
  /** RFC 3339 UTC; absent: as long as a review may take. */
  readonly deadline?: string | undefined
  readonly cause: Cause
}

/** Staff hold an order. Refusals: not_found, not_holdable, impossible (a deadline that has passed). */
export const makeHoldOrder =
  (deps: OrderDeps) =>
  async ({ id, reason, blocks, deadline, cause }: HoldOrder): Promise<Outcome<OrderId>> => {
    const now = deps.clock.now().toISOString()
    if (deadline !== undefined && deadline <= now) return inThePast(deadline, now)
    const hold: Hold = {
      id: `hld_${deps.ids.unique()}`,
      reason: 'staff',
      note: reason,
      blocks: blocks ?? ['confirm', 'hand_over'],
      deadline: deadline ?? after(deps.clock.now(), deps.deadlines.review),
      placedBy: cause.actor.id ?? cause.actor.kind,
    }
    return decide(deps, id, cause, (order) => decideHold(order, hold))
  }

const inThePast = (deadline: string, now: string) => {
  const detail = `The deadline ${deadline} has passed; it is ${now}. Give a later one, or none.`
  return refuse('impossible', detail, [{ pointer: '/deadline', code: 'impossible', detail }])
}

/** Releases one hold. Refusals: not_found, hold_gone. */
export const makeReleaseHold =
  (deps: OrderDeps) =>
  ({ id, holdId, reason, cause }: { id: OrderId; holdId: string; reason: string; cause: Cause }) =>
    decide(deps, id, cause, (order) => decideRelease(order, { holdId, reason }))

/** Releases all holds of an order. Refusals: not_found, hold_gone. */
export const makeReleaseHolds =
  (deps: OrderDeps) =>
  ({ id, reason, cause }: { id: OrderId; reason: string; cause: Cause }): Promise<Outcome<OrderId>> =>
    decide(deps, id, cause, (order) => decideRelease(order, { reason }))

/** Decides against an order that is held before its confirmation. Refusals: not_found, hold_gone, not_cancellable. */
export const makeDeclineHold =
  (deps: OrderDeps) =>
  (asked: { id: OrderId; holdId: string; reason: string; cause: Cause }): Promise<Outcome<OrderId>> =>
    decide(deps, asked.id, asked.cause, (order) => decideDecline(order, asked))

async function decide(
  deps: OrderDeps,
  id: OrderId,
  cause: Cause,
  decision: (order: Order) => Outcome<readonly Fact[]>,
): Promise<Outcome<OrderId>> {
  const changed = await changeOrder(deps, id, cause, (order) => {
    const decided = decision(order)
    return { facts: decided.ok ? decided.value : [], decided }
  })
  if (!changed) return refuse('not_found', 'There is no such order that you may see.')
  const { decided } = changed.decision
  return decided.ok ? success(id) : decided
}
