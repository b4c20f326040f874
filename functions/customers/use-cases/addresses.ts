import { refuseAddress } from '#contexts/orders/contract/broken-address-rules.ts'
import { commitChange, untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { CustomerId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import { addressBookPut, readAddressBook } from '../adapters/address-items.ts'
import { customerKey, readWhole } from '../adapters/customer-items.ts'
import type { AddressBody, AddressResource } from '../contract/address-operations.ts'
import { type AddressBook, addAddress, removeAddress, replaceAddress } from '../domain/address-book.ts'
import { gone } from './me.ts'
import type { CustomerDeps } from './ports.ts'

const missing = (id: string) => refuse('not_found', `You have no address ${id}.`)

/** A customer's own addresses, the oldest first. */
export const makeListAddresses =
  (deps: Pick<CustomerDeps, 'store' | 'personal'>) =>
  async (customer: CustomerId): Promise<{ items: AddressResource[] }> => ({
    items: [...(await readAddressBook(deps, customer))],
  })

/** Refusal: `not_found`. */
export const makeGetAddress =
  (deps: Pick<CustomerDeps, 'store' | 'personal'>) =>
  async (customer: CustomerId, id: string): Promise<Outcome<AddressResource, 'not_found'>> => {
    const found = (await readAddressBook(deps, customer)).find((address) => address.id === id)
    return found ? success(found) : missing(id)
  }

/** Adds an address. Refusals: `not_found`, `impossible` where there are too many, `address_invalid`. */
export const makeAddAddress =
  (deps: CustomerDeps) =>
  (customer: CustomerId, body: AddressBody, cause: Cause): Promise<Outcome<AddressResource>> => {
    const id = `adr_${deps.ids.unique()}`
    return change(deps, customer, cause, (book, phone) => {
      const invalid = refuseInvalid(body, phone)
      if (invalid) return invalid
      const added = addAddress(book, { ...body, id })
      return added.ok ? success({ after: added.value, id }) : added
    })
  }

/** Replaces an address. Refusals: `not_found`, `precondition_required`, `precondition_failed`, `address_invalid`. */
export const makePutAddress =
  (deps: CustomerDeps) =>
  (
    customer: CustomerId,
    { id, body, ifMatch }: { id: string; body: AddressBody; ifMatch: number | undefined },
    cause: Cause,
  ): Promise<Outcome<AddressResource>> =>
    change(deps, customer, cause, (book, phone) => {
      const known = book.find((address) => address.id === id)
      if (!known) return missing(id)
      const seen = checkSeenVersion('address', known, ifMatch)
      if (!seen.ok) return seen
      return refuseInvalid(body, phone) ?? success({ after: replaceAddress(book, { ...body, id }), id })
    })

/** Removes an address, and answers it as it was. Refusal: `not_found`. */
export const makeRemoveAddress =
  (deps: CustomerDeps) =>
  (customer: CustomerId, id: string, cause: Cause): Promise<Outcome<AddressResource>> =>
    change(deps, customer, cause, (book) =>
      book.some((address) => address.id === id)
        ? success({ after: removeAddress(book, id), id })
        : missing(id),
    )

/** By the rules that an order's address has to follow, so that one out of the book is never refused there. */
const refuseInvalid = ({ address }: AddressBody, phone: string | undefined) =>
  refuseAddress(address, { pointer: '/address', phone })

/** Decides on the whole book, and writes it with the customer's version, so that there is one default at any time. */
const change = (
  deps: CustomerDeps,
  customer: CustomerId,
  cause: Cause,
  decide: (book: AddressBook, phone: string | undefined) => Outcome<{ after: AddressBook; id: string }>,
): Promise<Outcome<AddressResource>> =>
  untilNoConflict(async () => {
    const whole = await readWhole(deps, customer)
    if (!whole) return gone()
    const { customer: known, who } = whole
    const before = await readAddressBook(deps, customer)
    const decided = decide(before, who.phone)
    if (!decided.ok) return decided
    const { after, id } = decided.value
    const committed = await commitChange<typeof known>(deps, {
      ...{ key: customerKey(customer), subject: customer, before: known, after: known, events: [], cause },
      writes: [await addressBookPut(deps.personal, customer, after)],
    })
    if (!committed.ok) return { ok: false, code: 'version_conflict' } as const
    const changed = [...after, ...before].find((address) => address.id === id)
    return changed ? success(changed) : missing(id)
  })
