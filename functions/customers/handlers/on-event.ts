import { consumerHandler } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { listeners } from './listeners.ts'
import { privacyDeps } from './privacy-dependencies.ts'

const deps = once(privacyDeps)

export const handler = consumerHandler(
  'customers.on-event',
  listeners(deps),
  async () => (await deps()).personal,
)
