import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { orderId } from '#shared/ids.ts'

const data = z.strictObject({
  /** Whose message it was: an order's, or a customer's. */
  orderId: z.optional(orderId),
  subjectId: z.optional(z.string()),
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
