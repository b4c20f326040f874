import type { PostalAddress } from '#shared/address.ts'
import { addressLines } from '#shared/address-lines.ts'
import { named } from '#shared/named.ts'
import type { Seller } from '../contract/types.ts'
import type { Buyer } from './order-facts.ts'
import type { Party } from './sheet.ts'
import type { Words } from './words.ts'

export function buyerParty(
  { customer, shippingAddress, taxId }: Buyer,
  words: Words,
  seenFrom: string,
): Party {
  const name = named(words.address(customer.name))
  const registered = taxId ? [`${words.labels.taxId}: ${taxId}`] : []
  return {
    label: words.labels.buyer,
    lines: [name, ...placeLines(shippingAddress, customer.name, seenFrom), ...registered],
  }
}

/** Where it goes; the name of the address is not always the buyer's. */
export function recipientParty({ customer, shippingAddress }: Buyer, words: Words, seenFrom: string): Party {
  const name = shippingAddress?.name ?? customer.name
  const lines = [named(words.address(name)), ...placeLines(shippingAddress, name, seenFrom)]
  return { label: words.labels.recipient, lines }
}

/** An address without the name that stands above it already. */
function placeLines(address: PostalAddress | undefined, above: string, seenFrom: string): string[] {
  if (!address) return []
  return addressLines(address, { seenFrom, honorific: false })
    .filter((line) => line !== above)
    .map(named)
}

export function sellerParty(seller: Seller, words: Words): Party {
  const { name, address, registrationNumber, email } = seller
  const registered = registrationNumber ? [`${words.labels.registrationNumber}: ${registrationNumber}`] : []
  return { label: words.labels.seller, lines: [name, address, ...registered, email] }
}
