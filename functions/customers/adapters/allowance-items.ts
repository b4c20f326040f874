import * as z from 'zod/mini'
import { untilNoConflict } from '#shared/aggregate.ts'
import { type Clock, hours } from '#shared/clock.ts'
import type { Clause, Key, Store } from '#shared/store/store.ts'

/** Nobody's box is filled by a stranger: so many codes go to an address within an hour. */
const MAILS_PER_HOUR = 5
const WINDOW = hours(1)

const keyOf = (fingerprint: string): Key => ({ pk: `MAILS#${fingerprint}`, sk: 'COUNT' })
const stored = z.object({ count: z.int(), since: z.string() })

/** Counts a mail to an address; false where it has had enough of them for now. */
export async function mayMail(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  fingerprint: string,
): Promise<boolean> {
  const result = await untilNoConflict(async () => {
    const [item, now] = [await store.get(keyOf(fingerprint)), clock.now()]
    const known = item && stored.parse(item)
    const inWindow = known && Date.parse(known.since) + WINDOW > now.getTime() ? known : undefined
    if (inWindow && inWindow.count >= MAILS_PER_HOUR) return { ok: true as const, allowed: false }
    const since = inWindow?.since ?? now.toISOString()
    const unchanged: Clause[] = known
      ? [
          ['count', '=', known.count],
          ['since', '=', known.since],
        ]
      : [['pk', 'absent']]
    const ttl = Math.ceil((now.getTime() + WINDOW) / 1_000)
    const { ok } = await store.commit([
      { update: keyOf(fingerprint), set: { count: (inWindow?.count ?? 0) + 1, since, ttl }, when: unchanged },
    ])
    return ok ? { ok, allowed: true } : { ok, code: 'version_conflict' as const }
  })
  return result.allowed
}
