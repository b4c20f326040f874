import { days } from '#shared/clock.ts'

/** The day of an instant, `YYYY-MM-DD` in UTC. */
export const dayOf = (instant: Date | string): string =>
  (typeof instant === 'string' ? instant : instant.toISOString()).slice(0, 10)

/** The day so many days after another; before it where the number is below 0. */
export const dayAfter = (day: string, count: number): string => dayOf(new Date(Date.parse(day) + days(count)))

/** Whole days from one instant to another. */
export const daysBetween = (from: Date | string, to: Date): number =>
  Math.floor((to.getTime() - new Date(from).getTime()) / days(1))

/** All days from one to another, both in it. */
export function daysFrom(from: string, to: string): string[] {
  const all: string[] = []
  for (let day = from; day <= to; day = dayAfter(day, 1)) all.push(day)
  return all
}
