import { commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { CustomerId } from '#shared/ids.ts'
import { refuseUnknownCurrency } from '#shared/known-currency.ts'
import { refuseLines } from '#shared/one-line.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import {
  customerKey,
  readCustomer,
  readWhole,
  type StoredCustomer,
  type Whole,
} from '../adapters/customer-items.ts'
import type { Notifications } from '../contract/choices.ts'
import { customerChanged } from '../contract/events.ts'
import type { CustomerResource, Profile } from '../contract/profile.ts'
import type { Person } from '../domain/customer.ts'
import { factsOf } from './facts.ts'
import type { CustomerDeps } from './ports.ts'

const toResource = ({ customer, who }: Whole): CustomerResource => {
  const { id, locale, currency, registeredAt, version } = customer
  return { id, ...who, locale, ...(currency ? { currency } : {}), registeredAt, version }
}

/** A token may live minutes longer than whoever it is of. */
export const gone = () => refuse('not_found', 'There is no such customer any more.')

/** Reads a customer. Refusal: `not_found`. */
export const makeReadMe =
  (deps: Pick<CustomerDeps, 'store' | 'personal'>) =>
  async (id: CustomerId): Promise<Outcome<CustomerResource, 'not_found'>> => {
    const known = await readWhole(deps, id)
    return known ? success(toResource(known)) : gone()
  }

interface Seen {
  readonly id: CustomerId
  readonly ifMatch: number | undefined
}

/**
 * Replaces a customer's profile.
 * 1. Refuse a name of several lines, a currency that is none, and who has not seen the current version.
 * 2. Write what was given, with the event, in one commit; the address of mails stays.
 * Refusals: `impossible`, `unknown_currency`, `not_found`, `precondition_required`, `precondition_failed`.
 */
export const makePutMe =
  (deps: CustomerDeps) =>
  async (
    seen: Seen,
    { name, phone, locale, currency }: Profile,
    cause: Cause,
  ): Promise<Outcome<CustomerResource>> => {
    const refused = refuseLines({ '/name': name }) ?? refuseUnknownCurrency(currency)
    if (refused) return refused
    const changed = await change(deps, seen, cause, (known, { email }) => ({
      after: { ...known, locale, currency },
      who: { email, name, ...(phone ? { phone } : {}) },
    }))
    return changed.ok ? success(toResource(changed.value)) : changed
  }

export type NotificationsResource = Notifications & { readonly version: number }

const notificationsOf = ({ notifications, version }: StoredCustomer): NotificationsResource => ({
  ...notifications,
  version,
})

/** What a customer wants to hear, by channel. Refusal: `not_found`. */
export const makeReadNotifications =
  ({ store }: Pick<CustomerDeps, 'store'>) =>
  async (id: CustomerId): Promise<Outcome<NotificationsResource, 'not_found'>> => {
    const known = await readCustomer(store, id)
    return known ? success(notificationsOf(known)) : gone()
  }

/** Chooses what a customer hears. Refusals: `not_found`, `precondition_required`, `precondition_failed`. */
export const makePutNotifications =
  (deps: CustomerDeps) =>
  async (seen: Seen, notifications: Notifications, cause: Cause): Promise<Outcome<NotificationsResource>> => {
    const changed = await change(deps, seen, cause, (known, who) => ({
      after: { ...known, notifications },
      who,
    }))
    return changed.ok ? success(notificationsOf(changed.value.customer)) : changed
  }

const change = (
  deps: CustomerDeps,
  { id, ifMatch }: Seen,
  cause: Cause,
  decide: (known: StoredCustomer, who: Person) => { after: StoredCustomer; who: Person },
): Promise<Outcome<Whole>> =>
  untilNoConflict(async () => {
    const found = await readWhole(deps, id)
    if (!found) return gone()
    const { customer: known } = found
    const seen = checkSeenVersion('profile', known, ifMatch)
    if (!seen.ok) return seen
    const { after, who } = decide(known, found.who)
    const committed = await commitChange<StoredCustomer>(deps, {
      ...{ key: customerKey(id), subject: id, before: known, cause },
      after: { ...after, person: await deps.personal.seal(id, who) },
      events: [happened(customerChanged, factsOf(after), { subjectId: id, value: who })],
    })
    return committed.ok
      ? success({ customer: committed.state, who })
      : ({ ok: false, code: 'version_conflict' } as const)
  })
