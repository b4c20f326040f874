import * as z from 'zod/mini'
import { untilNoConflict } from './aggregate.ts'
import type { Key, Store, Write } from './store/store.ts'

export interface NewCopy {
  readonly sequence: number
  readonly set?: Readonly<Record<string, unknown>>
  readonly remove?: readonly string[]
  /** What is written with it. */
  readonly writes?: readonly Write[]
}

/** Replaces attributes of a copy, unless it is of the same or a later sequence already. */
export async function replaceCopy(
  store: Store,
  key: Key,
  { sequence, set = {}, remove = [], writes = [] }: NewCopy,
): Promise<'replaced' | 'older'> {
  const result = await untilNoConflict(async () => {
    const known = z.optional(z.int()).parse((await store.get(key))?.['sequence'])
    if (known !== undefined && known >= sequence) return { ok: true as const, value: 'older' as const }
    const unchanged =
      known === undefined ? (['sequence', 'absent'] as const) : (['sequence', '=', known] as const)
    const committed = await store.commit([
      { update: key, set: { ...set, sequence }, remove, when: [unchanged] },
      ...writes,
    ])
    return committed.ok
      ? { ok: true as const, value: 'replaced' as const }
      : { ok: false as const, code: 'version_conflict' as const }
  })
  return result.value
}
