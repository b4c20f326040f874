import { minutes } from '#shared/clock.ts'
import { remembered } from '#shared/remembered.ts'

/** When nobody's phone rings, in minutes of the day at the destination; `until` may be on the morning after. */
export interface QuietHours {
  readonly from: number
  readonly until: number
}

const DAY = 24 * 60

/** Reads `21:00-08:00`; undefined for an empty text: phones may ring at any time. */
export function quietHoursOf(text: string): QuietHours | undefined {
  if (text === '') return undefined
  const times = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  if (!times) throw new RangeError(`quiet hours are written as 21:00-08:00, not as ${text}`)
  const [fromHour = 0, fromMinute = 0, untilHour = 0, untilMinute = 0] = times.slice(1).map(Number)
  return { from: fromHour * 60 + fromMinute, until: untilHour * 60 + untilMinute }
}

/** The end of the night at `zone` (IANA) where it is night there at `now`; else undefined. */
export function endOfNight(now: Date, zone: string, quiet: QuietHours): Date | undefined {
  const minute = minuteOfDay(now, zone)
  const left = minutesBetween(minute, quiet.until)
  if (left === 0 || left > minutesBetween(quiet.from, quiet.until)) return undefined
  const wholeMinute = Math.floor(now.getTime() / minutes(1)) * minutes(1)
  const naive = new Date(wholeMinute + minutes(left))
  // Where the clocks were changed in that night, that time has not come yet, or was an hour ago.
  return new Date(naive.getTime() + minutes(quiet.until - minuteOfDay(naive, zone)))
}

/** From one minute of the day until the next time that a clock shows the other. */
const minutesBetween = (from: number, until: number): number => (until - from + DAY) % DAY

/** `YYYY-MM-DD` at `zone`: Swedish dates are written as ISO 8601. */
export const dateAt = (now: Date, zone: string): string => isoDates(zone).format(now)

const isoDates = remembered((zone: string) => new Intl.DateTimeFormat('sv', { timeZone: zone }))

function minuteOfDay(now: Date, zone: string): number {
  const [hour = 0, minute = 0] = new Intl.DateTimeFormat('en', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  })
    .formatToParts(now)
    .flatMap(({ type, value }) => (type === 'hour' || type === 'minute' ? [Number(value)] : []))
  return hour * 60 + minute
}
