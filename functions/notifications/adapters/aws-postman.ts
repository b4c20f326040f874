import { createHash } from 'node:crypto'
import type { SESv2Client } from '@aws-sdk/client-sesv2'
import { SendEmailCommand } from '@aws-sdk/client-sesv2'
import type { SNSClient } from '@aws-sdk/client-sns'
import { PublishCommand } from '@aws-sdk/client-sns'
import type { Clock } from '#shared/clock.ts'
import { renderHtml } from '../domain/render-html.ts'
import { renderText } from '../domain/render-text.ts'
import type { Postman, Sent } from '../use-cases/ports.ts'

export interface Sender {
  readonly email: string
  readonly name: string
}

/**
 * What SES and SNS answer where the same message would be refused again: SES API v2, SendEmail, Errors;
 * SNS, Publish, Errors. All else is thrown, to be tried again.
 */
const FINAL: ReadonlySet<string> = new Set([
  'MessageRejected',
  'BadRequestException',
  'InvalidParameterException',
  'OptedOutException',
])

async function sent(sending: Promise<{ MessageId?: string | undefined }>): Promise<Sent> {
  try {
    return { outcome: 'accepted', providerId: (await sending).MessageId ?? '' }
  } catch (error) {
    if (error instanceof Error && FINAL.has(error.name)) return { outcome: 'refused', reason: error.name }
    throw error
  }
}

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' })

/** Mails by SES, texts by SNS. */
export function makeAwsPostman(deps: {
  ses: Pick<SESv2Client, 'send'>
  sns: Pick<SNSClient, 'send'>
  sender: Sender
  /** By which SES tells of what became of the mail. */
  configurationSet: string
  clock: Clock
}): Postman {
  const { ses, sns, sender, configurationSet, clock } = deps
  return {
    mail: (to, mail, reference) =>
      sent(
        ses.send(
          new SendEmailCommand({
            FromEmailAddress: mailbox(sender),
            Destination: { ToAddresses: [to] },
            ConfigurationSetName: configurationSet,
            Content: {
              Simple: {
                Subject: utf8(mail.subject),
                Body: { Html: utf8(renderHtml(mail)), Text: utf8(renderText(mail)) },
                Headers: headersFor(reference, sender),
              },
            },
            EmailTags: [
              { Name: 'kind', Value: tagValue(mail.kind) },
              { Name: 'locale', Value: tagValue(mail.language) },
            ],
          }),
        ),
      ),

    text: async (to, { kind, locale, text }) => {
      if (!to.startsWith('+')) return { outcome: 'refused', reason: 'phone_without_country_code' }
      const attributes = {
        kind,
        locale,
        sentAt: clock.now().toISOString(),
        'AWS.SNS.SMS.SMSType': 'Transactional',
      }
      return sent(
        sns.send(
          new PublishCommand({
            PhoneNumber: to,
            Message: text,
            MessageAttributes: Object.fromEntries(
              Object.entries(attributes).map(([name, StringValue]) => [
                name,
                { DataType: 'String', StringValue },
              ]),
            ),
          }),
        ),
      )
    },
  }
}

/**
 * SES writes a Message-ID of its own over ours, and knows no key by which it would send once. What it does pass on
 * is a reference to one parent that both copies share: mail programs then show them as one conversation.
 */
function headersFor(reference: string, { email }: Sender) {
  const hash = createHash('sha256').update(reference).digest('hex').slice(0, 32)
  return [
    { Name: 'References', Value: `<${hash}@${email.slice(email.indexOf('@') + 1)}>` },
    { Name: 'X-Entity-Ref-ID', Value: hash },
    { Name: 'Auto-Submitted', Value: 'auto-generated' },
  ]
}

/** RFC 2047: a name that is not ASCII is written as an encoded word. */
const mailbox = ({ name, email }: Sender): string =>
  /^[\x20-\x7e]*$/.test(name)
    ? `"${name.replaceAll(/["\\]/g, '\\$&')}" <${email}>`
    : `=?UTF-8?B?${Buffer.from(name).toString('base64')}?= <${email}>`

/** Tags have letters, digits, underscores and dashes. */
const tagValue = (text: string): string => text.replaceAll(/[^A-Za-z0-9_-]/g, '_')
