import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { releaseStock } from '../../contract/calls.ts'
import { makeReleaseStock } from '../../use-cases/reserve-stock.ts'

const runtime = makeRuntime()
const release = once(async () => makeReleaseStock(await runtime.commitDeps()))

export const handler = callableHandler(releaseStock, async (request) => {
  const answer = await (await release())(request)
  note({ orderId: request.orderId, run: request.run, outcome: answer.outcome })
  return answer
})
