import { consumerHandler } from '#shared/consumer.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { listeners } from './listeners.ts'
import { insightsSettings } from './settings.ts'

const runtime = makeRuntime()

export const handler = consumerHandler(
  'insights.on-event',
  listeners({ ...runtime, settings: insightsSettings() }),
  runtime.personal,
)
