import middy from '@middy/core'
import { systemClock } from '#shared/clock.ts'
import { observed } from '#shared/observability.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeLearn } from '../use-cases/learn.ts'
import { insightsSettings } from './settings.ts'

const learn = makeLearn({ ...makeRuntime(), clock: systemClock, settings: insightsSettings() })

/** Now and then: learns from what was bought and viewed. */
export const handler = middy<unknown, void>()
  .use(observed('insights.learn'))
  .handler(() => learn())
