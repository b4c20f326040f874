const MS_PER_HOUR = 3_600_000

/** A time as EasyPost writes it: UTC, whole seconds. */
export const stamp = (time: Date | number): string => `${new Date(time).toISOString().slice(0, 19)}Z`

export const addHours = (time: string, hours: number): string => stamp(Date.parse(time) + hours * MS_PER_HOUR)

/** Winter time of the capital or the largest city, near enough for the hours of made-up scans. */
const utcOffsetHours: Record<string, number> = { JP: 9, CN: 8, KR: 9, US: -5, CA: -5, GB: 0, DE: 1, FR: 1 }

/** The next time, at or after this one, when clocks in the country show this full hour. */
export function nextHourOfDay(time: string, hour: number, country: string | null): string {
  const hourInUtc = hour - (utcOffsetHours[country ?? ''] ?? 0)
  const next = new Date(time)
  next.setUTCHours(hourInUtc, 0, 0, 0)
  while (next.getTime() < Date.parse(time)) next.setUTCDate(next.getUTCDate() + 1)
  while (next.getTime() - Date.parse(time) >= 24 * MS_PER_HOUR) next.setUTCDate(next.getUTCDate() - 1)
  return stamp(next)
}
