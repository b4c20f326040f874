import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { tellCheckoutHeld } from '../../contract/held.ts'
import { makeTellCheckoutHeld } from '../../use-cases/tell-held.ts'

const runtime = makeRuntime()
const prepare = once(async () =>
  makeTellCheckoutHeld({ store: runtime.store, personal: await runtime.personal() }),
)

export const handler = callableHandler(tellCheckoutHeld, async (request) => {
  note({ subject: request.customerId })
  return { held: await (await prepare())(request) }
})
