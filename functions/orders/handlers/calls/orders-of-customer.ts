import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeOrderRepository } from '../../adapters/order-repository.ts'
import { makeOwnOrders } from '../../adapters/own-orders.ts'
import { ordersOfCustomer } from '../../contract/customer-calls.ts'
import { makeFindCustomersOrders } from '../../use-cases/customers-orders.ts'

const prepare = once(async () => {
  const commit = await makeRuntime().commitDeps()
  return makeFindCustomersOrders({
    orders: makeOrderRepository(commit),
    ownOrders: makeOwnOrders(commit.store),
  })
})

export const handler = callableHandler(ordersOfCustomer, async (request) => {
  const answer = await (await prepare())(request)
  note({ subject: request.customerId, count: answer.orders.length })
  return answer
})
