import middy from '@middy/core'
import * as z from 'zod/mini'
import { readEnvironment } from '#shared/environment.ts'
import { observed } from '#shared/observability.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeCarrierFor } from '../adapters/carriers.ts'
import { makeChangeParcel } from '../adapters/parcel-repository.ts'
import { makeRefreshTrackers } from '../use-cases/refresh-trackers.ts'

const number = (byDefault: number) => z._default(z.coerce.number().check(z.positive()), byDefault)
const { EASYPOST_API_URL, ASK_AFTER_MINUTES, LOST_AFTER_DAYS, DELIVERED_AFTER_DAYS } = readEnvironment({
  EASYPOST_API_URL: z._default(z.string(), ''),
  ASK_AFTER_MINUTES: number(240),
  LOST_AFTER_DAYS: number(14),
  DELIVERED_AFTER_DAYS: number(14),
})
const runtime = makeRuntime()
const carrierFor = makeCarrierFor(runtime, EASYPOST_API_URL)

/** Every few minutes: asks for the news of parcels that nobody has told of for a while. */
export const handler = middy<unknown, void>()
  .use(observed('shipping.refresh-trackers'))
  .handler(async () => {
    const deps = await runtime.commitDeps()
    const refresh = makeRefreshTrackers({
      ...deps,
      change: makeChangeParcel(deps),
      carrierFor,
      askAfterMinutes: ASK_AFTER_MINUTES,
      lostAfterDays: LOST_AFTER_DAYS,
      deliveredAfterDays: DELIVERED_AFTER_DAYS,
    })
    await refresh()
  })
