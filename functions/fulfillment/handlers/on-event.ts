import { consumerHandler } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { fulfillmentDeps } from './dependencies.ts'
import { listeners } from './listeners.ts'

const deps = once(fulfillmentDeps)

export const handler = consumerHandler(
  'fulfillment.on-event',
  listeners(deps),
  async () => (await deps()).personal,
)
