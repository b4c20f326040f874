import { expect, test } from 'vitest'
import { byTime, mailsOf, SesMessages, SmsMessages, textsOf } from './mailbox.ts'

const mail = {
  MessageId: '1@email.amazonses.com',
  Source: 'orders@cartwright.example',
  To: ['hana@example.com'],
  Subject: 'ご注文を承りました',
  BodyText: 'ありがとうございます',
  BodyHtml:
    '<!doctype html><html lang="ja"><head><meta name="cartwright-kind" content="order.confirmed"></head></html>',
  Timestamp: 1_767_225_600.25,
  Type: 'v2.SendEmail',
}

test('a mail tells its language and kind by its HTML, and its time', () => {
  expect(mailsOf(SesMessages.parse({ messages: { '000000000000': [mail] } }))).toEqual([
    {
      to: 'hana@example.com',
      channel: 'email',
      locale: 'ja',
      kind: 'order.confirmed',
      subject: mail.Subject,
      text: mail.BodyText,
      html: mail.BodyHtml,
      at: '2026-01-01T00:00:00.250Z',
    },
  ])
})

test('a mail to two people is two messages, and one without HTML has no language', () => {
  const plain = { ...mail, To: ['a@example.com', 'b@example.com'], BodyHtml: null }
  const messages = mailsOf(SesMessages.parse({ messages: { '000000000000': [plain] } }))
  expect(messages.map(({ to, locale, kind, html }) => [to, locale, kind, html])).toEqual([
    ['a@example.com', null, null, null],
    ['b@example.com', null, null, null],
  ])
})

test('an SMS tells language, kind and time by its attributes', () => {
  const attribute = (value: string) => ({ DataType: 'String', StringValue: value })
  const answer = {
    sms_messages: {
      '+81312345678': [
        {
          Message: '発送しました',
          MessageAttributes: {
            kind: attribute('order.shipped'),
            locale: attribute('ja'),
            sentAt: attribute('2026-01-01T00:00:00Z'),
          },
        },
        { Message: 'plain', MessageAttributes: {} },
      ],
    },
  }
  expect(textsOf(SmsMessages.parse(answer))).toMatchObject([
    { to: '+81312345678', channel: 'sms', locale: 'ja', kind: 'order.shipped', at: '2026-01-01T00:00:00Z' },
    { to: '+81312345678', channel: 'sms', locale: null, kind: null, at: null, text: 'plain' },
  ])
})

test('messages are listed oldest first, those without a time last', () => {
  const base = {
    to: 'x',
    channel: 'sms' as const,
    locale: null,
    kind: null,
    subject: null,
    text: '',
    html: null,
  }
  const at = (time: string | null) => ({ ...base, at: time })
  const sorted = byTime([at(null), at('2026-01-02T00:00:00Z'), at('2026-01-01T00:00:00Z')])
  expect(sorted.map((message) => message.at)).toEqual(['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', null])
})
