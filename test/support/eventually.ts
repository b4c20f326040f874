import { setTimeout as sleep } from 'node:timers/promises'

/** How long a fact may take to come about before the test gives up: generous, as it costs nothing when all is well. */
export const PATIENCE_MS = 240_000
const FIRST_POLL_MS = 150
const LAST_POLL_MS = 1_000
/** Looking costs time, too, and takes it from what is waited for: what takes long is looked at less often. */
const SHARE_OF_THE_WAIT = 1 / 8

/** Looks again until there is something to see; names what was waited for, and what was seen last, when it never comes. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  patience = PATIENCE_MS,
): Promise<T> {
  const start = Date.now()
  let last: unknown
  while (Date.now() - start < patience) {
    const seen = await look().catch((error: unknown) => {
      last = error
      return undefined
    })
    if (seen !== undefined && seen !== false) return seen
    const waited = Date.now() - start
    await sleep(Math.min(LAST_POLL_MS, Math.max(FIRST_POLL_MS, waited * SHARE_OF_THE_WAIT)))
  }
  throw new Error(`waited ${patience / 1_000} s in vain: ${what}`, last ? { cause: last } : {})
}
