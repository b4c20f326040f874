import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { holdStock } from '../../contract/calls.ts'
import { makeHoldStock } from '../../use-cases/hold-stock.ts'

const runtime = makeRuntime()
const hold = once(async () => makeHoldStock(await runtime.commitDeps()))

export const handler = callableHandler(holdStock, async (request) => {
  const answer = await (await hold())(request)
  note({ orderId: request.orderId, outcome: answer.outcome })
  return answer
})
