import { describe, expect, it } from 'vitest'
import { lineOf } from '#shared/testing-lines.ts'
import { SENDING_TAKES_MS } from '../domain/delivery.ts'
import { sampleEvents } from '../samples.ts'
import { givenNotifications } from '../testing.ts'

const { confirmed } = sampleEvents('ja')

describe('a message', () => {
  it('is sent, and said to be sent', async () => {
    const given = givenNotifications()
    await given.order.confirmed(confirmed)
    expect(given.mails.map(({ to }) => to)).toEqual(['hanako@example.com'])
    expect(given.events()).toMatchObject([
      {
        type: 'notification.sent',
        causationId: confirmed.id,
        data: { orderId: confirmed.data.orderId, kind: 'confirmation', channel: 'email', locale: 'ja' },
      },
    ])
  })

  it('is not sent again when its event comes again', async () => {
    const given = givenNotifications()
    await given.order.confirmed(confirmed)
    given.later(SENDING_TAKES_MS * 100)
    await given.order.confirmed(confirmed)
    expect(given.mails).toHaveLength(1)
    expect(given.events()).toHaveLength(1)
  })

  it('is sent once when its event comes twice at once: the second comes again later', async () => {
    const given = givenNotifications()
    const both = await Promise.allSettled([
      given.order.confirmed(confirmed),
      given.order.confirmed(confirmed),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(given.mails).toHaveLength(1)
    await given.order.confirmed(confirmed)
    expect(given.mails).toHaveLength(1)
  })
})

describe('who dies after sending, before writing it down', () => {
  /** The postman takes the mail, and then all is gone. */
  async function died() {
    const given = givenNotifications()
    const taken = Promise.withResolvers<void>()
    given.answers.mail = () => {
      taken.resolve()
      return new Promise(() => undefined)
    }
    void given.order.confirmed(confirmed)
    await taken.promise
    given.answers.mail = async () => ({ outcome: 'accepted', providerId: 'ses-2' })
    return given
  }

  it('holds the message up for a minute', async () => {
    const given = await died()
    await expect(given.order.confirmed(confirmed)).rejects.toThrow('is being sent by another this moment')
    expect(given.mails).toHaveLength(1)
  })

  it('has it sent again then, under the same reference, so that it is seen once', async () => {
    const given = await died()
    given.later(SENDING_TAKES_MS)
    await given.order.confirmed(confirmed)
    const [first, second] = given.mails
    expect(second?.reference).toBe(first?.reference)
    expect(given.events().map(({ type }) => type)).toEqual(['notification.sent'])
    await given.order.confirmed(confirmed)
    expect(given.mails).toHaveLength(2)
  })
})

describe('a sender that', () => {
  it('has a fault is asked again when the event comes again, at once', async () => {
    const given = givenNotifications()
    given.answers.mail = async () => {
      throw new Error('TooManyRequestsException')
    }
    await expect(given.order.confirmed(confirmed)).rejects.toThrow('could not be sent')
    expect(given.events()).toEqual([])
    given.answers.mail = async () => ({ outcome: 'accepted', providerId: 'ses-2' })
    await given.order.confirmed(confirmed)
    expect(given.mails).toHaveLength(2)
    expect(given.events().map(({ type }) => type)).toEqual(['notification.sent'])
  })

  it('refuses an address is not asked for ever', async () => {
    const given = givenNotifications()
    given.answers.mail = async () => ({ outcome: 'refused', reason: 'MessageRejected' })
    await given.order.confirmed(confirmed)
    await given.order.confirmed(confirmed)
    expect(given.mails).toHaveLength(1)
    expect(given.events()).toMatchObject([
      {
        type: 'notification.failed',
        data: { kind: 'confirmation', channel: 'email', reason: 'MessageRejected' },
      },
    ])
  })

  it('refuses a message is counted for the alarm, and the log line says why', async () => {
    const given = givenNotifications()
    given.answers.mail = async () => ({ outcome: 'refused', reason: 'MessageRejected' })
    const line = await lineOf(() => given.order.confirmed(confirmed))
    expect(line).toMatchObject({ NotificationsFailed: 1, refusal: 'MessageRejected' })
  })
})
