import * as z from 'zod/mini'
import { type CommitDeps, commitChange, type Header } from '#shared/aggregate.ts'
import type { Cause, NewEvent } from '#shared/events.ts'
import type { Key } from '#shared/store/store.ts'
import { type Delivery, delivery, deliveryId, type Message } from '../domain/delivery.ts'

const stored = z.object({ ...delivery.shape, version: z.int(), sequence: z.int() })

const keyOf = (message: Message): Key => ({ pk: `DELIVERY#${deliveryId(message)}`, sk: 'HEADER' })

/** With the key of its index: all deliveries of an order. */
const withIndex = (one: Delivery) => ({
  ...one,
  entity: 'delivery',
  gsi1pk: `ORDER#${one.orderId}`,
  gsi1sk: deliveryId(one),
})

export type StoredDelivery = Delivery & Header

export type DeliveryLog = ReturnType<typeof makeDeliveryLog>

/** What was sent to whom is not in it: only what it was about, and how it ended. */
export function makeDeliveryLog(deps: CommitDeps) {
  return {
    async find(message: Message): Promise<StoredDelivery | undefined> {
      const item = await deps.store.get(keyOf(message))
      return item && stored.parse(item)
    },

    /** Writes the next status and its events; undefined where another was faster. */
    async write(
      before: StoredDelivery | undefined,
      after: Delivery,
      cause: Cause,
      events: readonly NewEvent[] = [],
    ): Promise<StoredDelivery | undefined> {
      const committed = await commitChange<Delivery>(deps, {
        key: keyOf(after),
        subject: deliveryId(after),
        before: before && { ...withIndex(before), version: before.version, sequence: before.sequence },
        after: withIndex(after),
        events,
        cause,
      })
      return committed.ok ? committed.state : undefined
    },
  }
}
