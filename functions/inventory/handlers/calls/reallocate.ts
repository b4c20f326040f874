import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { reallocateStock } from '../../contract/calls.ts'
import { makeReallocateStock } from '../../use-cases/reallocate-stock.ts'

const runtime = makeRuntime()
const reallocate = once(async () => makeReallocateStock(await runtime.commitDeps()))

export const handler = callableHandler(reallocateStock, async (request) => {
  const answer = await (await reallocate())(request)
  note({ orderId: request.orderId, outcome: answer.outcome })
  return answer
})
