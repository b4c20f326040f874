import { consumerHandler } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { orderDeps } from './dependencies.ts'
import { startListeners } from './start-listeners.ts'

const deps = once(orderDeps)

export const handler = consumerHandler(
  'orders.starter',
  startListeners(deps),
  async () => (await deps()).personal,
)
