import { readConsentHistory } from '#contexts/customers/adapters/consent-items.ts'
import { ownerOf, readCustomer } from '#contexts/customers/adapters/customer-items.ts'
import { readTwoFactor } from '#contexts/customers/adapters/two-factor-items.ts'
import { type CustomerBooks, violations } from '#contexts/customers/domain/invariants.ts'
import { type CustomerId, customerId } from '#shared/ids.ts'
import type { Store } from '#shared/store/store.ts'
import { walkAggregates } from '../subjects.ts'

/** Each customer beside the claim to their address; what is sealed of them stays so. */
export const walkCustomers = walkAggregates({
  ...{ context: 'customers', kind: 'customer', prefix: 'CUSTOMER#' },
  look: async ({ tables }, { store }, id) => {
    const books = await customerBooks({ of: store, claims: tables.of('customers') }, customerId.parse(id))
    return books ? violations(books) : []
  },
})

/** So many decisions are looked at: the newest. */
const DECISIONS = 1_000

export async function customerBooks(
  { of: store, claims }: { readonly of: Store; readonly claims: Store },
  id: CustomerId,
): Promise<CustomerBooks | undefined> {
  const customer = await readCustomer(store, id)
  if (!customer) return undefined
  const [addressOwner, twoFactor, { items }] = await Promise.all([
    ownerOf(claims, [customer.emailFingerprint]),
    readTwoFactor(store, id),
    readConsentHistory(store, id, { limit: DECISIONS }),
  ])
  return { customer, addressOwner, twoFactor, decisions: items.toReversed() }
}
