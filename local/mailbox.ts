import { z } from 'zod'

/** One mail or SMS, as `mailUrl` + `/messages.json` lists it; `at` is RFC 3339 UTC, or null where it is not known. */
export const Message = z.object({
  to: z.string(),
  channel: z.enum(['email', 'sms']),
  locale: z.nullable(z.string()),
  kind: z.nullable(z.string()),
  subject: z.nullable(z.string()),
  text: z.string(),
  html: z.nullable(z.string()),
  at: z.nullable(z.string()),
})
export type Message = z.infer<typeof Message>

/** The answer of the emulator's `/_ministack/ses/messages`: mails by account; times in seconds since 1970. */
export const SesMessages = z.object({
  messages: z.record(
    z.string(),
    z.array(
      z.object({
        To: z.array(z.string()),
        Subject: z.string(),
        BodyText: z.string(),
        BodyHtml: z.nullish(z.string()),
        Timestamp: z.number(),
      }),
    ),
  ),
})

const Attribute = z.object({ StringValue: z.optional(z.string()) })

/** The answer of the emulator's `/_ministack/sns/sms-messages`: texts by phone number, without a time. */
export const SmsMessages = z.object({
  sms_messages: z.record(
    z.string(),
    z.array(z.object({ Message: z.string(), MessageAttributes: z.nullish(z.record(z.string(), Attribute)) })),
  ),
})

/**
 * Mails as people got them. The emulator keeps neither headers nor tags of a mail, so language and kind are read
 * from its HTML: `<html lang="ja">` and `<meta name="cartwright-kind" content="order.confirmed">`.
 */
export function mailsOf({ messages }: z.infer<typeof SesMessages>): Message[] {
  return Object.values(messages)
    .flat()
    .flatMap((mail) =>
      mail.To.map((to) => ({
        to,
        channel: 'email' as const,
        locale: mail.BodyHtml?.match(/<html[^>]*\slang="([^"]+)"/i)?.[1] ?? null,
        kind: mail.BodyHtml?.match(/<meta\s+name="cartwright-kind"\s+content="([^"]+)"/i)?.[1] ?? null,
        subject: mail.Subject,
        text: mail.BodyText,
        html: mail.BodyHtml ?? null,
        at: new Date(mail.Timestamp * 1000).toISOString(),
      })),
    )
}

/** Text messages as people got them; kind, locale and time are message attributes `kind`, `locale`, `sentAt`. */
export function textsOf({ sms_messages }: z.infer<typeof SmsMessages>): Message[] {
  return Object.entries(sms_messages).flatMap(([to, records]) =>
    records.map(({ Message: text, MessageAttributes }) => {
      const attribute = (name: string) => MessageAttributes?.[name]?.StringValue ?? null
      return {
        to,
        channel: 'sms' as const,
        locale: attribute('locale'),
        kind: attribute('kind'),
        subject: null,
        text,
        html: null,
        at: attribute('sentAt'),
      }
    }),
  )
}

/** Oldest first; what has no time comes last. */
export function byTime(messages: readonly Message[]): Message[] {
  const time = ({ at }: Message) => (at === null ? Number.POSITIVE_INFINITY : Date.parse(at))
  return messages.toSorted((one, other) => (time(one) < time(other) ? -1 : time(one) > time(other) ? 1 : 0))
}
