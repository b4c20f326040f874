import { systemClock } from '#shared/clock.ts'
import { apiHandler, reply, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { forgetVisitor, recordEvents } from '../contract/operations.ts'
import { makeForgetVisitor } from '../use-cases/forget-visitor.ts'
import { makeRecordEvents } from '../use-cases/record-events.ts'
import { insightsSettings } from './settings.ts'

const { store, personal } = makeRuntime()
const settings = insightsSettings()

export const handler = apiHandler('insights.events', [
  route(recordEvents, async ({ body }) => {
    const record = makeRecordEvents({ store, clock: systemClock, personal: await personal(), settings })
    const { kept, notKept } = await record(body)
    return reply({ kept, notKept: [...notKept] })
  }),

  route(forgetVisitor, async ({ params }) => {
    const forget = makeForgetVisitor({ store, personal: await personal() })
    return reply(await forget(params.visitorId))
  }),
])
