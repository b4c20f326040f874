import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { TERMINAL } from '../domain/status.ts'
import { makeCancelOrder } from './cancel-order.ts'
import { changeOrder } from './change-order.ts'
import type { OrderDeps } from './ports.ts'
import { restartOrder } from './restart-order.ts'

export interface Repair {
  readonly id: OrderId
  readonly action: 'retry' | 'skip' | 'compensate'
  readonly reason: string
  readonly cause: Cause
}

/**
 * What an operator does about an order that stands still; who and why is in its history:
 * - `retry` starts a new run, which passes over what is done;
 * - `skip` takes it off the attention list: it goes on waiting;
 * - `compensate` cancels it, and starts a new run, as the one before may have ended or be stuck: it gives back
 *   stock and money.
 * Refusals: not_found; not_repairable for an order that has ended, or is on no list to be skipped from;
 * not_cancellable.
 */
export const makeRepairOrder =
  (deps: OrderDeps) =>
  async (repair: Repair): Promise<Outcome<OrderId>> => {
    const order = await deps.orders.load(repair.id)
    if (!order) return refuse('not_found', 'There is no such order that you may see.')
    if (TERMINAL.has(order.status) && repair.action !== 'skip')
      return refuse('not_repairable', `The order is ${order.status}: nothing is left to do.`)
    switch (repair.action) {
      case 'retry':
        await restartOrder(deps, repair.id, repair.reason, repair.cause)
        return success(repair.id)
      case 'compensate':
        return makeCancelOrder(deps)({ ...repair, byNewRun: true })
      case 'skip':
        return skip(deps, repair)
    }
  }

async function skip(deps: OrderDeps, repair: Repair): Promise<Outcome<OrderId>> {
  const changed = await changeOrder(deps, repair.id, repair.cause, (order) => ({
    facts: order.attention ? [{ type: 'attention_settled' as const, reason: repair.reason }] : [],
  }))
  return changed?.decision.facts.length
    ? success(repair.id)
    : refuse('not_repairable', 'The order is not on the attention list: there is nothing to skip.')
}
