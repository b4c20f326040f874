import * as z from 'zod/mini'
import { queueHandler } from '#shared/consumer.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { mailEvent } from '../contract/mail-events.ts'
import { makeNoteBounce } from '../use-cases/note-bounce.ts'
import { notificationDeps } from './dependencies.ts'

const prepare = once(async () => makeNoteBounce(await notificationDeps()))

export const handler = queueHandler('notifications.on-bounce', async ({ body }) => {
  const noteBounce = await prepare()
  note({ outcome: await noteBounce(z.parse(mailEvent, JSON.parse(body))) })
})
