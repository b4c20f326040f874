import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeOrderIndex } from '../../adapters/order-index.ts'
import { confirmOrder } from '../../contract/calls.ts'
import { makeOrdersWithinAnHour } from '../../use-cases/count-recent-orders.ts'
import { makeConfirm } from '../../use-cases/workflow-steps.ts'
import { orderDeps } from '../dependencies.ts'

const prepare = once(async () => {
  const deps = await orderDeps()
  const index = makeOrderIndex(deps.store)
  return makeConfirm({ ...deps, ordersWithinAnHour: makeOrdersWithinAnHour({ ...deps, index }) })
})

export const handler = callableHandler(confirmOrder, async (request) => {
  const answer = await (await prepare())(request)
  note({ orderId: request.orderId, run: request.run, outcome: answer.outcome })
  return answer
})
