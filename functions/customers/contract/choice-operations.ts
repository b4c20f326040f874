import * as z from 'zod/mini'
import { listOf, pageQuery, text, time } from '#shared/http/schemas.ts'
import { defineOperation } from '#shared/operation.ts'
import { consentPurpose, consents, notifications } from './choices.ts'

/** One decision, as it was made. */
const consentEntry = z.strictObject({
  purpose: consentPurpose,
  granted: z.boolean(),
  /** Which text was shown, by a name of the shop's. */
  wording: z.optional(text(200)),
  at: time,
})
export type ConsentEntry = z.infer<typeof consentEntry>

export const readConsents = defineOperation({
  id: 'readConsents',
  context: 'customers',
  method: 'GET',
  path: '/v1/me/consents',
  summary: 'Read what one consents to now, and how it came to that, the newest first',
  access: 'customer',
  query: z.strictObject(pageQuery),
  answer: z.strictObject({ now: consents, ...listOf(consentEntry).shape }),
  refusals: ['not_found'],
})

export const decideConsent = defineOperation({
  id: 'decideConsent',
  context: 'customers',
  method: 'POST',
  path: '/v1/me/consents',
  summary: 'Consent to something, or withdraw it',
  access: 'customer',
  body: z.strictObject({ purpose: consentPurpose, granted: z.boolean(), wording: z.optional(text(200)) }),
  answer: consentEntry,
  status: 201,
  refusals: ['not_found'],
})

const notificationsResource = z.strictObject({ ...notifications.shape, version: z.int() })

export const readNotifications = defineOperation({
  id: 'readNotifications',
  context: 'customers',
  method: 'GET',
  path: '/v1/me/notifications',
  summary: 'Read what one wants to hear, by channel',
  access: 'customer',
  answer: notificationsResource,
  refusals: ['not_found'],
})

export const putNotifications = defineOperation({
  id: 'putNotifications',
  context: 'customers',
  method: 'PUT',
  path: '/v1/me/notifications',
  summary: 'Choose what one wants to hear, by channel',
  access: 'customer',
  body: notifications,
  answer: notificationsResource,
  refusals: ['not_found', 'precondition_required', 'precondition_failed'],
})

export const choiceOperations = [readConsents, decideConsent, readNotifications, putNotifications]
