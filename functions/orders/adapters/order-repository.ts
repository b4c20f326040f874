import * as z from 'zod/mini'
import { type CommitDeps, type Committed, commitChange, type Header, readHistory } from '#shared/aggregate.ts'
import type { Cause, NewEvent } from '#shared/events.ts'
import { time } from '#shared/http/schemas.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Condition, type Item, type Key, queryAll, type Write } from '#shared/store/store.ts'
import { type KeptAllocation, keptAllocation } from '../domain/allocations.ts'
import { type Bill, bill } from '../domain/bill.ts'
import { type OrderDetails, orderDetails } from '../domain/details.ts'
import { fulfillmentOrderCopy, type Logistics, shipmentCopy } from '../domain/logistics.ts'
import { type Order, order } from '../domain/order.ts'
import { type Refund, refund } from '../domain/refund.ts'

export type StoredOrder = Order & Header

/** What the state machine left on the header when it began to wait. */
export const waiting = z.object({
  taskToken: z.string(),
  waitingFor: z.enum(['payment', 'review', 'shipment', 'delivery']),
  /** `paymentSequence` when the wait for the payer began. */
  waitingSince: z.optional(z.int()),
})
export type Waiting = z.infer<typeof waiting>

const stored = z.object({ ...order.shape, version: z.int(), sequence: z.int() })
const attentionItem = z.object({
  orderId: order.shape.id,
  number: z.string(),
  reason: z.string(),
  since: time,
})

/** The open orders are spread over these partitions of the index by deadline, so that none is hot. */
export const DUE_SHARDS = ['0', '1', '2', '3', '4', '5', '6', '7'] as const

const DETAILS = 'DETAILS'
const ALLOCATIONS = 'ALLOCATIONS'
const BILL = 'BILL'
const REFUND = 'REFUND#'
const TIMER = 'TIMER#'
const FULFILLMENT_ORDER = 'FULFILLMENT_ORDER#'
const SHIPMENT = 'SHIPMENT#'
/** The attribute names that the state machine writes and reads are part of this. */
export const headerKey = (id: OrderId): Key => ({ pk: `ORDER#${id}`, sk: 'HEADER' })
const pkOf = (id: OrderId) => headerKey(id).pk

const shardOf = (id: OrderId): string => DUE_SHARDS[id.charCodeAt(id.length - 1) % DUE_SHARDS.length] ?? '0'

/** The header as it is kept, with the keys of its indexes: by status, and by deadline while it is open. */
const withIndexes = (state: Order) => ({
  ...state,
  entity: 'order',
  gsi1pk: `STATUS#${state.status}`,
  gsi1sk: `${state.placedAt}#${state.id}`,
  ...(state.deadline ? { gsi2pk: `DUE#${shardOf(state.id)}`, gsi2sk: state.deadline } : {}),
})

const attentionKey = (id: OrderId, since: string): Key => ({ pk: 'ATTENTION', sk: `${since}#${id}` })

export interface OrderChange {
  readonly before: StoredOrder | undefined
  readonly after: Order
  readonly events: readonly NewEvent[]
  readonly cause: Cause
  readonly writes?: readonly Write[]
  readonly drop?: readonly string[]
}

export type OrderRepository = ReturnType<typeof makeOrderRepository>

export function makeOrderRepository(deps: CommitDeps) {
  const { store } = deps
  const parts = async (id: OrderId, prefix: string): Promise<Item[]> =>
    queryAll(store, { partition: pkOf(id), sort: { beginsWith: prefix } })

  return {
    async load(id: OrderId): Promise<StoredOrder | undefined> {
      const item = await store.get(headerKey(id))
      return item && stored.parse(item)
    },

    /** The order with the wait that is on it, read together; undefined where nothing waits. */
    async loadWaiting(id: OrderId): Promise<{ order: StoredOrder; waiting: Waiting } | undefined> {
      const item = await store.get(headerKey(id))
      if (item?.['taskToken'] === undefined) return undefined
      return { order: stored.parse(item), waiting: waiting.parse(item) }
    },

    async details(id: OrderId): Promise<OrderDetails | undefined> {
      const item = await store.get({ pk: pkOf(id), sk: DETAILS })
      return item && orderDetails.parse(item)
    },

    async allocations(id: OrderId): Promise<readonly KeptAllocation[]> {
      const item = await store.get({ pk: pkOf(id), sk: ALLOCATIONS })
      return item ? z.array(keptAllocation).parse(item['allocations']) : []
    },

    /** What is left of the order's bill; undefined while nothing was cancelled or given back. */
    async bill(id: OrderId): Promise<Bill | undefined> {
      const item = await store.get({ pk: pkOf(id), sk: BILL })
      return item && bill.parse(item)
    },

    async refund(id: OrderId, refundId: string): Promise<Refund | undefined> {
      const item = await store.get({ pk: pkOf(id), sk: `${REFUND}${refundId}` })
      return item && refund.parse(item)
    },

    /** Oldest first. */
    refunds: async (id: OrderId): Promise<Refund[]> =>
      (await parts(id, REFUND)).map((item) => refund.parse(item)),

    async logistics(id: OrderId): Promise<Logistics> {
      const [fulfillmentOrders, shipments] = await Promise.all([
        parts(id, FULFILLMENT_ORDER),
        parts(id, SHIPMENT),
      ])
      return {
        fulfillmentOrders: fulfillmentOrders.map((item) => fulfillmentOrderCopy.parse(item)),
        shipments: shipments.map((item) => shipmentCopy.parse(item)),
      }
    },

    history: (id: OrderId, page: { limit?: number; cursor?: string }) => readHistory(store, pkOf(id), page),

    /** Open orders of one shard whose deadline has passed by `until` (RFC 3339 UTC), and those with a timer that rings. */
    async due(
      shard: string,
      until: string,
    ): Promise<{ readonly late: OrderId[]; readonly ringing: OrderId[] }> {
      const items = await queryAll(store, { index: 'gsi2', partition: `DUE#${shard}`, sort: { to: until } })
      const idsOf = (found: readonly Item[]) => [
        ...new Set(found.map((item) => order.shape.id.parse(item['id']))),
      ]
      return {
        late: idsOf(items.filter(({ entity }) => entity !== 'timer')),
        ringing: idsOf(items.filter(({ entity }) => entity === 'timer')),
      }
    },

    async attention(page: { limit: number; cursor?: string }) {
      const { items, nextCursor } = await store.query({ partition: 'ATTENTION', ...page })
      return { items: items.map((item) => attentionItem.parse(item)), nextCursor }
    },

    detailsWrite: (id: OrderId, details: OrderDetails): Write => ({
      put: { pk: pkOf(id), sk: DETAILS, ...details },
      when: [['pk', 'absent']],
    }),

    /** A corrected address; nothing else of the details changes. */
    peopleWrite: (id: OrderId, people: OrderDetails['people']): Write => ({
      update: { pk: pkOf(id), sk: DETAILS },
      set: { people },
      when: [['pk', 'present']],
    }),

    allocationsWrite: (id: OrderId, allocations: readonly KeptAllocation[]): Write => ({
      put: { pk: pkOf(id), sk: ALLOCATIONS, allocations },
    }),

    billWrite: (id: OrderId, left: Bill): Write => ({ put: { pk: pkOf(id), sk: BILL, ...left } }),

    refundWrite: (id: OrderId, one: Refund): Write => ({
      put: { pk: pkOf(id), sk: `${REFUND}${one.id}`, entity: 'refund', ...one },
    }),

    /** Copies that are newer than before; whoever changes the order meanwhile makes the commit fail. */
    copyWrites: (id: OrderId, before: Logistics, now: Logistics): Write[] => [
      ...now.fulfillmentOrders
        .filter((one) => !before.fulfillmentOrders.includes(one))
        .map((one) => ({
          put: { pk: pkOf(id), sk: `${FULFILLMENT_ORDER}${one.fulfillmentOrderId}`, ...one },
        })),
      ...now.shipments
        .filter((one) => !before.shipments.includes(one))
        .map((one) => ({ put: { pk: pkOf(id), sk: `${SHIPMENT}${one.shipmentId}`, ...one } })),
    ],

    /** Looks again at `later` (RFC 3339 UTC); nothing else of the order changes. */
    async postpone(id: OrderId, later: string): Promise<void> {
      const open: Condition = [['gsi2pk', 'present']]
      await store.commit([{ update: headerKey(id), set: { deadline: later, gsi2sk: later }, when: open }])
    },

    async commit(change: OrderChange): Promise<Committed<Order>> {
      const { before, after } = change
      return commitChange<Order>(deps, {
        key: headerKey(after.id),
        subject: after.id,
        before: before && { ...withIndexes(before), version: before.version, sequence: before.sequence },
        after: withIndexes(after),
        events: change.events,
        cause: change.cause,
        writes: [...(change.writes ?? []), ...attentionWrites(before, after), ...timerWrites(before, after)],
        ...(change.drop ? { drop: change.drop } : {}),
      })
    },
  }
}

/** A timer is an item of its own beside the order, in the index that the sweeper looks through. */
function timerWrites(before: Order | undefined, after: Order): Write[] {
  const was = before?.timers ?? {}
  const is = after.timers ?? {}
  const key = (name: string): Key => ({ pk: pkOf(after.id), sk: `${TIMER}${name}` })
  const gone = Object.keys(was).filter((name) => !(name in is))
  const news = Object.entries(is).filter(([name, at]) => was[name] !== at)
  return [
    ...gone.map((name) => ({ delete: key(name) })),
    ...news.map(([name, at]) => ({
      put: { ...key(name), entity: 'timer', id: after.id, gsi2pk: `DUE#${shardOf(after.id)}`, gsi2sk: at },
    })),
  ]
}

/** The attention list is kept with the order that is on it. */
function attentionWrites(before: Order | undefined, after: Order): Write[] {
  const was = before?.attention
  const is = after.attention
  if (was?.since === is?.since && was?.reason === is?.reason) return []
  return [
    ...(was && was.since !== is?.since ? [{ delete: attentionKey(after.id, was.since) }] : []),
    ...(is
      ? [
          {
            put: {
              ...attentionKey(after.id, is.since),
              orderId: after.id,
              number: after.number,
              ...is,
            },
          },
        ]
      : []),
  ]
}
