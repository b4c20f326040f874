import { describe, expect, it } from 'vitest'
import type { Customer } from '#shared/address.ts'
import { customerId, fulfillmentOrderId } from '#shared/ids.ts'
import { sampleEvents } from '../samples.ts'
import { givenNotifications } from '../testing.ts'

const events = sampleEvents('ja')
const HANAKO = customerId.parse(`cus_${'1'.repeat(26)}`)
const TARO = customerId.parse(`cus_${'2'.repeat(26)}`)

const withCustomer = <Event extends { personal: { customer: Customer } | undefined }>(
  event: Event,
  customer: Customer,
): Event => ({ ...event, personal: { customer } })

describe('text messages', () => {
  it('go to the phone for shipped and out for delivery, and for nothing else', async () => {
    const given = givenNotifications()
    await given.order.confirmed(events.confirmed)
    await given.order.shipped(events.shipped)
    await given.parcel(events.outForDelivery)
    await given.order.completed(events.completed)
    expect(given.texts.map(({ to, text }) => [to, text.kind])).toEqual([
      ['+819012345678', 'shipped'],
      ['+819012345678', 'out_for_delivery'],
    ])
    expect(given.texts[0]?.text.text).toMatch(
      /^ご注文7KQ2M9XDの商品を発送しました（ヤマト運輸）。https:\/\/shop\.example\/track\/[\w-]{48}$/,
    )
  })

  it('go to nobody who gave no phone number', async () => {
    const given = givenNotifications()
    const { phone: _, ...customer } = events.shipped.personal?.customer ?? { name: '', email: '' }
    await given.order.shipped(withCustomer(events.shipped, customer))
    expect([given.mails.length, given.texts.length]).toEqual([1, 0])
  })

  it('go to no customer who has said that they want none, as it was said last', async () => {
    const given = givenNotifications()
    const { email = '' } = events.shipped.personal?.customer ?? {}
    const say = (at: string, parcels: boolean) =>
      given.deps.wishes.keep({ id: HANAKO, email }, { at, sms: { parcels } })
    await say('2026-11-22T00:00:00.000Z', false)
    await say('2026-11-21T00:00:00.000Z', true)
    await given.order.shipped(events.shipped)
    expect([given.mails.length, given.texts.length]).toEqual([1, 0])
    await say('2026-11-23T00:00:00.000Z', true)
    await given.order.confirmed(events.confirmed)
    await given.parcel(events.outForDelivery)
    expect(given.texts).toHaveLength(1)
  })

  it('are not kept back any more for a customer who was erased, whatever comes late, but for who has their address by now', async () => {
    const given = givenNotifications()
    const { wishes } = given.deps
    const none = { sms: { parcels: false } }
    await wishes.keep({ id: HANAKO, email: 'old@example.com' }, { at: '2026-11-21T00:00:00.000Z', ...none })
    await wishes.keep({ id: HANAKO, email: 'new@example.com' }, { at: '2026-11-22T00:00:00.000Z', ...none })
    await wishes.keep({ id: TARO, email: 'old@example.com' }, { at: '2026-11-23T00:00:00.000Z', ...none })
    const erasedAt = '2026-11-24T00:00:00.000Z'
    await wishes.forget(HANAKO, erasedAt)
    await wishes.forget(HANAKO, erasedAt)
    await wishes.keep({ id: HANAKO, email: 'new@example.com' }, { at: '2026-11-23T23:59:59.000Z', ...none })
    expect(await wishes.find('new@example.com')).toBeUndefined()
    expect(await wishes.find('old@example.com')).toEqual(none.sms)
    const naming = given.store.all().filter((item) => JSON.stringify(item).includes(HANAKO))
    expect(naming).toMatchObject([{ pk: `ERASED#${HANAKO}`, entity: 'mark' }])
  })

  it('that fail do not hold up the mail, which is not sent again for their sake', async () => {
    const given = givenNotifications()
    given.answers.text = async () => {
      throw new Error('Throttled')
    }
    await expect(given.order.shipped(events.shipped)).rejects.toThrow('could not be sent')
    given.answers.text = async () => ({ outcome: 'accepted', providerId: 'sns-1' })
    await given.order.shipped(events.shipped)
    expect([given.mails.length, given.texts.length]).toEqual([1, 2])
    expect(given.events().map(({ data }) => data['channel'])).toEqual(['email', 'sms'])
  })
})

describe('an order in parts', () => {
  it('is told of each hand-over, each once', async () => {
    const given = givenNotifications()
    const second = fulfillmentOrderId.parse(`ful_${'2'.padStart(26, '0')}`)
    const first = { ...events.shipped, type: 'order.partially_shipped' }
    const last = { ...events.shipped, data: { ...events.shipped.data, fulfillmentOrderId: second } }
    for (const event of [first, last, first, last]) await given.order.shipped(event)
    expect(given.mails).toHaveLength(2)
  })
})

describe('a parcel that is out for delivery', () => {
  it('before the order was confirmed here has its event come again', async () => {
    const given = givenNotifications()
    await expect(given.parcel(events.outForDelivery)).rejects.toThrow("came before the order's confirmation")
    await given.order.confirmed(events.confirmed)
    await given.parcel(events.outForDelivery)
    expect(given.mails.map(({ mail }) => mail.kind)).toEqual(['confirmation', 'out_for_delivery'])
  })

  it('is told once a day, counted at its destination', async () => {
    const given = givenNotifications()
    await given.order.confirmed(events.confirmed)
    const { data } = events.outForDelivery
    const scannedAt = (at: string) => ({
      ...events.outForDelivery,
      data: { ...data, scans: [{ at, status: 'out_for_delivery' as const, description: '' }] },
    })
    for (const at of ['2026-11-25T15:10:00Z', '2026-11-26T03:00:00Z', '2026-11-26T15:05:00Z'])
      await given.parcel(scannedAt(at))
    const told = given.mails.filter(({ mail }) => mail.kind === 'out_for_delivery')
    expect(told).toHaveLength(2)
  })

  it('is the only status that is told', async () => {
    const given = givenNotifications()
    await given.order.confirmed(events.confirmed)
    for (const status of ['pre_transit', 'in_transit', 'delivered', 'exception'] as const)
      await given.parcel({ ...events.outForDelivery, data: { ...events.outForDelivery.data, status } })
    expect(given.mails.map(({ mail }) => mail.kind)).toEqual(['confirmation'])
  })
})

describe('personal data', () => {
  it('is kept sealed, and is in no event', async () => {
    const given = givenNotifications()
    await given.order.confirmed(events.confirmed)
    await given.order.shipped(events.shipped)
    const kept = JSON.stringify(given.store.all())
    for (const readable of ['hanako@example.com', '山田', '花子', '9012345678'])
      expect(kept).not.toContain(readable)
  })
})
