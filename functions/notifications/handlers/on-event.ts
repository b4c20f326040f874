import { consumerHandler } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { notificationDeps } from './dependencies.ts'
import { listeners } from './listeners.ts'

const deps = once(notificationDeps)

export const handler = consumerHandler(
  'notifications.on-event',
  listeners(deps),
  async () => (await deps()).personal,
)
