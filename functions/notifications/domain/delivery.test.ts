import { describe, expect, it } from 'vitest'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { SAMPLE_ORDER } from '../samples.ts'
import {
  DELIVERY_STATUSES,
  type Delivery,
  deliveryId,
  type Message,
  SENDING_TAKES_MS,
  transition,
  whatToDo,
} from './delivery.ts'

const NOW = new Date('2026-11-23T01:00:00.000Z')
const message: Message = {
  orderId: SAMPLE_ORDER,
  kind: 'shipped',
  about: 'ful_1',
  channel: 'email',
  locale: 'ja',
}
const delivery = (status: Delivery['status'], since = NOW): Delivery => ({
  ...message,
  status,
  attempts: 1,
  since: since.toISOString(),
})

describe('a delivery', () => {
  it('has one name per order, kind, what it is about, and channel; the language is not part of it', () => {
    expect(deliveryId(message)).toBe(deliveryId({ ...message, locale: 'en' }))
    const others: Message[] = [
      message,
      { ...message, kind: 'delivered' },
      { ...message, about: 'ful_2' },
      { ...message, channel: 'sms' },
    ]
    expect(new Set(others.map(deliveryId)).size).toBe(others.length)
  })

  it('is begun when there is none, or when the last try was given up', () => {
    expect(whatToDo(undefined, NOW)).toBe('send')
    expect(whatToDo(delivery('waiting'), NOW)).toBe('send')
  })

  it('is let alone when it was sent, failed, or was dropped', () => {
    const over = (['sent', 'failed', 'dropped'] as const).map((status) => whatToDo(delivery(status), NOW))
    expect(over).toEqual(['nothing', 'nothing', 'nothing'])
  })

  it('that waits for the morning is let alone until then', async () => {
    const text = await makeTestPersonal().seal(SAMPLE_ORDER, { text: 'It is on its way.' })
    const until = NOW.toISOString()
    const postponed = { until, zone: 'Asia/Tokyo', correlationId: 'req-1', content: text }
    const waiting: Delivery = { ...delivery('waiting'), postponed }
    expect(whatToDo(waiting, new Date(NOW.getTime() - 1))).toBe('nothing')
    expect(whatToDo(waiting, NOW)).toBe('send')
  })

  it('that is being sent is waited for, until whoever sends it must have died', () => {
    expect(whatToDo(delivery('sending'), new Date(NOW.getTime() + SENDING_TAKES_MS - 1))).toBe('wait')
    expect(whatToDo(delivery('sending'), new Date(NOW.getTime() + SENDING_TAKES_MS))).toBe('send')
  })

  it('ends as sent, failed or dropped; only what was sent may still come back as failed', () => {
    const reachable = (from: Delivery['status']) =>
      DELIVERY_STATUSES.filter((status) => {
        try {
          transition(delivery(from), { ...message, status }, NOW)
          return true
        } catch {
          return false
        }
      })
    expect(Object.fromEntries(DELIVERY_STATUSES.map((status) => [status, reachable(status)]))).toEqual({
      sending: ['sending', 'waiting', 'sent', 'failed'],
      waiting: ['sending', 'waiting', 'dropped'],
      sent: ['failed'],
      failed: [],
      dropped: [],
    })
  })

  it('says why it failed, and by which name its sender knows it', () => {
    const sent = transition(delivery('sending'), { ...message, status: 'sent', providerId: 'ses-1' }, NOW)
    expect(sent).toMatchObject({ status: 'sent', providerId: 'ses-1' })
    const failed = transition(sent, { ...message, status: 'failed', reason: 'bounced' }, NOW)
    expect(failed).toMatchObject({ status: 'failed', reason: 'bounced' })
  })

  it('counts its tries', () => {
    const first = transition(undefined, { ...message, status: 'sending' }, NOW)
    const given = transition(first, { ...message, status: 'waiting' }, NOW)
    const second = transition(given, { ...message, status: 'sending' }, NOW)
    expect([first.attempts, given.attempts, second.attempts]).toEqual([1, 1, 2])
  })
})
