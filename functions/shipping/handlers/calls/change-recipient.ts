import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { changeRecipient } from '../../contract/calls.ts'
import { makeChangeRecipient } from '../../use-cases/change-recipient.ts'

const runtime = makeRuntime()

export const handler = callableHandler(changeRecipient, async (request) => {
  const { orderId, correlationId } = request
  const answer = await makeChangeRecipient({ store: runtime.store, personal: await runtime.personal() })(
    request,
  )
  note({ orderId, correlationId, outcome: answer.outcome })
  return answer
})
