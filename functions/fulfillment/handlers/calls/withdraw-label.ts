import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { withdrawLabel } from '../../contract/calls.ts'
import { makeWithdrawLabel } from '../../use-cases/withdraw-label.ts'
import { fulfillmentDeps } from '../dependencies.ts'

const prepare = once(async () => makeWithdrawLabel(await fulfillmentDeps()))

export const handler = callableHandler(withdrawLabel, async (request) => {
  const answer = await (await prepare())(request)
  note({ outcome: answer.outcome, correlationId: request.correlationId })
  return answer
})
