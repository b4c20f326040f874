import { SYSTEM } from '#shared/actor.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { claimHandOver } from '../contract/calls.ts'
import { decideClaim } from '../domain/decide.ts'
import { changeOrder } from './change-order.ts'
import type { OrderDeps } from './ports.ts'

/**
 * Cancel or ship, never both. Primary course: one versioned write puts the claim on the order; whoever
 * cancels later is refused. Refused where the order is not confirmed, is ending, or is held.
 */
export const makeClaimHandOver =
  (deps: OrderDeps) =>
  async (request: RequestOf<typeof claimHandOver>): Promise<AnswerOf<typeof claimHandOver>> => {
    const cause = {
      correlationId: request.correlationId,
      causationId: request.fulfillmentOrderId,
      actor: SYSTEM,
    }
    const changed = await changeOrder(deps, request.orderId, cause, (order) =>
      decideClaim(order, { ...request, now: deps.clock.now().toISOString() }),
    )
    if (!changed) return { outcome: 'refused', reason: 'There is no such order.' }
    const { outcome, reason } = changed.decision
    return outcome === 'claimed' ? { outcome } : { outcome, reason }
  }
