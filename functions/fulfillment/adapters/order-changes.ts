import * as z from 'zod/mini'
import type { OrderId } from '#shared/ids.ts'
import { IS_NEW, type Key, queryAll, type Store, type Write } from '#shared/store/store.ts'
import { type Cut, cut } from '../domain/order-change.ts'

const stored = z.object({
  change: z.int(),
  /** What no fulfillment order has taken on itself yet. */
  cuts: z.array(cut),
  version: z.int(),
})
/** A change of an order, kept for fulfillment orders that are planned after it was heard. */
export type OrderChange = z.infer<typeof stored>

const pkOf = (id: OrderId): string => `ORDER#${id}`
const CHANGES = 'CHANGE#'
const keyOf = (id: OrderId, change: number): Key => ({
  pk: pkOf(id),
  sk: `${CHANGES}${String(change).padStart(6, '0')}`,
})

export type OrderChanges = ReturnType<typeof makeOrderChanges>

export function makeOrderChanges(store: Store) {
  return {
    /** Keeps a change that is heard for the first time. */
    async keep(id: OrderId, change: number, cuts: readonly Cut[]): Promise<void> {
      await store.commit([{ put: { ...keyOf(id, change), change, cuts, version: 1 }, when: IS_NEW }])
    },

    /** Those of an order, oldest first. */
    async all(id: OrderId): Promise<OrderChange[]> {
      const items = await queryAll(store, { partition: pkOf(id), sort: { beginsWith: CHANGES } })
      return items.map((item) => stored.parse(item))
    },

    async read(id: OrderId, change: number): Promise<OrderChange | undefined> {
      const item = await store.get(keyOf(id, change))
      return item && stored.parse(item)
    },

    /** What is left of it after a fulfillment order has taken its share, on condition that no other has meanwhile. */
    restWrite: (id: OrderId, { change, version }: OrderChange, rest: readonly Cut[]): Write => ({
      update: keyOf(id, change),
      set: { cuts: rest, version: version + 1 },
      when: [['version', '=', version]],
    }),
  }
}
