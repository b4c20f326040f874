import type { Actor } from '../actor.ts'
import { type CustomerId, customerId } from '../ids.ts'

/** The customer who calls an operation that is for customers; throws for anybody else, who is refused before. */
export const customerOf = ({ kind, id }: Actor): CustomerId => {
  if (kind !== 'customer') throw new TypeError(`a ${kind} is no customer`)
  return customerId.parse(id)
}
