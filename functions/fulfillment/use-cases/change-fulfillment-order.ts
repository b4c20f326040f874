import { untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { FulfillmentOrderId } from '#shared/ids.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import type { Write } from '#shared/store/store.ts'
import type { StoredFulfillmentOrder } from '../adapters/fulfillment-order-repository.ts'
import type { FulfillmentOrderResource } from '../contract/operations.ts'
import { announce } from '../domain/announce.ts'
import { evolve } from '../domain/evolve.ts'
import type { Fact } from '../domain/facts.ts'
import type { FulfillmentOrder } from '../domain/fulfillment-order.ts'
import { notReleased } from '../domain/refusals.ts'
import type { FulfillmentDeps } from './ports.ts'
import { present } from './present.ts'

/** What every action of the warehouse comes with. */
export interface Action {
  readonly id: FulfillmentOrderId
  /** The version that whoever acts has seen, if they say so. */
  readonly ifMatch: number | undefined
  readonly cause: Cause
}

export const unknown = (id: FulfillmentOrderId): Refusal<'not_found'> =>
  refuse('not_found', `There is no fulfillment order ${id}.`)

export function refuseStale(
  { id, version }: StoredFulfillmentOrder,
  ifMatch: number | undefined,
): Refusal<'precondition_failed'> | undefined {
  if (ifMatch === undefined || ifMatch === version) return undefined
  return refuse(
    'precondition_failed',
    `The fulfillment order ${id} is at version ${version}, If-Match names ${ifMatch}. Read it again and decide anew.`,
  )
}

type Decide = (state: FulfillmentOrder) => Outcome<readonly Fact[]> | Promise<Outcome<readonly Fact[]>>

/**
 * Changes one fulfillment order, the way every change is made: reads it, decides, and writes the facts,
 * their events and `writes` in one commit; where someone else was faster, begins again. What was done
 * already answers as it did, whatever If-Match says (RFC 9110, 13.1.1). Without facts nothing is written.
 */
export const changeFulfillmentOrder = (
  { fulfillmentOrders }: Pick<FulfillmentDeps, 'fulfillmentOrders'>,
  { id, ifMatch, cause }: Action,
  decide: Decide,
  writes: () => readonly Write[] = () => [],
): Promise<Outcome<StoredFulfillmentOrder>> =>
  untilNoConflict(async () => {
    const before = await fulfillmentOrders.load(id)
    if (!before) return unknown(id)
    const decision = await decide(before)
    if (decision.ok && decision.value.length === 0) return success(before)
    const stale = refuseStale(before, ifMatch)
    if (stale) return stale
    if (!decision.ok) return decision
    let after: FulfillmentOrder = before
    const events = decision.value.flatMap((fact) => {
      const previous = after
      after = evolve(previous, fact)
      return announce(fact, after, previous)
    })
    const committed = await fulfillmentOrders.commit(before, after, { events, cause, writes: writes() })
    if (!committed.ok) return { ok: false as const, code: 'version_conflict' as const }
    const { version, sequence } = committed.state
    return success({ ...after, version, sequence })
  })

/** The same for an action of the warehouse, which is answered with the fulfillment order as it is then. */
export async function act(
  deps: FulfillmentDeps,
  action: Action,
  decide: Decide,
  writes: readonly Write[] = [],
): Promise<Outcome<FulfillmentOrderResource>> {
  const now = deps.clock.now()
  const decideReleased = (state: FulfillmentOrder) => notReleased(state, now) ?? decide(state)
  const changed = await changeFulfillmentOrder(deps, action, decideReleased, () => writes)
  if (!changed.ok) return changed
  const [resource] = await present(deps, [changed.value])
  return resource ? success(resource) : unknown(action.id)
}
