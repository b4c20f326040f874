import { consumerHandler } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { transferDeps } from './transfer-dependencies.ts'
import { transferListeners } from './transfer-listeners.ts'

const deps = once(transferDeps)

export const handler = consumerHandler(
  'catalog.transfers',
  transferListeners(deps),
  async () => (await deps()).personal,
)
