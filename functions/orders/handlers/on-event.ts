import { consumerHandler } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { askingDeps } from './dependencies.ts'
import { listeners } from './listeners.ts'

const deps = once(askingDeps)

export const handler = consumerHandler(
  'orders.on-event',
  listeners(deps),
  async () => (await deps()).personal,
)
