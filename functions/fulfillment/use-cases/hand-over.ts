import type { claimHandOver } from '#contexts/orders/contract/calls.ts'
import type { Ask } from '#shared/calls.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import type { FulfillmentOrderResource } from '../contract/operations.ts'
import { type Claim, decideHandOver, obstacleToHandOver } from '../domain/decide.ts'
import { notReleased } from '../domain/refusals.ts'
import { type Action, act, refuseStale, unknown } from './change-fulfillment-order.ts'
import type { FulfillmentDeps } from './ports.ts'

export interface HandOverDeps extends FulfillmentDeps {
  readonly claim: Ask<typeof claimHandOver>
}

/**
 * Hands the labeled parcels over to the carrier: cancel or ship, never both.
 * 1. Looks whether every parcel has its label.
 * 2. Asks the order for its word that the goods may leave, saying which of its changes was heard of; after
 *    it the order cannot be cancelled. An order that has changed since says no until that is heard here.
 * 3. Only then writes `handed_over`. Whoever fails in between asks again and gets the same word.
 * Refusals: not_found, label_not_ready, not_shippable (with the order's reason), precondition_failed.
 */
export const makeHandOver =
  (deps: HandOverDeps) =>
  async (action: Action): Promise<Outcome<FulfillmentOrderResource>> => {
    const asked = await askToShip(deps, action)
    return asked.ok ? act(deps, action, (state) => decideHandOver(state, asked.value)) : asked
  }

async function askToShip(
  { fulfillmentOrders, claim, clock }: HandOverDeps,
  action: Action,
): Promise<Outcome<Claim>> {
  const state = await fulfillmentOrders.load(action.id)
  if (!state) return unknown(action.id)
  if (state.status === 'handed_over') return success({ outcome: 'claimed' })
  // Looked at before the claim, which would bind the order.
  const obstacle =
    refuseStale(state, action.ifMatch) ?? notReleased(state, clock.now()) ?? obstacleToHandOver(state)
  if (obstacle) return obstacle
  return success(
    await claim({
      orderId: state.orderId,
      fulfillmentOrderId: state.id,
      correlationId: action.cause.correlationId,
      ...(state.change > 0 ? { change: state.change } : {}),
    }),
  )
}
