import * as z from 'zod/mini'
import { type CommitDeps, commitChange } from '#shared/aggregate.ts'
import type { Cause, NewEvent } from '#shared/events.ts'
import { type CustomerId, customerId, orderId } from '#shared/ids.ts'
import { commitAll, deletionsOf, type Key, queryAll, type Store, type Write } from '#shared/store/store.ts'
import type { Erasure } from '../domain/erasure.ts'
import { customerKey } from './customer-items.ts'

const keyOf = (id: CustomerId): Key => ({ pk: `ERASURE#${id}`, sk: 'HEADER' })
const DUE = 'ERASURES'

const open = z.object({ orderId, number: z.string(), open: z.enum(['order', 'refund', 'dispute']) })
const stored = z.object({
  customerId,
  status: z.enum(['waiting', 'erased']),
  requestedAt: z.string(),
  erasedAt: z.optional(z.string()),
  waitingFor: z.array(open),
  due: z.optional(z.string()),
  version: z.int(),
  sequence: z.int(),
})
export type StoredErasure = z.infer<typeof stored>

const indexed = (one: Erasure) => ({
  ...one,
  entity: 'erasure',
  ...(one.due ? { gsi1pk: DUE, gsi1sk: `${one.due}#${one.customerId}` } : {}),
})

export type Erasures = ReturnType<typeof makeErasures>

/** Wishes to be erased: they stay, as proof, and say nothing of the person. */
export function makeErasures(deps: CommitDeps) {
  return {
    async find(id: CustomerId): Promise<StoredErasure | undefined> {
      const item = await deps.store.get(keyOf(id))
      return item && stored.parse(item)
    },

    /** Who is to be looked at by `now` (RFC 3339 UTC). */
    async due(now: string): Promise<readonly CustomerId[]> {
      const items = await queryAll(deps.store, { index: 'gsi1', partition: DUE, sort: { to: `${now}~` } })
      return items.map((item) => stored.parse(item).customerId)
    },

    /** False where another was faster. */
    async write(
      before: StoredErasure | undefined,
      after: Erasure,
      { cause, events, writes }: { cause: Cause; events: readonly NewEvent[]; writes: readonly Write[] },
    ): Promise<boolean> {
      const committed = await commitChange<Erasure>(deps, {
        key: keyOf(after.customerId),
        subject: `erasure:${after.customerId}`,
        before: before && { ...indexed(before), version: before.version, sequence: before.sequence },
        after: indexed(after),
        ...{ events, cause, writes },
      })
      return committed.ok
    },
  }
}

/** Of a customer only this stays: what was told to others, and what they have consented to, as proof. */
const STAYS = ['HISTORY#', 'CONSENT#', 'HEADER']

/** Takes away all else that stands with a customer. The header goes with the erasure itself. */
export async function clearCustomer(store: Store, id: CustomerId): Promise<void> {
  const items = await queryAll(store, { partition: customerKey(id).pk })
  const going = items.filter(({ sk }) => !STAYS.some((beginning) => sk.startsWith(beginning)))
  await commitAll(store, deletionsOf(going))
}
