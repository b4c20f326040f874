import * as z from 'zod/mini'
import { type CommitDeps, commitChange, type Header } from '#shared/aggregate.ts'
import type { Cause, NewEvent } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Item, type Key, queryAll, type Write } from '#shared/store/store.ts'
import {
  type Delivery,
  delivery,
  deliveryId,
  isOpen,
  type Message,
  message,
  ownerOf,
} from '../domain/delivery.ts'

const stored = z.object({ ...delivery.shape, version: z.int(), sequence: z.int() })

const keyOf = (about: Message): Key => ({ pk: `DELIVERY#${deliveryId(about)}`, sk: 'HEADER' })
const sentKey = (providerId: string): Key => ({ pk: `SENT#${providerId}`, sk: 'DELIVERY' })

/** The partition of the index that holds what waits for the morning. */
const POSTPONED = 'POSTPONED'

/** With the keys of its indexes: all deliveries of an order, and those that wait by when they are due. */
const withIndexes = (one: Delivery) => ({
  ...one,
  entity: 'delivery',
  gsi1pk: `${one.orderId ? 'ORDER' : 'SUBJECT'}#${ownerOf(one)}`,
  gsi1sk: deliveryId(one),
  ...(one.postponed && isOpen(one)
    ? { gsi2pk: POSTPONED, gsi2sk: `${one.postponed.until}#${deliveryId(one)}` }
    : {}),
})

export type StoredDelivery = Delivery & Header

/** A delivery as it stands in the table; throws a ZodError where the item is none. */
export const deliveryIn = (item: Item): StoredDelivery => stored.parse(item)

export type DeliveryLog = ReturnType<typeof makeDeliveryLog>

/** What was sent to whom is not in it: only what it was about, and how it ended. */
export function makeDeliveryLog(deps: CommitDeps) {
  const { store } = deps
  const find = async (about: Message): Promise<StoredDelivery | undefined> => {
    const item = await store.get(keyOf(about))
    return item && stored.parse(item)
  }
  const listed = async (partition: string): Promise<readonly StoredDelivery[]> => {
    const items = await queryAll(store, { index: 'gsi1', partition })
    return items.map((item) => stored.parse(item))
  }
  return {
    find,

    /** The delivery that its sender calls so. */
    async findSent(providerId: string): Promise<StoredDelivery | undefined> {
      const item = await store.get(sentKey(providerId))
      return item && find(message.parse(item))
    },

    ofOrder: (id: OrderId): Promise<readonly StoredDelivery[]> => listed(`ORDER#${id}`),
    /** What is of no order, but of a customer. */
    ofSubject: (id: string): Promise<readonly StoredDelivery[]> => listed(`SUBJECT#${id}`),

    /** What waited until `now` (RFC 3339 UTC) or before, the longest waiting first. */
    async due(now: string): Promise<readonly StoredDelivery[]> {
      const items = await queryAll(store, { index: 'gsi2', partition: POSTPONED, sort: { to: `${now}~` } })
      return items.map((item) => stored.parse(item))
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
        before: before && { ...withIndexes(before), version: before.version, sequence: before.sequence },
        after: withIndexes(after),
        events,
        cause,
        writes: after.status === 'sent' ? sentWrites(after) : [],
      })
      return committed.ok ? committed.state : undefined
    },
  }
}

function sentWrites({ providerId, ...about }: Delivery): Write[] {
  return providerId ? [{ put: { ...sentKey(providerId), entity: 'sent', ...message.parse(about) } }] : []
}
