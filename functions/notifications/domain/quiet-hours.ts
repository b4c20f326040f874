import { minutes } from '#shared/clock.ts'

/** Nobody's phone rings from 21:00 to 08:00 of their own time. */
const QUIET_FROM = 21 * 60
const QUIET_UNTIL = 8 * 60
const DAY = 24 * 60

/** The end of the night at `zone` (IANA) where it is night there at `now`; else undefined. */
export function endOfNight(now: Date, zone: string): Date | undefined {
  const minute = minuteOfDay(now, zone)
  if (minute >= QUIET_UNTIL && minute < QUIET_FROM) return undefined
  const left = (QUIET_UNTIL - minute + DAY) % DAY
  const wholeMinute = Math.floor(now.getTime() / minutes(1)) * minutes(1)
  const naive = new Date(wholeMinute + minutes(left))
  // Where the clocks were changed in that night, it is not eight o'clock yet, or it was an hour ago.
  return new Date(naive.getTime() + minutes(QUIET_UNTIL - minuteOfDay(naive, zone)))
}

/** `YYYY-MM-DD` at `zone`: Swedish dates are written as ISO 8601. */
export const dateAt = (now: Date, zone: string): string =>
  new Intl.DateTimeFormat('sv', { timeZone: zone }).format(now)

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
