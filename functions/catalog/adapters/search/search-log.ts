import * as z from 'zod/mini'
import { commitAll, deletionsOf, type Key, queryAll, type Store, type Write } from '#shared/store/store.ts'
import { type SearchChange, searchChange } from '../../domain/search/document.ts'

const SEARCH = 'SEARCH'
const CHANGES = 'CHANGES#'

/** After all changes in the order of keys, so that one query reads changes and head. */
const headKey: Key = { pk: SEARCH, sk: 'HEAD' }

const head = z.object({
  /** The number of the last change. */
  version: z._default(z.int(), 0),
  /** The number of the last change that is in the newest file; 0 where there is none. */
  kept: z._default(z.int(), 0),
})
export type SearchHead = z.infer<typeof head>

const changesKey = (version: number): Key => ({
  pk: SEARCH,
  sk: `${CHANGES}${String(version).padStart(12, '0')}`,
})

const changesItem = z.object({ version: z.int(), changes: z.array(searchChange) })
export type NumberedChanges = z.infer<typeof changesItem>

/** Of one item: DynamoDB takes 400 kB. A product has 100 kB at most. */
const MOST_BYTES = 250_000

export async function readHead(store: Store): Promise<SearchHead> {
  return head.parse((await store.get(headKey)) ?? {})
}

/** Numbers changes from the head on, and refuses to write them where others have numbered theirs meanwhile. */
export function writesOf(changes: readonly SearchChange[], { version }: SearchHead): Write[] {
  const items = packed(changes)
  return [
    {
      update: headKey,
      set: { version: version + items.length },
      when: [version === 0 ? ['version', 'absent'] : ['version', '=', version]],
    },
    ...items.map((one, index) => {
      const number = version + index + 1
      return { put: { ...changesKey(number), version: number, changes: one } }
    }),
  ]
}

/** As few items as will do. */
function packed(changes: readonly SearchChange[]): SearchChange[][] {
  const items: SearchChange[][] = []
  let room = 0
  for (const change of changes) {
    const bytes = Buffer.byteLength(JSON.stringify(change))
    const last = items.at(-1)
    if (last && bytes <= room) last.push(change)
    else {
      items.push([change])
      room = MOST_BYTES
    }
    room -= bytes
  }
  return items
}

/** What has changed after a version, in its order, and where that leads; by one query. */
export async function readChanges(
  store: Store,
  after: number,
): Promise<{ head: SearchHead; numbered: readonly NumberedChanges[] }> {
  const items = await queryAll(store, {
    partition: SEARCH,
    sort: { from: changesKey(after + 1).sk, to: headKey.sk },
  })
  const numbered = items.flatMap((item) => (item.sk === headKey.sk ? [] : [changesItem.parse(item)]))
  return { head: head.parse(items.find((item) => item.sk === headKey.sk) ?? {}), numbered }
}

/** Says that a file has all changes up to a version, unless there is one that has more. */
export async function markKept(store: Store, version: number): Promise<boolean> {
  const known = (await store.get(headKey))?.['kept']
  const before = z.optional(z.int()).parse(known)
  if (before !== undefined && before >= version) return false
  const committed = await store.commit([
    {
      update: headKey,
      set: { kept: version },
      when: [before === undefined ? ['kept', 'absent'] : ['kept', '=', before]],
    },
  ])
  return committed.ok
}

/** Removes changes up to a version: nobody starts from before it any more. */
export async function forgetChanges(store: Store, upTo: number): Promise<void> {
  const items = await queryAll(store, {
    partition: SEARCH,
    sort: { from: changesKey(0).sk, to: changesKey(upTo).sk },
  })
  await commitAll(store, deletionsOf(items))
}
