import type { Outputs } from '#local/outputs.ts'
import { CONTEXTS, type Context } from '#shared/names.ts'
import { type MemoryStore, makeMemoryStore } from '#shared/store/memory-store.ts'
import { memoryTables } from '../../../tools/audit/memory-tables.ts'
import type { AuditWorld, Tables } from '../../../tools/audit/world.ts'

/** The same world, whose tables are read once, as they are now: to be looked at again and again. */
export async function readOnce(world: AuditWorld, { tables }: Pick<Outputs, 'tables'>): Promise<AuditWorld> {
  const stores: Partial<Record<Context, MemoryStore>> = {}
  for (const context of CONTEXTS.filter((one) => tables[one]))
    stores[context] = makeMemoryStore(await allOf(world.tables, context))
  return { ...world, tables: memoryTables(stores) }
}

const allOf = async (tables: Tables, context: Context) =>
  (await Array.fromAsync(tables.items(context, { pk: '', sk: '' }))).flat()
