import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeDeliveryLog } from '../../adapters/delivery-log.ts'
import { tellMessagesHeld } from '../../contract/held.ts'
import { makeTellMessagesHeld } from '../../use-cases/tell-held.ts'

const prepare = once(async () =>
  makeTellMessagesHeld({ deliveries: makeDeliveryLog(await makeRuntime().commitDeps()) }),
)

export const handler = callableHandler(tellMessagesHeld, async (request) => {
  note({ subject: request.customerId, count: request.orderIds.length })
  return { held: await (await prepare())(request) }
})
