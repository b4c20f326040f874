import type { Outputs } from '#local/outputs.ts'
import { CONTEXTS, type Context } from '#shared/names.ts'
import { type MemoryStore, makeMemoryStore } from '#shared/store/memory-store.ts'
import { memoryTables } from '../../../tools/audit/memory-tables.ts'
import { type AuditWorld, readOnly, type Tables } from '../../../tools/audit/world.ts'

export interface ReadOnce extends AuditWorld {
  /** Reads them anew. */
  readonly again: () => Promise<void>
}

/** The same world, whose tables are read once, as they are now: to be looked at again and again. */
export async function readOnce(world: AuditWorld, { tables }: Pick<Outputs, 'tables'>): Promise<ReadOnce> {
  const contexts = CONTEXTS.filter((context) => tables[context])
  let read = await readAll(world.tables, contexts)
  return {
    ...world,
    tables: {
      of: (context) =>
        readOnly({
          get: (key) => read.of(context).get(key),
          query: (query) => read.of(context).query(query),
        }),
      items: (context, beginning) => read.items(context, beginning),
    },
    again: async () => {
      read = await readAll(world.tables, contexts)
    },
  }
}

async function readAll(tables: Tables, contexts: readonly Context[]): Promise<Tables> {
  const stores: Partial<Record<Context, MemoryStore>> = {}
  for (const context of contexts) {
    const pages = await Array.fromAsync(tables.items(context, { pk: '', sk: '' }))
    stores[context] = makeMemoryStore(pages.flat())
  }
  return memoryTables(stores)
}
