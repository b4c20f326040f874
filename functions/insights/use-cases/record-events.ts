import { type Clock, days } from '#shared/clock.ts'
import type { Personal } from '#shared/personal.ts'
import type { Store } from '#shared/store/store.ts'
import { countKept, keepEvents } from '../adapters/visitor-log.ts'
import type { InsightsSettings } from '../contract/settings.ts'
import type { VisitorEvent } from '../contract/types.ts'
import { dayOf } from '../domain/days.ts'
import { chooseEvents, type Refused } from '../domain/visit-events.ts'

export interface RecordDeps {
  readonly store: Store
  readonly clock: Clock
  readonly personal: Pick<Personal, 'fingerprint'>
  readonly settings: Pick<InsightsSettings, 'keepEventsDays' | 'eventsPerVisitor'>
}

export interface Told {
  readonly visitorId: string
  readonly consent: boolean
  readonly events: readonly VisitorEvent[]
}

/**
 * Keeps what a visitor did.
 * 1. Put the keyed hash of the visitor's name in its place; the name itself is kept nowhere.
 * 2. Choose what may be kept: nothing without consent, nothing too old, only so many a day.
 * 3. Write it with its end of life; what was told before is left out, so that a repeated batch counts once.
 * Nothing is refused: what is not kept is answered with its reason.
 */
export const makeRecordEvents =
  ({ store, clock, personal, settings }: RecordDeps) =>
  async ({ visitorId, consent, events }: Told): Promise<{ kept: number; notKept: readonly Refused[] }> => {
    const now = clock.now()
    const today = dayOf(now)
    const visitor = personal.fingerprint('visitor', visitorId)
    const left = consent ? settings.eventsPerVisitor - (await countKept(store, visitor, today)) : 0
    const { keep, refused } = chooseEvents({ visitor, consent, events, now, left })
    const ttl = Math.ceil((now.getTime() + days(settings.keepEventsDays)) / 1_000)
    const repeated = await keepEvents(store, keep, { today, ttl })
    return {
      kept: keep.length - repeated.length,
      notKept: [...refused, ...repeated.map((id) => ({ id, reason: 'repeated' as const }))],
    }
  }
