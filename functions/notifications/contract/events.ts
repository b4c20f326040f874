import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { orderId } from '#shared/ids.ts'

const data = z.strictObject({
  orderId,
  kind: z.string(),
  channel: z.enum(['email', 'sms']),
  locale: z.string(),
})

export const notificationSent = defineEvent({ type: 'notification.sent', source: 'notifications', data })
export const notificationFailed = defineEvent({
  type: 'notification.failed',
  source: 'notifications',
  data: z.strictObject({ ...data.shape, reason: z.string() }),
})
