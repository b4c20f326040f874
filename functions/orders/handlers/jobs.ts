import { consumerHandler } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { orderDeps } from './dependencies.ts'
import { jobListeners } from './job-listeners.ts'

const deps = once(orderDeps)

export const handler = consumerHandler('orders.jobs', jobListeners(deps), async () => (await deps()).personal)
