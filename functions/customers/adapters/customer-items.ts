import * as z from 'zod/mini'
import { phone } from '#shared/address.ts'
import { type CustomerId, customerId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { type Personal, sealed } from '#shared/personal.ts'
import { IS_NEW, type Key, type Put, type Store, type Write } from '#shared/store/store.ts'
import { consents, notifications } from '../contract/choices.ts'
import { verificationId } from '../contract/verifications.ts'
import type { Person } from '../domain/customer.ts'

export const customerKey = (id: CustomerId): Key => ({ pk: `CUSTOMER#${id}`, sk: 'HEADER' })

const header = z.object({
  id: customerId,
  registeredAt: z.string(),
  registration: z.optional(verificationId),
  locale: z.string(),
  currency: z.optional(currency),
  emailFingerprint: z.string(),
  consents,
  notifications,
  person: sealed,
  version: z.int(),
  sequence: z.int(),
})
export type StoredCustomer = z.infer<typeof header>

/** The shape of what `person` seals. */
const person = z.object({ name: z.string(), email: z.string(), phone: z.optional(phone) })

export async function readCustomer(store: Store, id: CustomerId): Promise<StoredCustomer | undefined> {
  const item = await store.get(customerKey(id))
  return item && header.parse(item)
}

export interface Whole {
  readonly customer: StoredCustomer
  readonly who: Person
}

/** A customer with what is sealed of them; undefined for one who is not there, or was erased. */
export async function readWhole(
  { store, personal }: { readonly store: Store; readonly personal: Personal },
  id: CustomerId,
): Promise<Whole | undefined> {
  const customer = await readCustomer(store, id)
  const who = customer && (await personal.open(customer.person, person))
  return customer && who ? { customer, who } : undefined
}

const emailKey = (fingerprint: string): Key => ({ pk: `EMAIL#${fingerprint}`, sk: 'OWNER' })

/** An address is of one customer: the write fails where it is taken. */
export const claimEmail = (fingerprint: string, id: CustomerId): Put => ({
  put: { ...emailKey(fingerprint), customerId: id },
  when: IS_NEW,
})

/** The address is free again, for whoever confirms it. */
export const freeEmail = (fingerprint: string): Write => ({ delete: emailKey(fingerprint) })

/** Whose address it is, by any of the fingerprints it may be kept under. */
export async function ownerOf(
  store: Store,
  fingerprints: readonly string[],
): Promise<CustomerId | undefined> {
  const items = await Promise.all(fingerprints.map((fingerprint) => store.get(emailKey(fingerprint))))
  const found = items.find((item) => item !== undefined)
  return found && customerId.parse(found['customerId'])
}
