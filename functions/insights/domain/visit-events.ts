import { days, minutes } from '#shared/clock.ts'
import type { ProductId } from '#shared/ids.ts'
import type { NotKept, Step, VisitorEvent } from '../contract/types.ts'
import { searchWords } from './search-words.ts'

/** An event as it is kept: whose it is, by the keyed hash of the visitor's name, and nothing that says who that is. */
export interface KeptEvent {
  readonly visitor: string
  readonly id: string
  readonly type: Step
  readonly at: string
  readonly productId?: ProductId | undefined
  /** Of a search. */
  readonly words?: string | undefined
  readonly resultCount?: number | undefined
}

/** Browsers tell late, and their clocks go wrong: by so much. */
export const MOST_LATE = days(2)
const MOST_EARLY = minutes(5)

export interface Batch {
  readonly visitor: string
  readonly consent: boolean
  readonly events: readonly VisitorEvent[]
  readonly now: Date
  /** So many more of this visitor are kept today. */
  readonly left: number
}

export interface Refused {
  readonly id: string
  readonly reason: NotKept
}

/** What of a batch is to be kept, and what not; nothing without consent. */
export function chooseEvents({ visitor, consent, events, now, left }: Batch): {
  readonly keep: readonly KeptEvent[]
  readonly refused: readonly Refused[]
} {
  const keep = new Map<string, KeptEvent>()
  const refused: Refused[] = []
  for (const event of events) {
    const reason = consent
      ? keep.has(event.id)
        ? 'repeated'
        : (outOfTime(event.at, now) ?? (keep.size >= left ? 'too_many' : undefined))
      : 'no_consent'
    if (reason) refused.push({ id: event.id, reason })
    else keep.set(event.id, keptOf(visitor, event))
  }
  return { keep: [...keep.values()], refused }
}

function outOfTime(at: string, now: Date): NotKept | undefined {
  const late = now.getTime() - Date.parse(at)
  if (late > MOST_LATE) return 'too_old'
  return late < -MOST_EARLY ? 'in_the_future' : undefined
}

function keptOf(visitor: string, event: VisitorEvent): KeptEvent {
  const { id, type } = event
  const kept = { visitor, id, type, at: new Date(event.at).toISOString() }
  switch (event.type) {
    case 'view':
    case 'add_to_cart':
      return { ...kept, productId: event.productId }
    case 'search':
      return { ...kept, words: searchWords(event.query), resultCount: event.resultCount }
    default:
      return kept
  }
}
