import type { Actor } from '#shared/actor.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Personal } from '#shared/personal.ts'
import type { AccessLog } from '../adapters/access-log.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'
import { type People, people } from '../domain/details.ts'

/**
 * Shows staff who ordered, and the addresses. Primary course: 1. finds the order; 2. records who reads;
 * 3. opens what is sealed. A reading that cannot be recorded is not answered. Refusal: not_found,
 * also where they were erased.
 */
export const makeReadCustomer =
  (deps: { orders: OrderRepository; personal: Personal; accessLog: AccessLog }) =>
  async (id: OrderId, actor: Actor): Promise<Outcome<{ orderId: OrderId } & People>> => {
    const details = await deps.orders.details(id)
    if (!details) return refuse('not_found', 'There is no such order that you may see.')
    await deps.accessLog.record([{ actor, what: 'customer', orderId: id }])
    const who = await deps.personal.open(details.people, people)
    return who
      ? success({ orderId: id, ...who })
      : refuse('not_found', 'The customer of this order was erased, as they asked.')
  }
