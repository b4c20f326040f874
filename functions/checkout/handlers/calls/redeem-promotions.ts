import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { redeemPromotions } from '../../contract/calls.ts'
import { makeRedeemPromotions } from '../../use-cases/redeem-promotions.ts'

const redeem = makeRedeemPromotions(makeRuntime())

export const handler = callableHandler(redeemPromotions, async (request) => {
  const answer = await redeem(request)
  note({ orderId: request.orderId, outcome: answer.outcome })
  return answer
})
