import { remembered } from './remembered.ts'

/** A day and a time of day as a clock on the wall of a zone shows them: `YYYY-MM-DD` and `HH:MM`. */
export interface WallTime {
  readonly date: string
  readonly time: string
}

/** Making a format costs more than a quote may: each zone's is made once. */
const formatOf = remembered(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    }),
)

export function wallTime(instant: Date, timeZone: string): WallTime {
  const part = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  return {
    date: `${part['year']}-${part['month']}-${part['day']}`,
    time: `${part['hour']}:${part['minute']}`,
  }
}

/** The instant at which a zone's clock shows the time. Where summer time begins or ends, within an hour of it. */
export function instantOf({ date, time }: WallTime, timeZone: string): Date {
  const wanted = Date.parse(`${date}T${time}:00Z`)
  const offsetAt = (instant: number): number => {
    const shown = wallTime(new Date(instant), timeZone)
    return Date.parse(`${shown.date}T${shown.time}:00Z`) - instant
  }
  return new Date(wanted - offsetAt(wanted - offsetAt(wanted)))
}

const atNoon = (date: string): Date => new Date(`${date}T12:00:00Z`)

export const dayAfter = (date: string): string =>
  new Date(atNoon(date).getTime() + 86_400_000).toISOString().slice(0, 10)

/** Monday to Friday, unless it is a holiday. */
export function isWorkingDay(date: string, holidays: readonly string[]): boolean {
  const weekday = atNoon(date).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.includes(date)
}

/** The first working day that is not before `date`. */
export function workingDayFrom(date: string, holidays: readonly string[]): string {
  let day = date
  while (!isWorkingDay(day, holidays)) day = dayAfter(day)
  return day
}

/** The `count`-th working day after `date`. */
export function addWorkingDays(date: string, count: number, holidays: readonly string[]): string {
  let day = workingDayFrom(date, holidays)
  for (let left = count; left > 0; left -= 1) day = workingDayFrom(dayAfter(day), holidays)
  return day
}
