import * as z from 'zod/mini'

/** What a customer may consent to: news and offers; to be reminded of a cart; to be shown what fits them. */
export const CONSENT_PURPOSES = ['marketing', 'cart_reminders', 'personalization'] as const
export const consentPurpose = z.enum(CONSENT_PURPOSES)

/** What holds now; nothing is consented to by saying nothing. */
export const consents = z.strictObject({
  marketing: z.boolean(),
  cart_reminders: z.boolean(),
  personalization: z.boolean(),
})
export type Consents = z.infer<typeof consents>
export const NO_CONSENTS: Consents = { marketing: false, cart_reminders: false, personalization: false }

/**
 * What one wants to hear, by channel. Mails about an order itself, and about the safety of the account, always come;
 * news and reminders only with consent as well.
 */
export const notifications = z.strictObject({
  mail: z.strictObject({ news: z.boolean(), cartReminders: z.boolean() }),
  sms: z.strictObject({ parcels: z.boolean() }),
})
export type Notifications = z.infer<typeof notifications>
export const ALL_NOTIFICATIONS: Notifications = {
  mail: { news: true, cartReminders: true },
  sms: { parcels: true },
}
