import { SYSTEM } from '#shared/actor.ts'
import { type Cause, causedBy, type Envelope, happened } from '#shared/events.ts'
import type { CustomerId, OrderId } from '#shared/ids.ts'
import { Fault, success } from '#shared/outcomes.ts'
import type { Members } from '../adapters/members.ts'
import { type OrderIndex, orderAt, type Place } from '../adapters/order-index.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'
import { ownWrite } from '../adapters/own-orders.ts'
import { orderClaimed } from '../contract/events.ts'
import { emailTerm, emailTerms } from '../domain/search-terms.ts'
import { about, amendOrder } from './amend-order.ts'
import type { OrderDeps } from './ports.ts'

export type ClaimDeps = Pick<OrderDeps, 'personal'> & {
  readonly orders: OrderRepository
  readonly index: OrderIndex
  readonly members: Members
}

interface Confirmed extends Pick<Envelope, 'id' | 'sequence' | 'correlationId'> {
  readonly data: { readonly customerId: CustomerId }
  readonly personal: { readonly email: string }
}

const PAGE = 100

/**
 * A customer has confirmed an address: what guests have ordered with it is theirs. Primary course:
 * 1. note whose address it is, so that what is placed with it from now on is found to be theirs;
 * 2. look through the orders that were placed with it, and claim those that are nobody's.
 * Doing it again changes nothing, and an address that they have left since claims nothing. What another customer has placed or claimed stays theirs.
 */
export const makeClaimOrders =
  (deps: ClaimDeps) =>
  async (event: Confirmed): Promise<void> => {
    const { customerId } = event.data
    const { email } = event.personal
    const confirmed = emailTerm(email, deps.personal.fingerprint)
    if (!(await deps.members.note(customerId, event.sequence, confirmed))) return
    for (const term of emailTerms(email, deps.personal.fingerprints)) {
      let before: Place | undefined
      do {
        const places = await deps.index.places({ term }, { before }, PAGE)
        for (const place of places) await claim(deps, orderAt(place), customerId, causedBy(event, SYSTEM))
        before = places.length < PAGE ? undefined : places.at(-1)
      } while (before)
    }
  }

/**
 * Finds whose a guest's new order is, by its address. It is done once the order can be found by that address: so an
 * address that is confirmed at the same time claims it, or it finds its customer here.
 */
export const makeClaimOrder =
  (deps: ClaimDeps) =>
  async (id: OrderId, email: string, cause: Cause): Promise<void> => {
    for (const term of emailTerms(email, deps.personal.fingerprints)) {
      const customer = await deps.members.whose(term)
      if (customer) return claim(deps, id, customer, cause)
    }
  }

/** Makes a guest's order a customer's, once. */
async function claim(
  { orders }: Pick<ClaimDeps, 'orders'>,
  id: OrderId,
  customerId: CustomerId,
  cause: Cause,
): Promise<void> {
  const claimed = await amendOrder({ orders }, id, cause, (order) =>
    success({
      after: { ...order, customerId: order.customerId ?? customerId },
      events: order.customerId ? [] : [happened(orderClaimed, { ...about(order), customerId })],
      writes: order.customerId ? [] : [ownWrite(customerId, order)],
    }),
  )
  if (!claimed.ok) throw new Fault(`${id} is to be claimed, and is not there`)
}
