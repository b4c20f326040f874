import { describe, expect, it } from 'vitest'
import { dateAt, endOfNight, quietHoursOf } from './quiet-hours.ts'

const NIGHT = { from: 21 * 60, until: 8 * 60 }
const at = (now: string, zone: string, quiet = NIGHT) => endOfNight(new Date(now), zone, quiet)?.toISOString()

describe('the night', () => {
  it.each([
    ['20:59 in Tokyo', '2026-11-23T11:59:59Z', 'Asia/Tokyo', undefined],
    ['21:00 in Tokyo', '2026-11-23T12:00:00Z', 'Asia/Tokyo', '2026-11-23T23:00:00.000Z'],
    ['00:30 in Tokyo', '2026-11-23T15:30:20Z', 'Asia/Tokyo', '2026-11-23T23:00:00.000Z'],
    ['07:59 in Tokyo', '2026-11-23T22:59:59Z', 'Asia/Tokyo', '2026-11-23T23:00:00.000Z'],
    ['08:00 in Tokyo', '2026-11-23T23:00:00Z', 'Asia/Tokyo', undefined],
    [
      '22:15 in Kolkata, half an hour off',
      '2026-11-23T16:45:00Z',
      'Asia/Kolkata',
      '2026-11-24T02:30:00.000Z',
    ],
    ['23:00 in New York', '2026-11-24T04:00:00Z', 'America/New_York', '2026-11-24T13:00:00.000Z'],
  ])('at %s ends by %s', (_, now, zone, end) => {
    expect(at(now, zone)).toBe(end)
  })

  it.each([
    ['23:59', '2026-11-23T14:59:00Z', undefined],
    ['00:00', '2026-11-23T15:00:00Z', '2026-11-23T21:30:00.000Z'],
    ['06:29', '2026-11-23T21:29:00Z', '2026-11-23T21:30:00.000Z'],
    ['06:30', '2026-11-23T21:30:00Z', undefined],
  ])('from midnight to half past six: at %s it ends by %s', (_, now, end) => {
    expect(at(now, 'Asia/Tokyo', { from: 0, until: 6.5 * 60 })).toBe(end)
  })

  it('in which the clocks are changed ends at eight all the same', () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00; 25 October 2026: 03:00 becomes 02:00.
    expect(at('2026-03-28T22:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T06:00:00.000Z')
    expect(at('2026-10-24T21:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T07:00:00.000Z')
  })
})

describe('quiet hours as a setting', () => {
  it('are two times of the day, or none', () => {
    expect(quietHoursOf('21:00-08:00')).toEqual(NIGHT)
    expect(quietHoursOf('22:30-07:45')).toEqual({ from: 22 * 60 + 30, until: 7 * 60 + 45 })
    expect(quietHoursOf('')).toBeUndefined()
  })

  it.each([
    '21-8',
    'night',
    '21:00',
    '24:00-08:00',
    '21:00-24:00',
    '21:00-08:60',
    '121:00-08:00',
    '21:00-08:000',
  ])('are refused as %s', (text) => {
    expect(() => quietHoursOf(text)).toThrow('21:00-08:00')
  })
})

it('the date is the one at the destination', () => {
  expect(dateAt(new Date('2026-11-25T15:10:00Z'), 'Asia/Tokyo')).toBe('2026-11-26')
})
