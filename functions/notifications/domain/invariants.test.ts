import { describe, expect, it } from 'vitest'
import { orderId } from '#shared/ids.ts'
import { givenNotifications } from '../testing.ts'
import { type Delivery, deliveryId, ownerOf } from './delivery.ts'
import { type Books, violations } from './invariants.ts'

const sent: Delivery = {
  ...{ orderId: orderId.parse(`ord_${'1'.repeat(26)}`), kind: 'confirmation', about: '', channel: 'email' },
  ...{ locale: 'ja', status: 'sent', attempts: 1, since: '2026-11-24T05:00:00.000Z', providerId: 'ses-1' },
}
const mail = { reference: deliveryId(sent) }
const sound: Books = { deliveries: [sent], mails: [mail] }
const { personal } = givenNotifications().deps
const postponed = {
  ...{ until: sent.since, zone: 'Asia/Tokyo', correlationId: 'req-1' },
  content: await personal.seal(ownerOf(sent), { text: 'Your parcel is on its way.' }),
}

describe('the invariants of messages', () => {
  it('find nothing wrong with a mail that was sent once', () => {
    expect(violations(sound)).toEqual([])
  })

  it('ask for no mail of a text, nor of what was not sent', () => {
    const text: Delivery = { ...sent, kind: 'shipped', channel: 'sms' }
    const failed: Delivery = { ...sent, kind: 'refunded', status: 'failed' }
    expect(violations({ deliveries: [sent, text, failed], mails: [mail] })).toEqual([])
  })

  it('allow a second copy after who sent the first has died', () => {
    const again = { ...sent, attempts: 2 }
    expect(violations({ deliveries: [again], mails: [mail, mail] })).toEqual([])
  })

  it.each<[rule: string, broken: Partial<Books>]>([
    ['what was sent was tried', { deliveries: [{ ...sent, attempts: 0 }], mails: [] }],
    ['what was sent was tried', { deliveries: [{ ...sent, status: 'sending', attempts: 0 }], mails: [] }],
    ['nothing of a text is kept once it was dealt with', { deliveries: [{ ...sent, postponed }] }],
    ['a message is one delivery', { deliveries: [sent, sent] }],
    ['a mail that is sent has left', { mails: [] }],
    ['no mail leaves oftener than it was tried', { mails: [mail, mail] }],
    [`${mail.reference} left 2 times, tried 1 times`, { mails: [mail, mail] }],
    ['no mail leaves oftener than it was tried, and none without its delivery', { deliveries: [] }],
  ])('say "%s" of what breaks it', (rule, broken) => {
    expect(violations({ ...sound, ...broken }).join('\n')).toContain(rule)
  })
})
