import { commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { CustomerId } from '#shared/ids.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { consentPut, readConsentHistory } from '../adapters/consent-items.ts'
import { customerKey, readCustomer, readWhole } from '../adapters/customer-items.ts'
import type { ConsentEntry } from '../contract/choice-operations.ts'
import type { Consents } from '../contract/choices.ts'
import { customerChanged } from '../contract/events.ts'
import { factsOf } from './facts.ts'
import { gone } from './me.ts'
import type { CustomerDeps } from './ports.ts'

/** What a customer consents to now, and a page of what they have decided, the newest first. Refusal: `not_found`. */
export const makeReadConsents =
  ({ store }: Pick<CustomerDeps, 'store'>) =>
  async (
    id: CustomerId,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<Outcome<{ now: Consents; items: ConsentEntry[]; nextCursor: string | null }, 'not_found'>> => {
    const known = await readCustomer(store, id)
    return known ? success({ now: known.consents, ...(await readConsentHistory(store, id, page)) }) : gone()
  }

/** Keeps a decision, also one that changes nothing: when it was said, and by which text, is what counts. Refusal: `not_found`. */
export const makeDecideConsent =
  (deps: CustomerDeps) =>
  (
    id: CustomerId,
    { purpose, granted, wording }: Omit<ConsentEntry, 'at'>,
    cause: Cause,
  ): Promise<Outcome<ConsentEntry, 'not_found'>> =>
    untilNoConflict(async () => {
      const found = await readWhole(deps, id)
      if (!found) return gone()
      const { customer: known, who } = found
      const at = deps.clock.now().toISOString()
      const entry = { purpose, granted, ...(wording === undefined ? {} : { wording }), at }
      const after = { ...known, consents: { ...known.consents, [purpose]: granted } }
      const committed = await commitChange<typeof known>(deps, {
        ...{ key: customerKey(id), subject: id, before: known, after, cause },
        events: [happened(customerChanged, factsOf(after), { subjectId: id, value: who })],
        writes: [consentPut(id, `${at}#${deps.ids.unique()}`, entry)],
      })
      return committed.ok ? success(entry) : ({ ok: false, code: 'version_conflict' } as const)
    })
