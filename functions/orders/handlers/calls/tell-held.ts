import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeNoteItems } from '../../adapters/note-items.ts'
import { makeOrderRepository } from '../../adapters/order-repository.ts'
import { tellOrdersHeld } from '../../contract/customer-calls.ts'
import { makeTellOrdersHeld } from '../../use-cases/customers-orders.ts'

const prepare = once(async () => {
  const commit = await makeRuntime().commitDeps()
  return makeTellOrdersHeld({
    orders: makeOrderRepository(commit),
    personal: commit.personal,
    customerNotes: makeNoteItems(commit).forCustomer,
  })
})

export const handler = callableHandler(tellOrdersHeld, async (request) => {
  note({ subject: request.customerId, count: request.orderIds.length })
  return { held: await (await prepare())(request) }
})
