import middy from '@middy/core'
import { observed } from '#shared/observability.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeRepublishRates } from '../use-cases/publish-rates.ts'

const runtime = makeRuntime()

/** Each day: publishes again where a deployment brought other rate tables. */
export const handler = middy<unknown, void>()
  .use(observed('shipping.publish-rates'))
  .handler(async () => makeRepublishRates(await runtime.commitDeps())())
