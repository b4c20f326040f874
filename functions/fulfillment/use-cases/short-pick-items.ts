import type { Outcome } from '#shared/outcomes.ts'
import type { FulfillmentOrderResource, ShortPickBody } from '../contract/operations.ts'
import { decideShortPick } from '../domain/decide-pick.ts'
import { type Action, act } from './change-fulfillment-order.ts'
import type { FulfillmentDeps } from './ports.ts'

/**
 * Reports that items are missing from the shelf; picking stops until people decide what follows.
 * 1. Checks that they are of this fulfillment order and still to be picked.
 * 2. Writes `short_picked` with what is missing and why.
 * Refusals: not_found, conflict, wrong_item, impossible (more than is still to be picked), precondition_failed.
 */
export const makeShortPickItems =
  (deps: FulfillmentDeps) =>
  (command: Action & { readonly body: ShortPickBody }): Promise<Outcome<FulfillmentOrderResource>> =>
    act(deps, command, (state) => decideShortPick(state, command.body))
