import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { lookAtOrder } from '../../contract/calls.ts'
import { makeLook } from '../../use-cases/workflow-steps.ts'
import { orderDeps } from '../dependencies.ts'

const prepare = once(async () => makeLook(await orderDeps()))

export const handler = callableHandler(lookAtOrder, async (request) => {
  const answer = await (await prepare())(request)
  note({ orderId: request.orderId, run: request.run, outcome: answer.outcome })
  return answer
})
