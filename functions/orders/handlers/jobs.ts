import { consumerHandler } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { askingDeps } from './dependencies.ts'
import { jobListeners } from './job-listeners.ts'

const deps = once(askingDeps)

export const handler = consumerHandler('orders.jobs', jobListeners(deps), async () => (await deps()).personal)
