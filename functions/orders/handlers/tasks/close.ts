import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { closeOrder } from '../../contract/calls.ts'
import { makeClose } from '../../use-cases/workflow-steps.ts'
import { askingDeps } from '../dependencies.ts'

const prepare = once(async () => makeClose(await askingDeps()))

export const handler = callableHandler(closeOrder, async (request) => {
  const answer = await (await prepare())(request)
  note({ orderId: request.orderId, run: request.run, outcome: answer.outcome })
  return answer
})
