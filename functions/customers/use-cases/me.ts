import { commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { CustomerId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import { customerKey, person, readCustomer, type StoredCustomer } from '../adapters/customer-items.ts'
import { customerChanged } from '../contract/events.ts'
import type { CustomerResource, Profile } from '../contract/profile.ts'
import type { CustomerDeps } from './ports.ts'

/** One who was erased is not there. */
async function toResource(
  { personal }: Pick<CustomerDeps, 'personal'>,
  { id, locale, currency, registeredAt, version, person: box }: StoredCustomer,
): Promise<Outcome<CustomerResource, 'not_found'>> {
  const who = await personal.open(box, person)
  if (!who) return gone()
  return success({ id, ...who, locale, ...(currency ? { currency } : {}), registeredAt, version })
}

/** A token may live minutes longer than whoever it is of. */
const gone = () => refuse('not_found', 'There is no such customer any more.')

/** Reads a customer. Refusal: `not_found`. */
export const makeReadMe =
  (deps: Pick<CustomerDeps, 'store' | 'personal'>) =>
  async (id: CustomerId): Promise<Outcome<CustomerResource, 'not_found'>> => {
    const known = await readCustomer(deps.store, id)
    return known ? toResource(deps, known) : gone()
  }

export interface PutMe {
  readonly id: CustomerId
  readonly profile: Profile
  readonly ifMatch: number | undefined
}

/**
 * Replaces a customer's profile.
 * 1. Refuse who has not seen the current version.
 * 2. Write what was given, with the event, in one commit; the address of mails stays.
 * Refusals: `not_found`, `precondition_required`, `precondition_failed`.
 */
export const makePutMe =
  (deps: CustomerDeps) =>
  ({ id, profile, ifMatch }: PutMe, cause: Cause): Promise<Outcome<CustomerResource>> =>
    untilNoConflict(async () => {
      const known = await readCustomer(deps.store, id)
      if (!known) return gone()
      const seen = checkSeenVersion('profile', known, ifMatch)
      if (!seen.ok) return seen
      const { name, phone, locale, currency } = profile
      const before = await deps.personal.open(known.person, person)
      if (!before) return gone()
      const who = { email: before.email, name, ...(phone ? { phone } : {}) }
      const committed = await commitChange<typeof known>(deps, {
        key: customerKey(id),
        subject: id,
        before: known,
        after: { ...known, locale, currency, person: await deps.personal.seal(id, who) },
        events: [
          happened(customerChanged, { customerId: id, locale, currency }, { subjectId: id, value: who }),
        ],
        cause,
      })
      return committed.ok ? toResource(deps, committed.state) : conflict
    })

const conflict = { ok: false, code: 'version_conflict' } as const
