import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeOrderIndex } from '../../adapters/order-index.ts'
import { screenOrder } from '../../contract/calls.ts'
import { makeScreen } from '../../use-cases/workflow-steps.ts'
import { askingDeps } from '../dependencies.ts'

const prepare = once(async () => {
  const deps = await askingDeps()
  return makeScreen({ ...deps, index: makeOrderIndex(deps.store) })
})

export const handler = callableHandler(screenOrder, async (request) => {
  const answer = await (await prepare())(request)
  note({ orderId: request.orderId, run: request.run, outcome: answer.outcome })
  return answer
})
