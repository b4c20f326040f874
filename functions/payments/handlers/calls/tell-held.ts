import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { tellPaymentsHeld } from '../../contract/held.ts'
import { makeTellPaymentsHeld } from '../../use-cases/tell-held.ts'
import { recordDeps } from '../record-dependencies.ts'

const prepare = once(async () => makeTellPaymentsHeld(await recordDeps()))

export const handler = callableHandler(tellPaymentsHeld, async (request) => {
  note({ subject: request.customerId, count: request.orderIds.length })
  return { held: await (await prepare())(request) }
})
