import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { unlessErased } from '#shared/erased-customers.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { CustomerId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import type { Store } from '#shared/store/store.ts'
import { groupsKey, readGroups, type StoredGroups } from '../adapters/customer-group-items.ts'
import type { CustomerGroupsResource } from '../contract/customer-groups.ts'
import { customerGroupsChanged } from '../contract/promotion-events.ts'

const toResource = ({ customerId, groups, version }: StoredGroups): CustomerGroupsResource => ({
  customerId,
  groups,
  version,
})

export interface PutCustomerGroups {
  readonly customerId: CustomerId
  readonly groups: readonly string[]
  readonly ifMatch: number | undefined
}

/**
 * Says which groups a customer belongs to; one who is not there yet may be given some, too, one who was erased not.
 * Refusals: `precondition_required`, `precondition_failed`, `not_found`.
 */
export const makePutCustomerGroups =
  (deps: CommitDeps) =>
  ({ customerId, groups, ifMatch }: PutCustomerGroups, cause: Cause) =>
    untilNoConflict<Outcome<{ groups: CustomerGroupsResource; created: boolean }>>(async () => {
      const before = await readGroups(deps.store, customerId)
      const seen = checkSeenVersion(`groups of ${customerId}`, before, ifMatch)
      if (!seen.ok) return seen
      const after = { customerId, groups: [...new Set(groups)] }
      const committed = await commitChange(deps, {
        key: groupsKey(customerId),
        subject: customerId,
        before,
        after,
        events: [happened(customerGroupsChanged, after)],
        cause,
        writes: before ? [] : [unlessErased(customerId)],
      })
      if (committed.ok) return success({ groups: toResource(committed.state), created: !before })
      return committed.code === 'condition_failed'
        ? refuse('not_found', `The customer ${customerId} was erased.`)
        : { ok: false, code: 'version_conflict' }
    })

/** Refusal: `not_found` where nobody has said any. */
export const makeReadCustomerGroups =
  ({ store }: { readonly store: Store }) =>
  async (customerId: CustomerId): Promise<Outcome<CustomerGroupsResource, 'not_found'>> => {
    const found = await readGroups(store, customerId)
    return found ? success(toResource(found)) : refuse('not_found', `No groups of ${customerId} are known.`)
  }
