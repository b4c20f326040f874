import * as z from 'zod/mini'

/**
 * What SES tells of a mail by EventBridge (Amazon SES Developer Guide, "Examples of event data that Amazon SES
 * publishes to Amazon EventBridge"). Whom the mail went to stands in it too, and is not read.
 */
export const MAIL_EVENT_SOURCE = 'aws.ses'
export const MAIL_BOUNCED = 'Email Bounced'
export const MAIL_COMPLAINED = 'Email Complaint Received'

/** Under this tag SES says which configuration set a mail was sent by: one per stage. */
export const CONFIGURATION_SET_TAG = 'ses:configuration-set'

/** SES's name for the mail: what it answered when it took it. */
const mail = z.object({ messageId: z.string() })

export const mailEvent = z.discriminatedUnion('detail-type', [
  z.object({
    id: z.string(),
    'detail-type': z.literal(MAIL_BOUNCED),
    detail: z.object({
      mail,
      /** `Permanent`: it will never arrive; `Transient` and `Undetermined`: it may, another time. */
      bounce: z.object({ bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']) }),
    }),
  }),
  z.object({ id: z.string(), 'detail-type': z.literal(MAIL_COMPLAINED), detail: z.object({ mail }) }),
])
export type MailEvent = z.infer<typeof mailEvent>
