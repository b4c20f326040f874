import { HISTORY_ENTITY } from '#shared/aggregate.ts'
import { envelope } from '#shared/events.ts'
import type { MemoryStore } from '#shared/store/memory-store.ts'
import type { Item } from '#shared/store/store.ts'
import { type Republished, republish } from '../../../tools/republish/history.ts'
import type { World } from '../world.ts'

/** `npm run republish`, and the queue of unpublished events is emptied, as its runbook says. */
export async function republishSince({ tables, bus }: World, since: Date): Promise<Republished> {
  const results = await Promise.all(
    [...tables.values()].map((table) => republish(historyOf(table, since), bus.publisher)),
  )
  bus.unpublished.splice(0)
  return {
    sent: results.reduce((sum, { sent }) => sum + sent, 0),
    unreadable: results.flatMap(({ unreadable }) => unreadable),
    lost: results.flatMap(({ lost }) => lost),
  }
}

/** What `historySince` finds in a table of DynamoDB. */
async function* historyOf(table: MemoryStore, since: Date): AsyncGenerator<Item[]> {
  yield table.all().filter((item) => {
    if (item['entity'] !== HISTORY_ENTITY) return false
    const event = envelope.safeParse(item['event'])
    return !event.success || event.data.occurredAt >= since.toISOString()
  })
}
