import * as z from 'zod/mini'
import { days } from '#shared/clock.ts'
import type { Clause, Key, Store } from '#shared/store/store.ts'
import { type Attempts, NO_ATTEMPTS } from '../domain/attempts.ts'

/** What is tried: a password, by the fingerprint of the address, whether it has an account or not; a second factor. */
export type Tried = `PASSWORD#${string}` | `SECOND_FACTOR#${string}`

const attemptsKey = (tried: Tried): Key => ({ pk: `ATTEMPTS#${tried}`, sk: 'COUNT' })

const stored = z.object({ failures: z.int(), lockedUntil: z.optional(z.string()) })

/** Failures of long ago count no more. */
const KEPT = days(1)

export async function readAttempts(store: Store, tried: Tried): Promise<Attempts> {
  const item = await store.get(attemptsKey(tried))
  return item ? stored.parse(item) : NO_ATTEMPTS
}

/** Writes the count, unless somebody else has counted since it was read. */
export async function writeAttempts(
  store: Store,
  tried: Tried,
  { before, after, now }: { before: Attempts; after: Attempts; now: Date },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly code: 'version_conflict' }> {
  const unchanged: Clause =
    before.failures === 0 ? ['failures', 'absent'] : ['failures', '=', before.failures]
  const ttl = Math.ceil((now.getTime() + KEPT) / 1_000)
  const { ok } = await store.commit([
    { update: attemptsKey(tried), set: { ...after, ttl }, when: [unchanged] },
  ])
  return ok ? { ok } : { ok, code: 'version_conflict' }
}

export async function forgetAttempts(store: Store, tried: Tried): Promise<void> {
  await store.commit([{ delete: attemptsKey(tried) }])
}
