import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Personal } from '#shared/personal.ts'
import type { OrderIndex } from '../adapters/order-index.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'
import { type People, people } from '../domain/details.ts'
import { termsOf } from '../domain/search-terms.ts'

/**
 * Makes an order findable by its number, SKUs, email, phones and names: those it was placed with, or those
 * that are given; answers whom it is found by. It is done after the order was accepted, so that accepting stays one small write; doing it
 * again changes nothing.
 */
export const makeIndexOrder =
  (deps: { orders: OrderRepository; index: OrderIndex; personal: Personal }) =>
  async (id: OrderId, given?: People): Promise<People | undefined> => {
    const [order, details] = await Promise.all([deps.orders.load(id), deps.orders.details(id)])
    if (!order || !details) throw new Fault(`${id} is to be made findable, and is not there`)
    const who = given ?? (await deps.personal.open(details.people, people))
    await deps.index.write(order, termsOf(order, details.lines, who, deps.personal.fingerprint))
    return who
  }
