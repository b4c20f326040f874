import { systemClock } from '#shared/clock.ts'
import { apiHandler, reply, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { recordEvents } from '../contract/operations.ts'
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
])
