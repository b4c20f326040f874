import type { Outcome } from '#shared/outcomes.ts'
import type { FulfillmentOrderResource, PackBody } from '../contract/operations.ts'
import { decidePack } from '../domain/decide-pack.ts'
import { type Action, act } from './change-fulfillment-order.ts'
import type { FulfillmentDeps } from './ports.ts'

/**
 * Says in which parcels the picked items are.
 * 1. Checks that the parcels hold what was picked, no more and no less.
 * 2. Writes `packed`; shipping hears of it and gets a label for each parcel.
 * Refusals: not_found, conflict (not all is picked, or it was packed otherwise), wrong_item,
 * impossible (the sums differ), precondition_failed.
 */
export const makePackParcels =
  (deps: FulfillmentDeps) =>
  (command: Action & { readonly body: PackBody }): Promise<Outcome<FulfillmentOrderResource>> =>
    act(deps, command, (state) => decidePack(state, command.body))
