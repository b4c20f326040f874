import { SYSTEM } from '#shared/actor.ts'
import type { Envelope } from '#shared/events.ts'
import { makeIds } from '#shared/ids.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'

export const CAUSE = { correlationId: 'req-1', causationId: 'req-1', actor: SYSTEM }

/** An empty catalog, with a clock that stands still until it is set. */
export function openCatalog() {
  const store = makeMemoryStore()
  const clock = { now: () => new Date('2026-11-20T03:00:00Z') }
  let born = 0
  const ids = makeIds(() => String(++born).padStart(26, '0'))
  return {
    store,
    clock,
    ids,
    personal: makeTestPersonal(),
    mediaUrl: 'https://media.example',
    /** What was said, in the order in which it is stored. */
    events: () =>
      store
        .all()
        .filter((item) => item['entity'] === 'history')
        .map((item) => item['event'] as Envelope),
  }
}
