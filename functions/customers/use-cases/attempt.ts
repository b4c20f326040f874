import { untilNoConflict } from '#shared/aggregate.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import { forgetAttempts, readAttempts, type Tried, writeAttempts } from '../adapters/attempt-items.ts'
import { type Attempts, failedOnce, isLocked, lockedFor } from '../domain/attempts.ts'
import type { CustomerDeps } from './ports.ts'

type Deps = Pick<CustomerDeps, 'store' | 'clock'>

const tooMany = (attempts: Attempts, now: Date): Refusal<'too_many_attempts'> => ({
  ...refuse(
    'too_many_attempts',
    'Too many attempts failed in a row. Wait a minute; after each further failure it is twice as long, up to 15 minutes.',
  ),
  retryAfter: lockedFor(attempts, now),
})

/** Whether something may be tried now. Refusal: `too_many_attempts`. */
export async function checkNotLocked(
  { store, clock }: Deps,
  tried: Tried,
): Promise<Outcome<'may be tried', 'too_many_attempts'>> {
  const attempts = await readAttempts(store, tried)
  const now = clock.now()
  return isLocked(attempts, now) ? tooMany(attempts, now) : success('may be tried')
}

/**
 * Tries something that may be guessed. It is counted as a failure before it is looked at, so that of many at once no
 * more are looked at than of many in a row; a success forgets them all.
 * Refusal: `too_many_attempts`; undefined where it failed.
 */
export async function attempt<T>(
  deps: Deps,
  tried: Tried,
  act: () => Promise<T | undefined>,
): Promise<Outcome<T | undefined, 'too_many_attempts'>> {
  const { store, clock } = deps
  const counted = await untilNoConflict(async () => {
    const [now, before] = [clock.now(), await readAttempts(store, tried)]
    if (isLocked(before, now)) return tooMany(before, now)
    return writeAttempts(store, tried, { before, after: failedOnce(before, now), now })
  })
  if (!counted.ok) return counted
  const done = await act()
  if (done !== undefined) await forgetAttempts(store, tried)
  return success(done)
}
