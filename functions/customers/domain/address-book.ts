import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import {
  ADDRESS_USES,
  type AddressBody,
  type AddressResource,
  type AddressUse,
} from '../contract/address-operations.ts'

/** A customer's addresses, the oldest first. Where there is one, there is one default for each use. */
export type AddressBook = readonly AddressResource[]

const MAX_ADDRESSES = 20

/** Refusal: `impossible`, where there are too many. */
export function addAddress(
  book: AddressBook,
  { id, address, defaultFor }: AddressBody & { readonly id: string },
): Outcome<AddressBook, 'impossible'> {
  if (book.length >= MAX_ADDRESSES)
    return refuse('impossible', `There are ${MAX_ADDRESSES} addresses at most. Remove one first.`)
  const wanted = book.length === 0 ? [...ADDRESS_USES] : defaultFor
  return success(withDefaults([...book, { id, address, defaultFor: [], version: 1 }], id, wanted))
}

/** An address that was the default stays it, until another is. */
export const replaceAddress = (
  book: AddressBook,
  { id, address, defaultFor }: AddressBody & { readonly id: string },
): AddressBook =>
  withDefaults(
    book.map((one) => (one.id === id ? { ...one, address, version: one.version + 1 } : one)),
    id,
    defaultFor,
  )

export function removeAddress(book: AddressBook, id: string): AddressBook {
  const left = book.filter((one) => one.id !== id)
  const [oldest] = left
  const lost = ADDRESS_USES.filter((use) => left.every(({ defaultFor }) => !defaultFor.includes(use)))
  return oldest ? withDefaults(left, oldest.id, lost) : left
}

/** Of each use that is named the address is the default, and no other. */
const withDefaults = (book: AddressBook, id: string, uses: readonly AddressUse[]): AddressBook =>
  book.map((one) => ({
    ...one,
    defaultFor: ADDRESS_USES.filter((use) =>
      uses.includes(use) ? one.id === id : one.defaultFor.includes(use),
    ),
  }))
