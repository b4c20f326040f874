import { consumerHandler } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { eventDeps } from './dependencies.ts'
import { listeners } from './listeners.ts'

const deps = once(eventDeps)

export const handler = consumerHandler(
  'payments.on-event',
  listeners(deps),
  async () => (await deps()).personal,
)
