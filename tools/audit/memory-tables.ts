import type { Context } from '#shared/names.ts'
import { type MemoryStore, makeMemoryStore } from '#shared/store/memory-store.ts'
import { readOnly, type Tables } from './world.ts'

/** Tables in memory; those that are not given are empty. */
export function memoryTables(stores: Readonly<Partial<Record<Context, MemoryStore>>>): Tables {
  const storeOf = (context: Context) => stores[context] ?? makeMemoryStore()
  return {
    of: (context) => readOnly(storeOf(context)),
    async *items(context, beginning) {
      yield storeOf(context)
        .all()
        .filter(({ pk, sk }) => pk.startsWith(beginning.pk) && sk.startsWith(beginning.sk))
    },
  }
}
