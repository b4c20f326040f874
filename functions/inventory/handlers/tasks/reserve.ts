import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { reserveStock } from '../../contract/calls.ts'
import { makeReserveStock } from '../../use-cases/reserve-stock.ts'

const runtime = makeRuntime()
const reserve = once(async () => makeReserveStock(await runtime.commitDeps()))

export const handler = callableHandler(reserveStock, async (request) => {
  const answer = await (await reserve())(request)
  note({ orderId: request.orderId, run: request.run, outcome: answer.outcome })
  return answer
})
