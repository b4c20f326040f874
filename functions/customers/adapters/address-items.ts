import * as z from 'zod/mini'
import type { CustomerId } from '#shared/ids.ts'
import { type Personal, sealed } from '#shared/personal.ts'
import type { Key, Put, Store } from '#shared/store/store.ts'
import { addressResource } from '../contract/address-operations.ts'
import type { AddressBook } from '../domain/address-book.ts'
import { customerKey } from './customer-items.ts'

const keyOf = (customer: CustomerId): Key => ({ ...customerKey(customer), sk: 'ADDRESSES' })

const stored = z.object({ addresses: sealed })
const book = z.array(addressResource)

type Deps = { readonly store: Store; readonly personal: Personal }

export async function readAddressBook({ store, personal }: Deps, customer: CustomerId): Promise<AddressBook> {
  const item = await store.get(keyOf(customer))
  return (item && (await personal.open(stored.parse(item).addresses, book))) ?? []
}

/** To be written with the customer's header, whose version keeps two changes apart. */
export const addressBookPut = async (
  personal: Personal,
  customer: CustomerId,
  addresses: AddressBook,
): Promise<Put> => ({ put: { ...keyOf(customer), addresses: await personal.seal(customer, addresses) } })
