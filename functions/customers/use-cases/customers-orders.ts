import type { ordersOfCustomer } from '#contexts/orders/contract/customer-calls.ts'
import type { AnswerOf, Ask } from '#shared/calls.ts'
import { chunked } from '#shared/chunked.ts'
import { ORDERS_AT_ONCE } from '#shared/held.ts'
import type { CustomerId, OrderId } from '#shared/ids.ts'

export type CustomersOrder = AnswerOf<typeof ordersOfCustomer>['orders'][number]

/** Every order of a customer, the newest first. */
export async function allOrdersOf(
  ask: Ask<typeof ordersOfCustomer>,
  customerId: CustomerId,
): Promise<readonly CustomersOrder[]> {
  const found: CustomersOrder[] = []
  for (;;) {
    const before = found.at(-1)?.orderId
    const { orders, more } = await ask({ customerId, ...(before ? { before } : {}) })
    found.push(...orders)
    if (!more || orders.length === 0) return found
  }
}

/** What others are asked one after the other: some orders at once; once of none, where there are none. */
export const askedInTurn = (orders: readonly OrderId[]): readonly (readonly OrderId[])[] =>
  orders.length > 0 ? chunked(orders, ORDERS_AT_ONCE) : [[]]
