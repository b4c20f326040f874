import { consumerHandler } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { documentDeps } from './dependencies.ts'
import { listeners } from './listeners.ts'

const deps = once(documentDeps)

export const handler = consumerHandler(
  'documents.on-event',
  listeners(deps),
  async () => (await deps()).personal,
)
