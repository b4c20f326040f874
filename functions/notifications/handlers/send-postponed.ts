import middy from '@middy/core'
import { observed } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeSendPostponed } from '../use-cases/wait-for-morning.ts'
import { notificationDeps } from './dependencies.ts'

const prepare = once(async () => makeSendPostponed(await notificationDeps()))

/** Sends the texts that waited for the morning. */
export const handler = middy<unknown, void>()
  .use(observed('notifications.send-postponed'))
  .handler(async () => (await prepare())())
