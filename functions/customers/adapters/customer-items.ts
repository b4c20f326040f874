import * as z from 'zod/mini'
import { phone } from '#shared/address.ts'
import { type CustomerId, customerId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { sealed } from '#shared/personal.ts'
import { IS_NEW, type Key, type Put, type Store } from '#shared/store/store.ts'

export const customerKey = (id: CustomerId): Key => ({ pk: `CUSTOMER#${id}`, sk: 'HEADER' })

const header = z.object({
  id: customerId,
  registeredAt: z.string(),
  locale: z.string(),
  currency: z.optional(currency),
  emailFingerprint: z.string(),
  person: sealed,
  version: z.int(),
  sequence: z.int(),
})
export type StoredCustomer = z.infer<typeof header>

/** The shape of what `person` seals. */
export const person = z.object({ name: z.string(), email: z.string(), phone: z.optional(phone) })

export async function readCustomer(store: Store, id: CustomerId): Promise<StoredCustomer | undefined> {
  const item = await store.get(customerKey(id))
  return item && header.parse(item)
}

const emailKey = (fingerprint: string): Key => ({ pk: `EMAIL#${fingerprint}`, sk: 'OWNER' })

/** An address is of one customer: the write fails where it is taken. */
export const claimEmail = (fingerprint: string, id: CustomerId): Put => ({
  put: { ...emailKey(fingerprint), customerId: id },
  when: IS_NEW,
})

/** Whose address it is, by any of the fingerprints it may be kept under. */
export async function ownerOf(
  store: Store,
  fingerprints: readonly string[],
): Promise<CustomerId | undefined> {
  const items = await Promise.all(fingerprints.map((fingerprint) => store.get(emailKey(fingerprint))))
  const found = items.find((item) => item !== undefined)
  return found && customerId.parse(found['customerId'])
}
