import type { Clock } from '#shared/clock.ts'
import type { Objects } from '#shared/objects.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Store } from '#shared/store/store.ts'
import { FILES } from '../../contract/files.ts'
import type { SearchIndex } from '../../domain/search/search-index.ts'
import { emptyIndex, FORMAT, type OpenIndex, openKeptIndex } from './kept-index.ts'
import { readChanges, readHead } from './search-log.ts'

/** The file that has all changes up to a version. */
export const fileOf = (version: number): string => `${FILES.search}${FORMAT}-${version}.jsonl`

/** So long after a look nothing new is looked for: milliseconds. */
const LOOK_EVERY = 1_000

export interface FreshIndexDeps {
  readonly store: Store
  readonly objects: Pick<Objects, 'get'>
  readonly clock: Clock
  /** Makes an index of what the tables say, where there is no file that can be opened. */
  readonly gather: () => Promise<OpenIndex>
}

export interface FreshIndex extends SearchIndex {
  /** The index with all changes until now. */
  newest(): Promise<OpenIndex>
}

/**
 * The index in memory: opened from the newest file, and brought up to date before it answers, once a second at most.
 * A change is seen within about a second of its writing, and thousands of them cost one query.
 */
export function makeFreshIndex(deps: FreshIndexDeps): FreshIndex {
  let open: OpenIndex | undefined
  let lookedAt = Number.NEGATIVE_INFINITY
  let looking: Promise<OpenIndex> | undefined

  async function look(): Promise<OpenIndex> {
    const began = deps.clock.now().getTime()
    open = await caughtUp(deps, open)
    lookedAt = began
    return open
  }

  const newest = (): Promise<OpenIndex> => {
    looking ??= look().finally(() => {
      looking = undefined
    })
    return looking
  }

  const current = async (): Promise<OpenIndex> =>
    open && deps.clock.now().getTime() - lookedAt < LOOK_EVERY ? open : newest()

  return {
    newest,
    search: async (request) => (await current()).index.search(request),
    suggest: async (request) => (await current()).index.suggest(request),
  }
}

/** Twice, as changes may be forgotten between opening a file and reading what follows it. */
const TRIES = 3

async function caughtUp(deps: FreshIndexDeps, known: OpenIndex | undefined): Promise<OpenIndex> {
  let open = known
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { index, version } = open ?? (await opened(deps))
    const { head, numbered } = await readChanges(deps.store, version)
    const isWhole = version + numbered.length >= head.version
    if (isWhole) {
      for (const { changes } of numbered) for (const change of changes) index.apply(change)
      return { index, version: version + numbered.length }
    }
    open = undefined
  }
  throw new Fault('changes of the search went by faster than they could be read')
}

async function opened({ store, objects, gather }: FreshIndexDeps): Promise<OpenIndex> {
  const { kept, version } = await readHead(store)
  // As long as there was no file, every change that there ever was is still to be read: no product need be.
  if (kept === 0 && version > 0) return emptyIndex()
  const file = kept > 0 ? await objects.get(fileOf(kept)) : undefined
  return (file && openKeptIndex(file.bytes)) ?? gather()
}
