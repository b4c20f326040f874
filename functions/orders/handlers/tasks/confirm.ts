import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { confirmOrder } from '../../contract/calls.ts'
import { makeConfirm } from '../../use-cases/workflow-steps.ts'
import { orderDeps } from '../dependencies.ts'

const prepare = once(async () => makeConfirm({ ...(await orderDeps()), ordersWithinAnHour: async () => 0 }))

export const handler = callableHandler(confirmOrder, async (request) => {
  const answer = await (await prepare())(request)
  note({ orderId: request.orderId, run: request.run, outcome: answer.outcome })
  return answer
})
