import type { ordersOfCustomer } from '#contexts/orders/contract/customer-calls.ts'
import type { AnswerOf, Ask } from '#shared/calls.ts'
import type { CustomerId } from '#shared/ids.ts'

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

/** The same things, some at once. */
export const chunked = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )
