import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeMembers } from '../../adapters/members.ts'
import { makeOrderIndex } from '../../adapters/order-index.ts'
import { makeOrderRepository } from '../../adapters/order-repository.ts'
import { forgetPeople } from '../../contract/customer-calls.ts'
import { makeForgetPeople } from '../../use-cases/customers-orders.ts'

const prepare = once(async () => {
  const commit = await makeRuntime().commitDeps()
  return makeForgetPeople({
    orders: makeOrderRepository(commit),
    index: makeOrderIndex(commit.store),
    members: makeMembers(commit.store),
    personal: commit.personal,
  })
})

export const handler = callableHandler(forgetPeople, async (request) => {
  await (await prepare())(request)
  note({ subject: request.customerId, count: request.orderIds.length })
  return { outcome: 'forgotten' as const }
})
