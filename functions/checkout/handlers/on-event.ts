import { randomInt } from 'node:crypto'
import { consumerHandler } from '#shared/consumer.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { listeners } from './listeners.ts'

const runtime = makeRuntime()

export const handler = consumerHandler(
  'checkout.on-event',
  listeners(runtime, async () => ({ ...(await runtime.commitDeps()), random: randomInt })),
  runtime.personal,
)
