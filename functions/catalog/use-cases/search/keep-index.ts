import type { Objects } from '#shared/objects.ts'
import { note } from '#shared/observability.ts'
import type { Store } from '#shared/store/store.ts'
import { type FreshIndex, fileOf } from '../../adapters/search/fresh-index.ts'
import { keepIndex } from '../../adapters/search/kept-index.ts'
import { forgetChanges, markKept, readHead } from '../../adapters/search/search-log.ts'

export interface KeepDeps {
  readonly store: Store
  readonly objects: Pick<Objects, 'put' | 'delete'>
  readonly index: Pick<FreshIndex, 'newest'>
}

/**
 * Keeps the index as a file, so that a function that starts needs not read every change there ever was.
 * 1. Nothing, where no change has come since the last file.
 * 2. Write a file with all changes until now, then say that there is one.
 * 3. Forget the changes that were in the file before, and the file: who still starts from it has begun long ago.
 * One that fails between these is done again by the next run.
 */
export const makeKeepIndex =
  ({ store, objects, index }: KeepDeps) =>
  async (): Promise<void> => {
    const { version: last, kept } = await readHead(store)
    if (last === kept) return
    const newest = await index.newest()
    const bytes = keepIndex(newest.index, newest.version)
    await objects.put(fileOf(newest.version), bytes, { contentType: 'application/jsonl' })
    if (!(await markKept(store, newest.version))) return
    await forgetChanges(store, kept)
    if (kept > 0 && kept < newest.version) await objects.delete(fileOf(kept))
    note({ count: newest.index.size })
  }
