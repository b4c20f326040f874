import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { releasePromotions } from '../../contract/calls.ts'
import { makeReleasePromotions } from '../../use-cases/redeem-promotions.ts'

const release = makeReleasePromotions(makeRuntime())

export const handler = callableHandler(releasePromotions, async (request) => {
  const answer = await release(request)
  note({ orderId: request.orderId, outcome: answer.outcome })
  return answer
})
