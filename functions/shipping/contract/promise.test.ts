import { describe, expect, it } from 'vitest'
import { addWorkingDays, instantOf, wallTime } from '#shared/calendar.ts'
import { destinationZone, leavesToday, nextHandOver, promiseOf, type WorkingTimes } from './promise.ts'

/** Labor Thanksgiving Day, a Monday in 2026. */
const HOLIDAYS = ['2026-11-23']
const TOKYO: WorkingTimes = { timeZone: 'Asia/Tokyo', cutOff: '15:00', holidays: HOLIDAYS }
const NEW_YORK: WorkingTimes = { timeZone: 'America/New_York', cutOff: '15:00', holidays: [] }

const at = (text: string) => new Date(text)

describe('the cut-off', () => {
  it.each([
    ['a minute before it, on a Thursday', '2026-11-19T14:59:00+09:00', '2026-11-19'],
    ['on it', '2026-11-19T15:00:00+09:00', '2026-11-20'],
    ['after it, on a Friday before a Monday off', '2026-11-20T16:00:00+09:00', '2026-11-24'],
    ['on a Saturday morning', '2026-11-21T09:00:00+09:00', '2026-11-24'],
    ['on a holiday', '2026-11-23T09:00:00+09:00', '2026-11-24'],
    ['in the night, when it is still yesterday in UTC', '2026-11-20T01:00:00+09:00', '2026-11-20'],
  ])('%s: the parcel leaves on the right day', (_, now, date) => {
    expect(nextHandOver(at(now), TOKYO)).toEqual({ date, time: '15:00' })
  })

  it('moves with summer time', () => {
    // 19:30 UTC is 15:30 in New York on the last Friday of summer time, and 14:30 on the Monday after.
    expect(leavesToday(at('2026-10-30T19:30:00Z'), NEW_YORK)).toBe(false)
    expect(leavesToday(at('2026-11-02T19:30:00Z'), NEW_YORK)).toBe(true)
  })
})

describe('a promise', () => {
  const toTokyo = (min: number, max: number) => ({ timeZone: 'Asia/Tokyo', transitDays: { min, max } })

  it('of no working days in transit is today before the cut-off', () => {
    expect(promiseOf(at('2026-11-20T10:00:00+09:00'), TOKYO, toTokyo(0, 0))).toEqual({
      earliest: '2026-11-20',
      latest: '2026-11-20',
    })
  })

  it('counts working days only', () => {
    expect(promiseOf(at('2026-11-19T10:00:00+09:00'), TOKYO, toTokyo(1, 3))).toEqual({
      earliest: '2026-11-20',
      latest: '2026-11-25',
    })
  })

  it('starts after the weekend and the holiday when it is too late on Friday', () => {
    expect(promiseOf(at('2026-11-20T15:00:00+09:00'), TOKYO, toTokyo(1, 2))).toEqual({
      earliest: '2026-11-25',
      latest: '2026-11-26',
    })
  })

  it('is dated in the zone of the destination', () => {
    // 15:00 on Thursday in Los Angeles is Friday morning in Tokyo.
    const losAngeles: WorkingTimes = { timeZone: 'America/Los_Angeles', cutOff: '15:00', holidays: [] }
    expect(promiseOf(at('2026-11-19T10:00:00-08:00'), losAngeles, toTokyo(3, 5))).toEqual({
      earliest: '2026-11-25',
      latest: '2026-11-27',
    })
  })

  it('does not slip a day when clocks change between', () => {
    const toNewYork = { timeZone: 'America/New_York', transitDays: { min: 1, max: 2 } }
    expect(promiseOf(at('2026-10-30T12:00:00-04:00'), NEW_YORK, toNewYork)).toEqual({
      earliest: '2026-11-02',
      latest: '2026-11-03',
    })
  })
})

describe('the calendar', () => {
  it.each([
    ['Asia/Tokyo', '2026-11-20', '09:30'],
    ['America/New_York', '2026-07-01', '00:15'],
    ['America/New_York', '2026-11-01', '12:00'],
    ['Asia/Kolkata', '2026-03-29', '23:45'],
    ['Europe/Berlin', '2026-03-29', '12:00'],
  ])('finds the instant of a clock in %s', (zone, date, time) => {
    expect(wallTime(instantOf({ date, time }, zone), zone)).toEqual({ date, time })
  })

  it('shows midnight as 00:00', () => {
    expect(wallTime(at('2026-11-20T15:00:00Z'), 'Asia/Tokyo')).toEqual({ date: '2026-11-21', time: '00:00' })
  })

  it('goes over the end of a year', () => {
    expect(addWorkingDays('2026-12-31', 1, ['2027-01-01'])).toBe('2027-01-04')
  })
})

describe('the zone of a destination', () => {
  it.each([
    ['the location’s own in its country', 'US', 'America/Los_Angeles'],
    ['the table’s in another', 'JP', 'Asia/Tokyo'],
    ['UTC where there is none', 'AQ', 'UTC'],
  ])('is %s', (_, country, zone) => {
    expect(destinationZone(country, { originCountry: 'US', timeZone: 'America/Los_Angeles' })).toBe(zone)
  })
})
