import * as z from 'zod/mini'
import { queueHandler } from '#shared/consumer.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeDeliveryLog } from '../adapters/delivery-log.ts'
import { mailEvent } from '../contract/mail-events.ts'
import { makeNoteBounce } from '../use-cases/note-bounce.ts'

const prepare = once(async () => {
  const commit = await makeRuntime().commitDeps()
  return makeNoteBounce({ clock: commit.clock, deliveries: makeDeliveryLog(commit) })
})

export const handler = queueHandler('notifications.on-bounce', async ({ body }) => {
  const noteBounce = await prepare()
  note({ outcome: await noteBounce(z.parse(mailEvent, JSON.parse(body))) })
})
