import { after, minutes } from '#shared/clock.ts'

/** What was tried in a row without success, by a password or a second factor. */
export interface Attempts {
  readonly failures: number
  /** RFC 3339; until then nothing is looked at, right or wrong. */
  readonly lockedUntil?: string | undefined
}

/** So many failures in a row lock. */
export const MAX_FAILURES = 5
const FIRST_LOCK = minutes(1)
const LONGEST_LOCK = minutes(15)

export const NO_ATTEMPTS: Attempts = { failures: 0 }

/** Whole seconds until something may be tried again; 0 where it may be now. */
export const lockedFor = ({ lockedUntil }: Attempts, now: Date): number =>
  lockedUntil === undefined ? 0 : Math.max(0, Math.ceil((Date.parse(lockedUntil) - now.getTime()) / 1_000))

export const isLocked = (attempts: Attempts, now: Date): boolean => lockedFor(attempts, now) > 0

/** One more, counted before it is known to be one: twice as long a lock for each after the fifth, 15 minutes at most. */
export function failedOnce({ failures }: Attempts, now: Date): Attempts {
  const count = failures + 1
  if (count < MAX_FAILURES) return { failures: count }
  const lock = Math.min(LONGEST_LOCK, FIRST_LOCK * 2 ** (count - MAX_FAILURES))
  return { failures: count, lockedUntil: after(now, lock) }
}
