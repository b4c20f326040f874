import { SYSTEM } from '#shared/actor.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import { Fault } from '#shared/outcomes.ts'
import type { withdrawLabel } from '../contract/calls.ts'
import { decideWithdrawal } from '../domain/decide.ts'
import { changeFulfillmentOrder } from './change-fulfillment-order.ts'
import type { FulfillmentDeps } from './ports.ts'

/**
 * Takes a label off its parcel before it is given back to the carrier, unless the parcel has left. Primary course:
 * 1. The work is `packed` again, in the commit that a hand-over would need too: the one that comes second is refused.
 * Throws a Fault where there is no such fulfillment order.
 */
export const makeWithdrawLabel =
  (deps: FulfillmentDeps) =>
  async (request: RequestOf<typeof withdrawLabel>): Promise<AnswerOf<typeof withdrawLabel>> => {
    const { fulfillmentOrderId: id, correlationId, ...label } = request
    const cause = { correlationId, causationId: correlationId, actor: SYSTEM }
    const withdrawn = await changeFulfillmentOrder(deps, { id, ifMatch: undefined, cause }, (state) =>
      decideWithdrawal(state, label),
    )
    if (withdrawn.ok) return { outcome: 'withdrawn' }
    if (withdrawn.code === 'conflict') return { outcome: 'handed_over' }
    throw new Fault(`the label of ${label.parcelId} cannot be withdrawn: ${withdrawn.detail}`)
  }
