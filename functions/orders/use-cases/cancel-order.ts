import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { decideCancel } from '../domain/decide.ts'
import { changeOrder } from './change-order.ts'
import type { OrderDeps } from './ports.ts'

/**
 * Cancels a whole order. Primary course: one versioned write makes it `cancelling`; its workflow, waiting
 * or about to, finds that and gives back stock and money. Refusals: not_found; not_cancellable once a
 * parcel may leave or the order has ended; precondition_failed where `ifMatch` names another version.
 */
export const makeCancelOrder =
  (deps: OrderDeps) =>
  async (request: {
    id: OrderId
    reason: string
    ifMatch?: number | undefined
    cause: Cause
  }): Promise<Outcome<OrderId>> => {
    const changed = await changeOrder(deps, request.id, request.cause, (order) =>
      request.ifMatch !== undefined && request.ifMatch !== order.version
        ? { outcome: 'precondition_failed' as const, facts: [], version: order.version }
        : { ...decideCancel(order, request), version: order.version },
    )
    if (!changed) return refuse('not_found', 'There is no such order that you may see.')
    const { outcome, version } = changed.decision
    switch (outcome) {
      case 'cancelling':
        return success(request.id)
      case 'precondition_failed':
        return refuse('precondition_failed', `The order has version ${version}. Read it again, then decide.`)
      case 'not_cancellable':
        return refuse(
          'not_cancellable',
          `The order is ${changed.order.status}${changed.order.claims.length > 0 ? ', and a parcel of it is being handed over' : ''}: it can be returned, not cancelled.`,
        )
    }
  }
