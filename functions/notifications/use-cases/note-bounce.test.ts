import { describe, expect, it } from 'vitest'
import { lineOf } from '#shared/testing-lines.ts'
import { mailEvent } from '../contract/mail-events.ts'
import { sampleEvents } from '../samples.ts'
import { givenNotifications } from '../testing.ts'

const { confirmed, completed } = sampleEvents('en')

/** As the Amazon SES Developer Guide shows an event that SES publishes to EventBridge, shortened in its headers. */
const sesEvent = (detailType: string, detail: object) => ({
  version: '0',
  id: '12a18625-3a2f-4d0b-9d5c-9c4e4a6d3b1e',
  'detail-type': detailType,
  source: 'aws.ses',
  account: '123456789012',
  time: '2026-11-23T01:00:05Z',
  region: 'us-east-1',
  resources: ['arn:aws:ses:us-east-1:123456789012:configuration-set/cartwright-prod'],
  detail: {
    ...detail,
    mail: {
      timestamp: '2026-11-23T01:00:01.012Z',
      source: 'Shop <orders@shop.example>',
      sourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/orders@shop.example',
      sendingAccountId: '123456789012',
      messageId: 'ses-1',
      destination: ['jane@example.com'],
      headersTruncated: false,
      headers: [{ name: 'To', value: 'jane@example.com' }],
      commonHeaders: {
        from: ['Shop <orders@shop.example>'],
        to: ['jane@example.com'],
        subject: 'Your order',
      },
      tags: { 'ses:configuration-set': ['cartwright-prod'], kind: ['confirmation'], locale: ['en'] },
    },
  },
})

const bounce = (bounceType: 'Permanent' | 'Transient' | 'Undetermined') =>
  mailEvent.parse(
    sesEvent('Email Bounced', {
      eventType: 'Bounce',
      bounce: {
        feedbackId: '0100017c-0000',
        bounceType,
        bounceSubType: 'General',
        bouncedRecipients: [
          {
            emailAddress: 'jane@example.com',
            action: 'failed',
            status: '5.1.1',
            diagnosticCode: 'smtp; 550 5.1.1 user unknown',
          },
        ],
        timestamp: '2026-11-23T01:00:05.669Z',
        reportingMTA: 'dsn; mta.example.com',
      },
    }),
  )

const complaint = () =>
  mailEvent.parse(
    sesEvent('Email Complaint Received', {
      eventType: 'Complaint',
      complaint: {
        feedbackId: '0100017c-0001',
        complaintSubType: null,
        complainedRecipients: [{ emailAddress: 'jane@example.com' }],
        timestamp: '2026-11-23T01:00:05Z',
        complaintFeedbackType: 'abuse',
        arrivalDate: '2026-11-23T01:00:05Z',
      },
    }),
  )

async function givenSentMail() {
  const given = givenNotifications()
  await given.order.confirmed(confirmed)
  return given
}

describe('a mail that came back for good', () => {
  it('is a delivery that failed, and says so once', async () => {
    const given = await givenSentMail()
    expect(await given.noteBounce(bounce('Permanent'))).toBe('failed')
    expect(await given.noteBounce(bounce('Permanent'))).toBe('dealt_with')
    expect(given.events().map(({ type }) => type)).toEqual(['notification.sent', 'notification.failed'])
    expect(given.events().at(-1)).toMatchObject({
      data: {
        orderId: confirmed.data.orderId,
        kind: 'confirmation',
        channel: 'email',
        locale: 'en',
        reason: 'bounced',
      },
    })
  })

  it('twice at once fails once', async () => {
    const given = await givenSentMail()
    await Promise.allSettled([given.noteBounce(bounce('Permanent')), given.noteBounce(bounce('Permanent'))])
    expect(given.events().filter(({ type }) => type === 'notification.failed')).toHaveLength(1)
  })

  it('is not sent again when its event comes again', async () => {
    const given = await givenSentMail()
    await given.noteBounce(bounce('Permanent'))
    await given.order.confirmed(confirmed)
    expect(given.mails).toHaveLength(1)
  })

  it('is one mail of several', async () => {
    const given = await givenSentMail()
    given.answers.mail = async () => ({ outcome: 'accepted', providerId: 'ses-2' })
    await given.order.completed(completed)
    await given.noteBounce(bounce('Permanent'))
    expect(given.events().filter(({ type }) => type === 'notification.failed')).toMatchObject([
      { data: { kind: 'confirmation' } },
    ])
  })

  it('before it is known to be sent has its event come again', async () => {
    const given = givenNotifications()
    await expect(given.noteBounce(bounce('Permanent'))).rejects.toThrow('no delivery is known as ses-1')
  })

  it('says nothing of whom it went to', async () => {
    const given = await givenSentMail()
    await given.noteBounce(bounce('Permanent'))
    expect(JSON.stringify(given.store.all())).not.toContain('jane@example.com')
  })
})

it('is counted for the alarm, and its log line says why', async () => {
  const given = await givenSentMail()
  const line = await lineOf(() => given.noteBounce(bounce('Permanent')))
  expect(line).toMatchObject({ NotificationsFailed: 1, refusal: 'bounced' })
})

describe('what changes nothing', () => {
  it.each([
    ['a bounce that may pass', bounce('Transient')],
    ['a bounce of which nothing is known', bounce('Undetermined')],
    ['a complaint', complaint()],
  ])('is %s', async (_, event) => {
    const given = await givenSentMail()
    expect(await given.noteBounce(event)).toBe('passed_over')
    expect(given.events().map(({ type }) => type)).toEqual(['notification.sent'])
  })
})
