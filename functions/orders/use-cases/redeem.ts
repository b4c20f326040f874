import type { redeemPromotions } from '#contexts/checkout/contract/calls.ts'
import type { AnswerOf } from '#shared/calls.ts'
import { type OrderIndex, orderAt, placeOf } from '../adapters/order-index.ts'
import { people } from '../domain/details.ts'
import type { Order } from '../domain/order.ts'
import { emailTerms, type Term } from '../domain/search-terms.ts'
import { detailsOf } from './details-of.ts'
import type { Outside } from './outside.ts'
import type { OrderDeps } from './ports.ts'

export type RedeemDeps = Pick<Outside, 'redeemPromotions'> & { readonly index: OrderIndex }

/** Of the orders before, so many are looked at, newest first: somebody who lost all of those is new again. */
const LOOKED_AT = 10

/**
 * Asks checkout for the uses of an order's promotions. Who orders is told by the fingerprint of their email; whether
 * they have ordered before, by the index of the desk.
 */
export async function redeem(
  deps: OrderDeps & RedeemDeps,
  order: Order,
): Promise<AnswerOf<typeof redeemPromotions>> {
  const details = await detailsOf(deps, order.id)
  const who = await deps.personal.open(details.people, people)
  // Whoever was erased meanwhile is nobody that anybody knows.
  const customerKeys = who ? [...deps.personal.fingerprints('email', who.customer.email)] : [order.id]
  return deps.redeemPromotions({
    orderId: order.id,
    promotions: order.promotions ?? [],
    customerKeys,
    hasOrdered: await hasOrderedBefore(
      deps,
      order,
      who ? emailTerms(who.customer.email, deps.personal.fingerprints) : [],
    ),
  })
}

/** Orders that were rejected or cancelled do not count. */
async function hasOrderedBefore(
  { index, orders }: OrderDeps & RedeemDeps,
  order: Order,
  terms: readonly Term[],
): Promise<boolean> {
  const before = placeOf(order)
  const places = await Promise.all(terms.map((term) => index.places({ term }, { before }, LOOKED_AT)))
  const earlier = await Promise.all(places.flat().map((place) => orders.load(orderAt(place))))
  return earlier.some((one) => one !== undefined && one.endingAt === undefined)
}
