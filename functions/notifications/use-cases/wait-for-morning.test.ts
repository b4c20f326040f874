import { describe, expect, it } from 'vitest'
import { hours, minutes } from '#shared/clock.ts'
import { lineOf } from '#shared/testing-lines.ts'
import { SENDING_TAKES_MS } from '../domain/delivery.ts'
import { sampleEvents } from '../samples.ts'
import { givenNotifications } from '../testing.ts'
import { makeTellOfOrder } from './tell-of-order.ts'

const events = sampleEvents('ja')

/** Half past ten in the evening in Tokyo; the world begins at ten in the morning. */
function givenNight() {
  const given = givenNotifications()
  given.later(hours(12) + minutes(30))
  return given
}

/** Eight in the morning. */
const untilMorning = hours(9) + minutes(30)

const takenOutAt = (at: string) => ({
  ...events.outForDelivery,
  data: {
    ...events.outForDelivery.data,
    scans: [{ at, status: 'out_for_delivery' as const, description: '' }],
  },
})

describe('a text message by night', () => {
  it('waits until eight at its destination, and is sent once then', async () => {
    const given = givenNight()
    await given.order.shipped(events.shipped)
    expect([given.mails.length, given.texts.length]).toEqual([1, 0])
    given.later(untilMorning - 1)
    await given.sendPostponed()
    expect(given.texts).toEqual([])
    given.later(1)
    await given.sendPostponed()
    await given.sendPostponed()
    await given.order.shipped(events.shipped)
    expect(given.texts.map(({ to, text }) => [to, text.kind])).toEqual([['+819012345678', 'shipped']])
    expect(given.events().map(({ data }) => data['channel'])).toEqual(['email', 'sms'])
  })

  it('is sent once where two rounds and its event come at once', async () => {
    const given = givenNight()
    await given.order.shipped(events.shipped)
    given.later(untilMorning)
    await Promise.allSettled([
      given.sendPostponed(),
      given.sendPostponed(),
      given.order.shipped(events.shipped),
    ])
    await given.sendPostponed()
    expect(given.texts).toHaveLength(1)
  })

  it('is kept sealed while it waits, and not at all when it is sent', async () => {
    const given = givenNight()
    await given.order.shipped(events.shipped)
    const kept = () => JSON.stringify(given.store.all())
    expect(kept()).toContain('"postponed"')
    expect(kept()).not.toMatch(/発送|9012345678|shop\.example/)
    given.later(untilMorning)
    await given.sendPostponed()
    expect(kept()).not.toContain('"postponed"')
  })

  it('is not kept twice when its event comes twice', async () => {
    const given = givenNight()
    await given.order.shipped(events.shipped)
    given.later(hours(1))
    await given.order.shipped(events.shipped)
    given.later(untilMorning - hours(1))
    await given.sendPostponed()
    expect(given.texts).toHaveLength(1)
  })

  it('that speaks of a day is dropped when the day is over', async () => {
    const given = givenNight()
    await given.order.confirmed(events.confirmed)
    await given.parcel(takenOutAt('2026-11-23T13:00:00Z'))
    given.later(untilMorning)
    await given.sendPostponed()
    await given.sendPostponed()
    expect(given.texts).toEqual([])
    expect(JSON.stringify(given.store.all())).toContain('"status":"dropped"')
  })

  it('that speaks of a day which has begun is sent', async () => {
    const given = givenNight()
    await given.order.confirmed(events.confirmed)
    given.later(hours(6))
    await given.parcel(takenOutAt('2026-11-23T19:00:00Z'))
    given.later(untilMorning - hours(6))
    await given.sendPostponed()
    expect(given.texts.map(({ text }) => text.kind)).toEqual(['out_for_delivery'])
  })
})

describe('a stage without quiet hours', () => {
  it('sends texts at any time', async () => {
    const given = givenNight()
    await makeTellOfOrder({ ...given.deps, quietHours: undefined }).shipped(events.shipped)
    expect(given.texts).toHaveLength(1)
  })
})

describe('a sender who fails in the morning', () => {
  it('refuses for good: it is counted for the alarm, and the log line says why', async () => {
    const given = givenNight()
    await given.order.shipped(events.shipped)
    given.later(untilMorning)
    given.answers.text = async () => ({ outcome: 'refused', reason: 'OptedOutException' })
    const line = await lineOf(given.sendPostponed)
    expect(line).toMatchObject({ NotificationsFailed: 1, refusal: 'OptedOutException' })
  })

  it('is asked again at the next round', async () => {
    const given = givenNight()
    await given.order.shipped(events.shipped)
    given.later(untilMorning)
    given.answers.text = async () => {
      throw new Error('Throttled')
    }
    await given.sendPostponed()
    given.answers.text = async () => ({ outcome: 'accepted', providerId: 'sns-1' })
    given.later(minutes(15))
    await given.sendPostponed()
    expect(given.texts).toHaveLength(2)
    expect(given.events().map(({ type }) => type)).toEqual(['notification.sent', 'notification.sent'])
  })

  it('who dies is followed by another, a while after', async () => {
    const given = givenNight()
    await given.order.shipped(events.shipped)
    given.later(untilMorning)
    const taken = Promise.withResolvers<void>()
    given.answers.text = () => {
      taken.resolve()
      return new Promise(() => undefined)
    }
    void given.sendPostponed()
    await taken.promise
    given.answers.text = async () => ({ outcome: 'accepted', providerId: 'sns-2' })
    await given.sendPostponed()
    expect(given.texts).toHaveLength(1)
    given.later(SENDING_TAKES_MS)
    await given.sendPostponed()
    expect(given.texts).toHaveLength(2)
    expect(given.events().at(-1)).toMatchObject({ type: 'notification.sent', data: { channel: 'sms' } })
  })
})
