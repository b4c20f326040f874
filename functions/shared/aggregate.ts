import type { Clock } from './clock.ts'
import { type Cause, type Envelope, envelope, type NewEvent, wrapEvents } from './events.ts'
import type { Ids } from './ids.ts'
import { Fault } from './outcomes.ts'
import type { Personal } from './personal.ts'
import { IS_NEW, type Item, type Key, type Store, type Write } from './store/store.ts'

/** Where history items live: beside their aggregate's header, in order of their sequence. */
const HISTORY = 'HISTORY#'

const historyKey = (pk: string, sequence: number): Key => ({
  pk,
  sk: `${HISTORY}${String(sequence).padStart(8, '0')}`,
})

/** `entity` of a history item: the table's stream is filtered by it, so it is the outbox. */
export const HISTORY_ENTITY = 'history'

/** The small item of an aggregate that changes: statuses and counters, never lists that grow. */
export interface Header {
  readonly version: number
  readonly sequence: number
}

export interface Change<State extends object> {
  readonly key: Key
  readonly subject: string
  /** The header as it was read; undefined for a new aggregate. */
  readonly before: (State & Header) | undefined
  readonly after: State
  readonly events: readonly NewEvent[]
  readonly cause: Cause
  /** Items that are written with it: details, dedup marks, reservations. */
  readonly writes?: readonly Write[]
  /** Attributes of the header that go in any case, also where they came after the reading. */
  readonly drop?: readonly string[]
}

export type Committed<State> =
  | { readonly ok: true; readonly state: State & Header; readonly events: readonly Envelope[] }
  /** Someone else changed the header since it was read: read it again and decide anew. */
  | { readonly ok: false; readonly code: 'version_conflict' }
  /** Conditions of the writes of these places in `writes` did not hold. */
  | { readonly ok: false; readonly code: 'condition_failed'; readonly failed: readonly number[] }

export interface CommitDeps {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Pick<Ids, 'event'>
  readonly personal: Personal
}

/**
 * Writes a change of an aggregate: the header on condition of the version that was read, one history
 * item per event, and what belongs to it, all or nothing. Only the header's attributes that differ
 * are written, so that others' (a task token) are never replaced.
 */
export async function commitChange<State extends object>(
  deps: CommitDeps,
  change: Change<State>,
): Promise<Committed<State>> {
  const { before, key } = change
  const occurredAt = deps.clock.now().toISOString()
  const lastSequence = before?.sequence ?? 0
  const events = await wrapEvents(
    change.events,
    { subject: change.subject, lastSequence, occurredAt, cause: change.cause },
    { newEventId: deps.ids.event, personal: deps.personal },
  )
  const state = {
    ...change.after,
    version: (before?.version ?? 0) + 1,
    sequence: lastSequence + events.length,
  }
  const own: Write[] = [
    headerWrite(key, before, state, change.drop ?? []),
    ...events.map((event) => ({ put: historyItem(key.pk, event), when: IS_NEW })),
  ]
  const result = await deps.store.commit([...own, ...(change.writes ?? [])])
  if (result.ok) return { ok: true, state, events }
  if (result.failed.some((index) => index < own.length)) return { ok: false, code: 'version_conflict' }
  return { ok: false, code: 'condition_failed', failed: result.failed.map((index) => index - own.length) }
}

function headerWrite(
  key: Key,
  before: object | undefined,
  after: object & Header,
  drop: readonly string[],
): Write {
  if (!before) return { put: { ...after, pk: key.pk, sk: key.sk }, when: IS_NEW }
  const was: Readonly<Record<string, unknown>> = { ...before }
  const is: Readonly<Record<string, unknown>> = { ...after }
  const changed = Object.entries(is).filter(
    ([name, value]) => value !== undefined && !isSame(value, was[name]),
  )
  const gone = Object.keys(was).filter((name) => was[name] !== undefined && is[name] === undefined)
  const remove = [...new Set([...gone, ...drop])]
  return {
    update: key,
    set: Object.fromEntries(changed),
    remove,
    when: [['version', '=', Number(was['version'])]],
  }
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))

/** A history item for an event that belongs to no header, such as a webhook that came in. */
export const historyItem = (pk: string, event: Envelope): Item => ({
  ...historyKey(pk, event.sequence),
  entity: HISTORY_ENTITY,
  event,
})

/** An aggregate's events, oldest first. */
export async function readHistory(
  store: Store,
  pk: string,
  page: { limit?: number; cursor?: string } = {},
): Promise<{ events: Envelope[]; nextCursor: string | null }> {
  const { items, nextCursor } = await store.query({ partition: pk, sort: { beginsWith: HISTORY }, ...page })
  return { events: items.map((item) => envelope.parse(item['event'])), nextCursor }
}

/** Whether a cause has an event in a history that is read page by page: then what it asks for is done already. */
export async function wasCaused(
  read: (page: { cursor?: string }) => Promise<{ events: readonly Envelope[]; nextCursor: string | null }>,
  { causationId }: Pick<Cause, 'causationId'>,
): Promise<boolean> {
  let cursor: string | null = null
  do {
    const page = await read(cursor ? { cursor } : {})
    if (page.events.some((event) => event.causationId === causationId)) return true
    cursor = page.nextCursor
  } while (cursor)
  return false
}

/** An event of a history as people read it: personal data stays sealed, and is not shown. */
export const historyEntry = ({ sequence, type, occurredAt, actor, data }: Envelope) => ({
  sequence,
  type,
  at: occurredAt,
  actor,
  data,
})

/** How often a decision is made anew when others change the same aggregate. */
const ATTEMPTS = 12

/** Decides anew, with a short random wait, as long as others change the aggregate in between. */
export async function untilNoConflict<Result extends { ok: boolean }>(
  attempt: () => Promise<Result | { readonly ok: false; readonly code: 'version_conflict' }>,
  wait: (milliseconds: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<Exclude<Result, { readonly code: 'version_conflict' }>> {
  for (let tries = 1; tries <= ATTEMPTS; tries += 1) {
    const result = await attempt()
    if (!('code' in result && result.code === 'version_conflict'))
      return result as Exclude<Result, { readonly code: 'version_conflict' }>
    await wait(Math.random() * Math.min(500, 5 * 2 ** tries))
  }
  throw new Fault(`an aggregate was changed by others ${ATTEMPTS} times in a row`)
}
