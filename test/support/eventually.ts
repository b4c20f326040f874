import { setTimeout as sleep } from 'node:timers/promises'

/** How long a fact may take to come about before the test gives up: generous, as it costs nothing when all is well. */
export const PATIENCE_MS = 240_000
const POLL_MS = 150

/** Looks again until there is something to see; names what was waited for, and what was seen last, when it never comes. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  patience = PATIENCE_MS,
): Promise<T> {
  const end = Date.now() + patience
  let last: unknown
  while (Date.now() < end) {
    const seen = await look().catch((error: unknown) => {
      last = error
      return undefined
    })
    if (seen !== undefined && seen !== false) return seen
    await sleep(POLL_MS)
  }
  throw new Error(`waited ${patience / 1_000} s in vain: ${what}`, last ? { cause: last } : {})
}
