import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { claimHandOver } from '../../contract/calls.ts'
import { makeClaimHandOver } from '../../use-cases/claim-hand-over.ts'
import { orderDeps } from '../dependencies.ts'

const prepare = once(async () => makeClaimHandOver(await orderDeps()))

export const handler = callableHandler(claimHandOver, async (request) => {
  const answer = await (await prepare())(request)
  note({ orderId: request.orderId, outcome: answer.outcome, correlationId: request.correlationId })
  return answer
})
