import type { KeyObject } from 'node:crypto'
import * as z from 'zod/mini'
import type { Clock } from './clock.ts'
import { Fault } from './outcomes.ts'
import { IS_NEW, type Item, type Key, type Store, type Write } from './store/store.ts'

/** The keys of persons and of what belongs to them: one per subject, and nothing opens without it. */
export interface SubjectKeys {
  /** The key to open with; undefined where the subject never had one. */
  toOpen(subjectId: string): Promise<KeyObject | 'erased' | undefined>
  /** The key to seal with, made at its first use. */
  toSeal(subjectId: string): Promise<KeyObject | 'erased'>
  /** The key of a subject that nobody knows yet, and what keeps it: to be written in the commit that makes the subject. */
  first(subjectId: string): Promise<{ readonly key: KeyObject; readonly writes: readonly Write[] }>
  /** Ends a subject's key for ever; doing it again changes nothing. Other processes may know the key for a while. */
  erase(subjectId: string): Promise<void>
}

/** What wraps keys, so that they can be kept: each for its subject only. */
export interface KeyWrap {
  make(subjectId: string): Promise<{ readonly key: KeyObject; readonly wrapped: string }>
  unwrap(subjectId: string, wrapped: string): Promise<KeyObject>
}

/** When nothing that is sealed for a subject opens any more; undefined: never by itself. */
export type EndOf = (subjectId: string) => Date | undefined

/** Has the table delete an item when nothing of its subject opens any more; never, where that is not by itself. */
export const ttlAt = (end: Date | undefined): { readonly ttl?: number } =>
  end ? { ttl: Math.ceil(end.getTime() / 1_000) } : {}

/** How long a process believes a key that it has read: an erasure has reached all of them after this time. */
export const KEYS_BELIEVED_MS = 30_000
/** More keys are not remembered. */
const MOST = 500

const kept = z.object({ wrapped: z.optional(z.string()) })

/** Where the key of a subject is kept, in the table of keys. */
export const subjectKey = (subjectId: string): Key => ({ pk: subjectId, sk: 'KEY' })

/**
 * The keys of subjects, each wrapped, in a table of their own, which has no long backups. An erased subject leaves an
 * item without a key, so that none is made again; one whose time is over counts as erased from that moment on.
 * @param table the name of the store's table, where other stores are to write a first key
 */
export function makeSubjectKeys(deps: {
  readonly store: Pick<Store, 'get' | 'commit'>
  readonly table: string
  readonly wrap: KeyWrap
  readonly clock: Clock
  readonly endOf: EndOf
}): SubjectKeys {
  const { store, table, wrap, clock, endOf } = deps
  const known = new Map<
    string,
    { readonly found: Promise<KeyObject | 'erased' | undefined>; until: number }
  >()

  async function read(subjectId: string): Promise<KeyObject | 'erased' | undefined> {
    const item = await store.get(subjectKey(subjectId))
    if (!item) return undefined
    const { wrapped } = kept.parse(item)
    return wrapped === undefined ? 'erased' : wrap.unwrap(subjectId, wrapped)
  }

  function remember(subjectId: string, found: Promise<KeyObject | 'erased' | undefined>): void {
    if (known.size >= MOST) known.clear()
    known.set(subjectId, { found, until: clock.now().getTime() + KEYS_BELIEVED_MS })
  }

  /** What is not there is looked for again: it may be made this moment. */
  async function toOpen(subjectId: string): Promise<KeyObject | 'erased' | undefined> {
    const now = clock.now().getTime()
    if ((endOf(subjectId)?.getTime() ?? Number.POSITIVE_INFINITY) <= now) return 'erased'
    const remembered = known.get(subjectId)
    if (remembered && remembered.until > now) return remembered.found
    const found = read(subjectId)
    remember(subjectId, found)
    const key = await found.catch((error: unknown) => {
      known.delete(subjectId)
      throw error
    })
    if (key === undefined) known.delete(subjectId)
    return key
  }

  const itemOf = (subjectId: string, wrapped: string): Item => ({
    ...subjectKey(subjectId),
    wrapped,
    madeAt: clock.now().toISOString(),
    ...ttlAt(endOf(subjectId)),
  })

  return {
    toOpen,

    async toSeal(subjectId) {
      const found = await toOpen(subjectId)
      if (found) return found
      const { key, wrapped } = await wrap.make(subjectId)
      const committed = await store.commit([{ put: itemOf(subjectId, wrapped), when: IS_NEW }])
      if (committed.ok) {
        remember(subjectId, Promise.resolve(key))
        return key
      }
      // Whoever was faster has made the key that counts.
      known.delete(subjectId)
      const made = await toOpen(subjectId)
      if (made) return made
      throw new Fault('the key of a subject was made, and is not there')
    },

    async first(subjectId) {
      const { key, wrapped } = await wrap.make(subjectId)
      return { key, writes: [{ put: itemOf(subjectId, wrapped), table, when: IS_NEW }] }
    },

    async erase(subjectId) {
      await store.commit([
        {
          update: subjectKey(subjectId),
          set: { erasedAt: clock.now().toISOString() },
          remove: ['wrapped'],
          when: [['erasedAt', 'absent']],
        },
      ])
      known.delete(subjectId)
    },
  }
}
